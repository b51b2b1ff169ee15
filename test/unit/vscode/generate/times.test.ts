import assert from 'node:assert/strict';
import { minutesInWords } from '../../../../src/vscode/generate/minutes';
import { leftInWords, secondsLeft } from '../../../../src/vscode/generate/timeLeft';

describe('how long generating takes', () => {
  const minutes: [seconds: number, words: string][] = [
    [0, 'less than a minute'],
    [29, 'less than a minute'],
    [30, 'about a minute'],
    [89, 'about a minute'],
    [90, 'about 2 minutes'],
    [180, 'about 3 minutes'],
    [90 * 60, 'about 90 minutes'],
    [91 * 60, 'about 1.5 hours'],
    [2 * 3600, 'about 2 hours'],
    [26 * 3600, 'about 26 hours'],
  ];
  for (const [seconds, words] of minutes)
    it(`${seconds} s: ${words}`, () => {
      assert.equal(minutesInWords(seconds), words);
    });

  const left: [seconds: number, words: string][] = [
    [0, 'about 10 s left'],
    [0.4, 'about 10 s left'],
    [10, 'about 10 s left'],
    [11, 'about 20 s left'],
    [50, 'about 50 s left'],
    [51, 'about 1 min left'],
    [60, 'about 1 min left'],
    [61, 'about 2 min left'],
    [59 * 60, 'about 59 min left'],
    [59 * 60 + 1, 'about 1 h left'],
    [61 * 60, 'about 1 h 10 min left'],
    [80 * 60, 'about 1 h 20 min left'],
    [119 * 60, 'about 2 h left'],
  ];
  for (const [seconds, words] of left)
    it(`${seconds} s left: ${words}`, () => {
      assert.equal(leftInWords(seconds), words);
    });

  const paces: [
    title: string,
    spoken: number,
    total: number,
    elapsedMs: number,
    seconds: number | undefined,
  ][] = [
    ['a quarter took a minute', 1000, 4000, 60_000, 180],
    ['all was spoken', 4000, 4000, 60_000, 0],
    ['more was spoken than was thought to be there', 4100, 4000, 60_000, 0],
    ['too early to tell', 1000, 4000, 2999, undefined],
    ['just late enough', 1000, 4000, 3000, 9],
    ['too little was spoken to tell', 149, 4000, 60_000, undefined],
    ['nothing was spoken', 0, 4000, 60_000, undefined],
    ['it is not known how much there is', 0, 0, 60_000, undefined],
  ];
  for (const [title, spokenCharacters, totalCharacters, elapsedMs, seconds] of paces)
    it(`${title}: ${seconds ?? 'nothing is said'}`, () => {
      assert.equal(secondsLeft({ spokenCharacters, totalCharacters, elapsedMs }), seconds);
    });
});
