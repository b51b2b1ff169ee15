import assert from 'node:assert/strict';
import type { Playhead } from '../../../../src/shared/playerProtocol';
import { markAfter, markedSentence, movementOf, noMark } from '../../../../src/vscode/player/spokenMark';

const at = (sentence: number | undefined, isPlaying: boolean, segmentId = 'a', version = '1'): Playhead => ({
  segmentId,
  version,
  ...(sentence === undefined ? {} : { sentence }),
  isPlaying,
});

describe('the mark of the spoken sentence', () => {
  const table: [title: string, playheads: (Playhead | undefined)[], marked: (number | undefined)[]][] = [
    ['goes with the sound', [at(0, true), at(1, true)], [0, 1]],
    ['stays while it is paused', [at(0, true), at(0, false)], [0, 0]],
    ['is not there for what was only loaded', [at(0, false)], [undefined]],
    ['is there for what was left in the middle', [at(4, false)], [4]],
    ['goes when nothing is loaded', [at(3, true), undefined, at(0, false)], [3, undefined, undefined]],
    ['goes with another segment that does not play', [at(0, true), at(0, false, 'b')], [0, undefined]],
    ['goes with other audio that does not play', [at(0, true), at(0, false, 'a', '2')], [0, undefined]],
    ['waits until the sentences are known', [at(undefined, true), at(2, true)], [undefined, 2]],
  ];
  for (const [title, playheads, marked] of table)
    it(title, () => {
      let mark = noMark;
      const seen = playheads.map((playhead) => {
        mark = markAfter(mark, playhead);
        return markedSentence(mark);
      });
      assert.deepEqual(seen, marked);
    });
});

describe('what editors scroll for', () => {
  const table: [title: string, playheads: (Playhead | undefined)[], last: string | undefined][] = [
    ['the first sound', [at(0, true)], 'spoken'],
    ['another sentence', [at(0, true), at(1, true)], 'spoken'],
    ['another sentence that was chosen in a pause', [at(0, false), at(7, false)], 'spoken'],
    ['Play after a pause', [at(3, true), at(3, false), at(3, true)], 'played'],
    ['the next segment that begins by itself', [at(9, true), at(0, false, 'b'), at(0, true, 'b')], 'spoken'],
    ['a page that restored what was shown', [at(7, false)], undefined],
    ['a pause', [at(3, true), at(3, false)], undefined],
    ['the end', [at(3, true), undefined], undefined],
    ['another segment that is only shown', [at(3, true), at(5, false, 'b')], undefined],
  ];
  for (const [title, playheads, last] of table)
    it(`${title}: ${last ?? 'nothing'}`, () => {
      let before = noMark;
      let mark = noMark;
      for (const playhead of playheads) {
        before = mark;
        mark = markAfter(before, playhead);
      }
      assert.equal(movementOf(before, mark), last);
    });
});
