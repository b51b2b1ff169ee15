import assert from 'node:assert/strict';
import { FIGURE, tokenAt, wordAfter } from '../../../../../src/core/speech/text/tokens';

describe('tokenAt', () => {
  const rows: [text: string, start: string, token: string][] = [
    ['word next', 'word', 'word'],
    ["don't", 'word', 'don'],
    ['R2D2.', 'word', 'R2D2'],
    ['naïve', 'word', 'naïve'],
    ['cafe\u0301s', 'word', 'cafe\u0301s'],
    ['x²', 'word', 'x²'],
    ['漢字。', 'word', '漢字'],
    ['5', 'digits', '5'],
    ['1984.', 'digits', '1984'],
    ['5 km', 'digits', '5'],
    ['5-year', 'digits', '5'],
    ['5°', 'digits', '5'],
    ['5—6', 'digits', '5'],
    ['5th', 'number', '5th'],
    ['5½', 'number', '5½'],
    ['½', 'number', '½'],
    ['10:30pm', 'number', '10:30pm'],
    ['1,000.50 x', 'number', '1,000.50'],
    ['1914–18', 'number', '1914–18'],
    ['5’11', 'number', '5’11'],
    [' \n\u00ad x', 'blank', ' \n\u00ad '],
    ['\u200d', 'sign', '\u200d'],
    ['$5', 'sign', '$'],
    ['😀', 'sign', '😀'],
  ];
  for (const [text, start, token] of rows) {
    it(`takes ${JSON.stringify(token)} of ${JSON.stringify(text)} for a ${start}`, () => {
      assert.deepEqual(tokenAt(text, 0), { start, end: token.length });
    });
  }
});

describe('wordAfter', () => {
  const rows: [text: string, word: string][] = [
    [' km', 'km'],
    ['-km', 'km'],
    ['%', '%'],
    ['\u00a0€', '€'],
    ['', ''],
    ['  km', ''],
    [' 5', ''],
    [' ½', FIGURE],
    [' 3/4', FIGURE],
    ['\u00a0000', FIGURE],
  ];
  for (const [text, word] of rows) {
    it(`finds ${JSON.stringify(word)} in ${JSON.stringify(text)}`, () => {
      assert.equal(wordAfter(text, 0), word);
    });
  }
});
