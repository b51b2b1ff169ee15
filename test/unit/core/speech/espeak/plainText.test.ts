import assert from 'node:assert/strict';
import { toPlainText } from '../../../../../src/core/speech/espeak/plainText';

describe('plain text for espeak-ng', () => {
  const cases: [what: string, text: string, plain: string][] = [
    ['leaves ordinary text alone', 'Häuser, 中文 & <b> [[x]] 😀', 'Häuser, 中文 & <b> [[x]] 😀'],
    ['blanks NUL, which would end the text', 'a\0b', 'a b'],
    ['blanks the sign of a command', '\u0001V de', ' V de'],
    ['blanks line breaks and tabs', 'a\r\n\tb', 'a   b'],
    ['blanks the replacement character', 'мир \uFFFD мир', 'мир   мир'],
    ['blanks a lone surrogate', 'a\uD83Db\uDE00', 'a b '],
  ];
  for (const [what, text, plain] of cases) {
    it(what, () => {
      assert.equal(toPlainText(text), plain);
    });
  }
});
