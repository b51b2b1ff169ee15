import assert from 'node:assert/strict';
import {
  capitalized,
  clockTime,
  longDuration,
  segmentName,
  shortDuration,
  stateInWords,
  stateSpoken,
  type SegmentStateView,
} from '../../../src/vscode/words';

const audio = { path: '/a.wav', durationSeconds: 5.24, voice: 'draft:en-us', speed: 1, version: '1' };
const none: SegmentStateView = {
  status: 'none',
  staleBecause: [],
  checks: [],
  isLocked: false,
  hasText: true,
};
const check = { reason: 'the sentence “Text.” sounds 4 times too long', source: { from: 0, to: 5 } };
const ready: SegmentStateView = { ...none, status: 'ready', audio };
const stale: SegmentStateView = { ...ready, status: 'stale', staleBecause: ['text'] };

describe('words for states', () => {
  const states: [title: string, segment: SegmentStateView, words: string][] = [
    ['nothing was spoken yet', none, 'no audio'],
    ['there is nothing to speak', { ...none, hasText: false }, 'no text'],
    ['ready', ready, 'ready 5.2 s'],
    ['locked', { ...ready, isLocked: true }, 'ready 5.2 s, locked'],
    ['one thing changed', stale, 'out of date: text changed'],
    [
      'several things changed',
      { ...stale, staleBecause: ['text', 'voice', 'speed'] },
      'out of date: text, voice, and speed changed',
    ],
    ['failed', { ...none, status: 'failed', failure: 'The voice stopped.' }, 'failed: The voice stopped.'],
    [
      'something is to be listened to',
      { ...ready, status: 'check', checks: [check] },
      'check: the sentence “Text.” sounds 4 times too long',
    ],
    [
      'several things are to be listened to',
      { ...ready, status: 'check', checks: [check, check, check], isLocked: true },
      'check: the sentence “Text.” sounds 4 times too long, and 2 more places, locked',
    ],
    ['failed for no known reason', { ...none, status: 'failed' }, 'failed'],
    ['detached', { ...ready, status: 'detached' }, 'detached'],
    [
      'locked without audio, and changed since',
      { ...none, isLocked: true, lockedText: 'Before.' },
      'no audio, locked, text changed since',
    ],
    [
      'locked and out of date: the text is named once',
      { ...stale, isLocked: true, lockedText: 'Before.' },
      'out of date: text changed, locked',
    ],
  ];
  for (const [title, segment, words] of states) {
    it(title, () => {
      assert.equal(stateInWords(segment), words);
    });
  }

  it('what is being done about a segment goes before what its audio is worth', () => {
    assert.equal(stateInWords(stale, 'queued'), 'queued');
    assert.equal(stateInWords({ ...stale, isLocked: true }, 'generating'), 'generating, locked');
  });

  it('text without a heading has a name', () => {
    assert.equal(segmentName({ heading: 'The storm' }), 'The storm');
    assert.equal(segmentName({ heading: '' }), '(no heading)');
  });

  it('a state can begin a sentence', () => {
    assert.equal(capitalized(stateInWords(stale)), 'Out of date: text changed');
    assert.equal(capitalized(''), '');
  });

  const spoken: [segment: SegmentStateView, words: string][] = [
    [none, 'no audio'],
    [{ ...ready, isLocked: true }, 'ready, 5.2 seconds, locked'],
    [stale, 'out of date, text changed'],
    [{ ...none, status: 'failed', failure: 'The voice stopped.' }, 'failed, The voice stopped.'],
    [{ ...none, isLocked: true, lockedText: 'Before.' }, 'no audio, locked, text changed since'],
  ];
  for (const [segment, words] of spoken) {
    it(`a screen reader says: ${words}`, () => {
      assert.equal(stateSpoken(segment), words);
    });
  }
});

describe('words for durations', () => {
  const durations: [seconds: number, short: string, long: string, clock: string][] = [
    [0, '0.0 s', '0 seconds', '0:00'],
    [0.04, '0.0 s', '0 seconds', '0:00'],
    [1, '1.0 s', '1 second', '0:01'],
    [5.24, '5.2 s', '5.2 seconds', '0:05'],
    [59.94, '59.9 s', '59.9 seconds', '1:00'],
    [59.96, '1:00', '1 minute', '1:00'],
    [61, '1:01', '1 minute 1 second', '1:01'],
    [754, '12:34', '12 minutes 34 seconds', '12:34'],
    [3600, '1:00:00', '1 hour', '1:00:00'],
    [7325, '2:02:05', '2 hours 2 minutes 5 seconds', '2:02:05'],
  ];
  for (const [seconds, short, long, clock] of durations) {
    it(`${seconds} s`, () => {
      assert.equal(shortDuration(seconds), short);
      assert.equal(longDuration(seconds), long);
      assert.equal(clockTime(seconds), clock);
    });
  }
});
