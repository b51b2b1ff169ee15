import assert from 'node:assert/strict';
import { readText } from '../../../../../src/core/speech/kokoro/readText';

/** Words as they are, marks in <>, a blank where white space stood. */
function shown(text: string): string {
  return readText(text)
    .map((item) => `${item.spaced ? ' ' : ''}${item.kind === 'word' ? item.text : `<${item.symbol}>`}`)
    .join('');
}

const rows: readonly [text: string, items: string][] = [
  ['Hello, world!', 'Hello<,> world<!>'],
  ['1,000 at 12:34 is 3.14.', '1,000 at 12:34 is 3.14<.>'],
  ['The U.S.A. is big.', 'The U.S.A<.> is big<.>'.replace('U.S.A<.>', 'U.S.A.')],
  ['At 5 p.m. The end.', 'At 5 p.m<.> The end<.>'],
  ['the end.Next one', 'the end<.>Next one'],
  ['example.org', 'example.org'],
  ['"Why?" she said.', '<“>Why<?><”> she said<.>'],
  ['She said "no" and ("yes").', 'She said <“>no<”> and <(><“>yes<”><)><.>'],
  ['«Non», „nein“', '<“>Non<”><,> <“>nein<“>'],
  ['“curly” (and) [square] {curly}', '<“>curly<”> <(>and<)> <(>square<)> <(>curly<)>'],
  ['wait... what…. no!!!', 'wait<…> what<…> no<!>'],
  ['one—two – three -- four - five', 'one<—>two <—> three <—> four <—> five'],
  ['well-known re-', 'well-known re'],
  ["don't won’t ‘tis' 'n'", "don't won't tis n"],
  ['-5 and -x', '-5 and x'],
  ['¿Qué? ¡Sí!', ' Qué<?> Sí<!>'.trimStart()],
  ['हाँ। नहीं॥', 'हाँ<.> नहीं<.>'],
  ['你好，世界。', '你好<,>世界<.>'],
  ['a\u0000b\u200Bc\nd\u00A0e', 'a b c d e'],
  ['soft\u00ADhyphen', 'softhyphen'],
  ['5 * 3 ~ 😀 | x', '5 3 x'],
  ['100% & $5 + 2', '100% & $5 + 2'],
  ['cafe\u0301', 'café'],
  ['... — !', '<…> <—> <!>'],
  ['', ''],
];

describe('readText', () => {
  for (const [text, items] of rows) {
    it(`cuts ${JSON.stringify(text)}`, () => {
      assert.equal(shown(text), items);
    });
  }

  it('tells where each word stands', () => {
    const text = 'He — “won’t”, 1,000!';
    const words = readText(text).filter((item) => item.kind === 'word');
    assert.deepEqual(
      words.map(({ from, to }) => text.slice(from, to)),
      ['He', 'won’t', '1,000'],
    );
  });
});
