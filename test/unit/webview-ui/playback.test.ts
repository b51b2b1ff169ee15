import assert from 'node:assert/strict';
import { say, track, time, playing, paused, ended, loop, seek } from './support/events';
import { after, inTable } from './support/page';

describe('sentences', () => {
  inTable([
    ['are gone to', [say(), track(), { kind: 'seekSentence', sentence: 2 }], [seek(9.5)]],
    ['that are not there are not', [say(), track(), { kind: 'seekSentence', sentence: 4 }], []],
    ['are not known yet', [say(), { kind: 'seekSentence', sentence: 0 }], []],
    ['the next one', [say(), track(), time(5), { kind: 'stepSentence', direction: 'next' }], [seek(9.5)]],
    ['none after the last', [say(), track(), time(16), { kind: 'stepSentence', direction: 'next' }], []],
    [
      'the one before',
      [say(), track(), time(4.2), { kind: 'stepSentence', direction: 'previous' }],
      [seek(0.2)],
    ],
    ['its beginning', [say(), track(), time(8), { kind: 'stepSentence', direction: 'previous' }], [seek(4)]],
    ['none without a soundtrack', [say(), { kind: 'stepSentence', direction: 'next' }], []],
  ]);

  it('playing goes on as it did', () => {
    assert.equal(after(say(), track(), playing, { kind: 'seekSentence', sentence: 2 }).state.isPlaying, true);
    assert.equal(after(say(), track(), { kind: 'seekSentence', sentence: 2 }).state.isPlaying, false);
  });
});

describe('repeating a sentence', () => {
  inTable([
    [
      'goes back when the next one begins',
      [say(), track(), playing, time(3.9), loop, time(4.01)],
      [seek(0.2)],
    ],
    ['not before', [say(), track(), playing, time(3), loop, time(3.9)], []],
    ['also when the page noticed late', [say(), track(), playing, time(5), loop, time(15.2)], [seek(4)]],
    [
      'goes with the user into another sentence',
      [say(), track(), playing, time(3), loop, { kind: 'seekTo', time: 10 }, time(10.02), time(15)],
      [seek(9.5)],
    ],
    [
      'stays although the browser rounds the place that was sought',
      [say(), track(), playing, time(5), loop, time(9.5), time(3.9999), time(4.02)],
      [],
    ],
    [
      'begins the last one again at its end',
      [say(), track(), loop, playing, time(19), paused, ended],
      [seek(15), { kind: 'play' }],
    ],
    ['goes on after it was ended', [say(), track(), playing, time(3), loop, loop, time(4.1)], []],
    ['is not for who is paused', [say(), track(), loop, time(3), time(4.1)], []],
    ['needs sentences', [say(), loop, playing, time(3), time(4.1)], []],
    [
      'comes before the next segment',
      [say(), track(), { kind: 'setContinues', continues: true }, loop, playing, time(19), paused, ended],
      [seek(15), { kind: 'play' }],
    ],
  ]);
});
