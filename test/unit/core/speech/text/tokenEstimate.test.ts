import assert from 'node:assert/strict';
import fc from 'fast-check';
import { estimateTokens } from '../../../../../src/core/speech/text/tokenEstimate';

describe('estimateTokens', () => {
  // Code points of espeak-ng's phonemes by clause, with the spaces and marks between (engine 0.3.5).
  const measured: [text: string, tokens: number][] = [
    [
      'The rain had stopped an hour before Mara reached the harbour, but the stones were still slick and black.',
      107,
    ],
    ['He was mending a net with a needle made of bone, and his hands did not slow.', 83],
    ['“You came,” said the old man, without turning round.', 58],
    ['Der Regen hatte eine Stunde zuvor aufgehört, aber die Steine waren noch glatt und schwarz.', 101],
    ['La lluvia había parado una hora antes, pero las piedras seguían mojadas y negras.', 88],
    ['Дождь прекратился час назад, но камни были ещё скользкими и чёрными.', 89],
    ['बारिश एक घंटे पहले रुक गई थी।', 45],
  ];
  for (const [text, tokens] of measured) {
    it(`is within 15 % of what espeak-ng gives for: ${text}`, () => {
      const estimate = estimateTokens(text);
      assert.ok(Math.abs(estimate / tokens - 1) < 0.15, `${estimate} for ${tokens}`);
    });
  }

  it('counts what a character is said as', () => {
    const rows: [heavier: string, lighter: string][] = [
      ['1984', 'year'],
      ['漢字', 'かな'],
      ['かな', 'kana'],
      ['$', '.'],
      ['हिन्दी', 'hindi'],
    ];
    for (const [heavier, lighter] of rows) {
      assert.ok(estimateTokens(heavier) > estimateTokens(lighter), `${heavier} > ${lighter}`);
    }
    assert.equal(estimateTokens(''), 0);
  });

  it('adds up over the pieces of a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (first, second) => {
        const sum = estimateTokens(first) + estimateTokens(second);
        assert.ok(Math.abs(estimateTokens(first + second) - sum) < 1e-6);
      }),
    );
  });
});
