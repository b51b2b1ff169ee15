import assert from 'node:assert/strict';
import { consentSentence, type Wish } from '../../../../src/vscode/generate/consentSentence';

describe('the question before segments are voiced again', () => {
  const all: Wish = { segments: 12, again: 12, seconds: 180, whose: 'of “The Lighthouse”', locked: 0 };
  const sentences: [title: string, wish: Wish, message: string][] = [
    ['all again', all, 'This will voice 12 segments of “The Lighthouse” again, about 3 minutes.'],
    [
      'some for the first time',
      { ...all, again: 10 },
      'This will voice 12 segments of “The Lighthouse”, 10 of them again, about 3 minutes.',
    ],
    [
      'all for the first time',
      { ...all, again: 0 },
      'This will voice 12 segments of “The Lighthouse”, about 3 minutes.',
    ],
    ['of several stories', { ...all, whose: '' }, 'This will voice 12 segments again, about 3 minutes.'],
    [
      'one, and soon',
      { ...all, segments: 1, again: 1, seconds: 3 },
      'This will voice 1 segment of “The Lighthouse” again, less than a minute.',
    ],
  ];
  for (const [title, wish, message] of sentences)
    it(title, () => {
      assert.equal(consentSentence(wish).message, message);
    });

  const details: [locked: number, end: string][] = [
    [0, 'until the new one is complete.'],
    [1, 'complete. 1 locked segment is left out.'],
    [2, 'complete. 2 locked segments are left out.'],
  ];
  for (const [locked, end] of details)
    it(`D-05: says that ${locked} locked segments are left out`, () => {
      const { detail } = consentSentence({ ...all, locked });
      assert.ok(detail.endsWith(end), detail);
    });
});
