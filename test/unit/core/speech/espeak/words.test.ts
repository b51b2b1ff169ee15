import type { SpeechEvent } from '@echogarden/espeak-ng-emscripten';
import assert from 'node:assert/strict';
import { wordsOf } from '../../../../../src/core/speech/espeak/words';

describe('words of espeak-ng', () => {
  // Positions count code points from 1, as measured on espeak-ng.
  const cases: [what: string, text: string, positions: number[], words: string[]][] = [
    [
      'are whole words without their punctuation',
      '"It\'s late," he said.',
      [2, 7, 14, 17],
      ["It's", 'late', 'he', 'said'],
    ],
    [
      'reach over words that are spoken with the one before',
      'I am here, as it was.',
      [1, 6, 12],
      ['I am', 'here', 'as it was'],
    ],
    ['are one for a number', '1,234.5 km', [1, 2, 3, 4, 6, 9], ['1,234.5', 'km']],
    ['are UTF-16 ranges after an emoji', '😀 two 😀 four', [1, 3, 7, 9], ['😀', 'two', '😀', 'four']],
    ['are one for a family of emoji', '👨‍👩‍👧 we', [1, 2, 2, 7], ['👨‍👩‍👧', 'we']],
    ['are one for the name of an emoji that reaches into the blank', '😀 two', [1, 2, 3], ['😀', 'two']],
    ['reach over a second emoji', '😀😀, two', [1, 5], ['😀😀', 'two']],
    ['may be a sign that is spoken', 'a / b', [1, 3, 5], ['a', '/', 'b']],
    ['keep their order where espeak-ng goes back', 'one two', [5, 1], ['two']],
    ['are none without events', 'one two', [], []],
    ['are none beyond the text', 'one', [9], []],
  ];
  for (const [what, text, positions, expected] of cases) {
    it(what, () => {
      const words = wordsOf(text, positions.map(wordAt));
      assert.deepEqual(
        words.map(({ from, to }) => text.slice(from, to)),
        expected,
      );
    });
  }

  it('begin when their first event does', () => {
    const words = wordsOf('12 ab', [wordAt(1, 0), wordAt(2, 1), wordAt(4, 2)]);
    assert.deepEqual(words, [
      { from: 0, to: 2, startSeconds: 0 },
      { from: 3, to: 5, startSeconds: 0.2 },
    ]);
  });

  it('come from word events only', () => {
    assert.deepEqual(wordsOf('one', [{ ...wordAt(1, 0), type: 'sentence' }]), []);
  });
});

function wordAt(position: number, index: number): SpeechEvent {
  return { type: 'word', text_position: position, word_length: 1, audio_position: index * 100 };
}
