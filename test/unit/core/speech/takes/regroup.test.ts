import assert from 'node:assert/strict';
import type { SpokenAudio } from '../../../../../src/core/model';
import { cutOut, halvesOf, joinHalves } from '../../../../../src/core/speech/takes/regroup';

describe('the halves of a text', () => {
  const texts: readonly [name: string, text: string, halves: readonly string[] | undefined, gap?: number][] =
    [
      ['a short one has none', 'The boat came in.', undefined],
      [
        'between sentences',
        'The boat came in before the storm. Nobody on the quay said a word about it.',
        ['The boat came in before the storm.', 'Nobody on the quay said a word about it.'],
        9600,
      ],
      [
        'at a clause',
        'When the boat came in at last, nobody on the quay said a word about it.',
        ['When the boat came in at last,', 'nobody on the quay said a word about it.'],
        2400,
      ],
      [
        'at the blank nearest to the middle',
        'The boat came in before the storm broke over the pier',
        ['The boat came in before the', 'storm broke over the pier'],
        2400,
      ],
      ['never inside a word', 'a'.repeat(60), undefined],
      ['nor beside marks alone', `${'a'.repeat(60)} ... ! ...`, undefined],
    ];
  for (const [name, text, expected, gap] of texts)
    it(name, () => {
      const halves = halvesOf(text, 'en-US');
      assert.deepEqual(
        halves?.map(({ from, to }) => text.slice(from, to)),
        expected,
      );
      if (gap !== undefined)
        assert.deepEqual(
          halves?.map((half) => half.gap),
          [gap, 0],
        );
    });

  it('are one take with the words where they sound', () => {
    const [first, second] = [
      { from: 0, to: 8, gap: 2 },
      { from: 9, to: 14, gap: 0 },
    ];
    const joined = joinHalves([
      { half: first, audio: audioOf([1, 1], [[0, 3, 0, 2]]) },
      { half: second, audio: audioOf([2, 2, 2], [[0, 5, 1, 3]]) },
    ]);
    assert.deepEqual([...joined.samples], [1, 1, 0, 0, 2, 2, 2]);
    assert.deepEqual(joined.words, [
      { from: 0, to: 3, start: 0, end: 2 },
      { from: 9, to: 14, start: 5, end: 7 },
    ]);
  });
});

describe('a part that is cut out of a take', () => {
  const [SOUND, PAUSE] = [12_000, 6_000];
  const loud = (length: number) => Array<number>(length).fill(0.5);
  const quiet = Array<number>(PAUSE).fill(0);
  /** "Oh! No." */
  const both = audioOf(
    [...loud(SOUND), ...quiet, ...loud(SOUND)],
    [
      [0, 3, 0, SOUND],
      [4, 7, SOUND + PAUSE, 2 * SOUND + PAUSE],
    ],
  );

  it('is the first one, up to the pause', () => {
    const cut = cutOut(both, 3, 'first');
    assert(cut && cut.samples.length > SOUND - 1500 && cut.samples.length < SOUND + PAUSE);
    assert.deepEqual(cut.words, [{ from: 0, to: 3, start: 0, end: SOUND }]);
  });

  it('is the last one, from the pause on, with its own offsets', () => {
    const cut = cutOut(both, 4, 'last');
    assert(cut && cut.samples.length >= SOUND);
    const [word] = cut.words;
    assert.deepEqual([word?.from, word?.to, word?.end], [0, 3, cut.samples.length]);
  });

  it('is nothing where no pause is between the two', () => {
    assert.equal(
      cutOut({ ...both, samples: Float32Array.from(loud(2 * SOUND + PAUSE)) }, 3, 'first'),
      undefined,
    );
  });

  it('is nothing where the engine timed no words', () => {
    assert.equal(cutOut({ ...both, words: [] }, 3, 'first'), undefined);
  });
});

function audioOf(
  samples: readonly number[],
  words: readonly (readonly [from: number, to: number, start: number, end: number])[],
): SpokenAudio {
  return {
    samples: Float32Array.from(samples),
    words: words.map(([from, to, start, end]) => ({ from, to, start, end })),
  };
}
