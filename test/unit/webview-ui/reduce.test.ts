import assert from 'node:assert/strict';
import type { PlayerSegment, PlayerState } from '../../../src/shared/playerProtocol';
import { newTaskState } from '../../../src/core/tasks/taskState';
import { initialState, type Effect, type PageEvent } from '../../../webview-ui/pageState';
import { parseSaved } from '../../../webview-ui/saved';
import { audioOf } from '../../support/player';
import { after, happen, hostState, noSegment } from './support/page';

const say = (changes: Partial<PlayerSegment> = {}): PageEvent => ({
  kind: 'state',
  state: hostState(changes),
  play: false,
});
const play = (changes: Partial<PlayerSegment> = {}): PageEvent =>
  ({ ...say(changes), play: true }) as PageEvent;
const nothing: PageEvent = { kind: 'state', state: noSegment, play: false };
const other = { segmentId: 's2', audio: audioOf('s2', '1') };
const newer = { audio: audioOf('s1', '2') };
const time = (seconds: number): PageEvent => ({ kind: 'audioTime', time: seconds });

const withoutAudio = (): PlayerState => {
  const { audio, ...segment } = hostState().segment!;
  return audio ? { segment, segments: [] } : noSegment;
};
const load = (segmentId: string, version: string, at = 0): Effect => ({
  kind: 'load',
  uri: audioOf(segmentId, version).uri,
  time: at,
  isLazy: false,
});
const playing = { kind: 'audioPlaying' } as const;
const paused = { kind: 'audioPaused' } as const;
const ended = { kind: 'audioEnded' } as const;

describe('reduce', () => {
  describe('what is loaded', () => {
    for (const [title, events, effects] of [
      ['a segment that is shown is loaded and is silent', [say()], [load('s1', '1')]],
      ['a segment that is played is loaded and plays', [play()], [load('s1', '1'), { kind: 'play' }]],
      ['the same state again does nothing', [say(), say()], []],
      ['playing what is loaded goes on where it is', [say(), play()], [{ kind: 'play' }]],
      ['another segment takes its place', [say(), playing, say(other)], [load('s2', '1')]],
      ['no segment: nothing is loaded', [say(), nothing], [{ kind: 'unload' }]],
      ['nothing was loaded: nothing to unload', [nothing], []],
      [
        'audio that was removed is unloaded',
        [say(), playing, { kind: 'state', state: withoutAudio(), play: false }],
        [{ kind: 'unload' }],
      ],
      ['a segment without audio does not play', [{ kind: 'state', state: withoutAudio(), play: true }], []],
      [
        'audio that was made after Play was pressed stays silent',
        [{ kind: 'state', state: withoutAudio(), play: true }, say()],
        [load('s1', '1')],
      ],
    ] as [string, PageEvent[], Effect[]][]) {
      it(title, () => {
        assert.deepEqual(after(...events).effects, effects);
      });
    }
  });

  describe('110: newer audio', () => {
    for (const [title, events, effects] of [
      ['is loaded at once where nothing plays', [say(), say(newer)], [load('s1', '2')]],
      ['is loaded at once while paused', [say(), playing, time(9), paused, say(newer)], [load('s1', '2')]],
      ['waits while the old one plays', [say(), playing, say(newer)], []],
      ['goes on waiting while the old one is paused', [say(), playing, say(newer), paused, say(newer)], []],
      [
        'the old one can be resumed',
        [say(), playing, say(newer), paused, { kind: 'toggle' }],
        [{ kind: 'play' }],
      ],
      [
        'is played when the user asks for it',
        [say(), playing, time(9), say(newer), { kind: 'playNew' }],
        [load('s1', '2'), { kind: 'play' }],
      ],
      [
        'is played when the old one has ended and Play is pressed',
        [say(), playing, say(newer), paused, ended, { kind: 'toggle' }],
        [load('s1', '2'), { kind: 'play' }],
      ],
      [
        'is played by a new wish to play the segment',
        [say(), playing, say(newer), play(newer)],
        [load('s1', '2'), { kind: 'play' }],
      ],
      [
        'is loaded at once where the old one could not be played',
        [say(), playing, { kind: 'audioFailed' }, say(newer)],
        [load('s1', '2')],
      ],
      [
        'waits no longer when the old one cannot be played on',
        [say(), playing, say(newer), { kind: 'audioFailed' }, say(newer)],
        [load('s1', '2')],
      ],
      [
        'waits when the user goes back into the old one after its end',
        [say(), playing, say(newer), paused, ended, { kind: 'seekTo', time: 3 }, { kind: 'toggle' }],
        [{ kind: 'play' }],
      ],
      [
        'waits while the old one is heard a second time',
        [say(), playing, paused, ended, playing, say(newer), paused, { kind: 'toggle' }],
        [{ kind: 'play' }],
      ],
    ] as [string, PageEvent[], Effect[]][]) {
      it(title, () => {
        assert.deepEqual(after(...events).effects, effects);
      });
    }
  });

  describe('play and pause', () => {
    for (const [title, events, effects] of [
      ['plays', [say(), { kind: 'toggle' }], [{ kind: 'play' }]],
      ['pauses', [say(), playing, { kind: 'toggle' }], [{ kind: 'pause' }]],
      ['plays again', [say(), playing, paused, { kind: 'toggle' }], [{ kind: 'play' }]],
      ['does nothing where there is no audio', [nothing, { kind: 'toggle' }], []],
      [
        'loads a file again that could not be played',
        [say(), playing, time(3), { kind: 'audioFailed' }, { kind: 'toggle' }],
        [load('s1', '1', 3), { kind: 'play' }],
      ],
      [
        'a new wish to play loads it again, too',
        [say(), playing, { kind: 'audioFailed' }, play()],
        [load('s1', '1'), { kind: 'play' }],
      ],
      [
        'plays where the browser wanted a click first',
        [play(), { kind: 'audioRefused' }, { kind: 'toggle' }],
        [{ kind: 'play' }],
      ],
    ] as [string, PageEvent[], Effect[]][]) {
      it(title, () => {
        assert.deepEqual(after(...events).effects, effects);
      });
    }
  });

  describe('seeking', () => {
    const at9 = [say(), playing, time(9)] as const;
    for (const [title, event, expected] of [
      ['to a time', { kind: 'seekTo', time: 12 }, 12],
      ['forth', { kind: 'seekBy', seconds: 5 }, 14],
      ['back', { kind: 'seekBy', seconds: -5 }, 4],
      ['not before the beginning', { kind: 'seekBy', seconds: -50 }, 0],
      ['not past the end', { kind: 'seekTo', time: Number.POSITIVE_INFINITY }, 20],
    ] as [string, PageEvent, number][]) {
      it(title, () => {
        const { state, effects } = after(...at9, event);
        assert.deepEqual(effects, [{ kind: 'seek', time: expected }]);
        assert.equal(state.time, expected);
      });
    }

    it('ends where the audio element says that the audio ends', () => {
      const { state } = after(
        say(),
        { kind: 'audioDuration', duration: 18.5 },
        { kind: 'audioDuration', duration: Number.NaN },
        { kind: 'seekTo', time: 99 },
      );
      assert.equal(state.time, 18.5);
    });

    it('does nothing where there is no audio', () => {
      assert.deepEqual(after(nothing, { kind: 'seekTo', time: 1 }).effects, []);
    });
  });

  describe('positions', () => {
    it('every segment is heard on where it was left', () => {
      const { effects } = after(say(), playing, time(3), time(12), paused, say(other), say());
      assert.deepEqual(effects, [load('s1', '1', 12)]);
    });

    it('also when it was left while it played, or when its audio was away for a while', () => {
      const left = after(say(), playing, time(3), say(other), say());
      assert.deepEqual(left.effects, [load('s1', '1', 3)]);
      const away: PageEvent = { kind: 'state', state: withoutAudio(), play: false };
      assert.deepEqual(after(say(), playing, time(3), away, say()).effects, [load('s1', '1', 3)]);
    });

    it('also when it could not be played on', () => {
      const { state } = after(say(), playing, time(3), { kind: 'audioFailed' });
      assert.equal(state.saved.positions[0]?.time, 3);
    });

    it('a position is no longer remembered when the audio is another one', () => {
      const { effects } = after(say(), playing, time(12), paused, say(other), say(newer));
      assert.deepEqual(effects, [load('s1', '2')]);
    });

    it('what was heard to its end begins at the start', () => {
      const { effects } = after(say(), playing, time(20), paused, ended, say(other), say());
      assert.deepEqual(effects, [load('s1', '1')]);
    });

    it('also when it was shorter than the host said', () => {
      const { effects } = after(say(), playing, time(18), paused, ended, say(other), say());
      assert.deepEqual(effects, [load('s1', '1')]);
    });

    it('what was left at its very end begins at the start', () => {
      const { effects } = after(say(), playing, time(19.8), paused, say(other), say());
      assert.deepEqual(effects, [load('s1', '1')]);
    });

    it('while it plays, the position is saved every five seconds', () => {
      const kept = [1, 6, 7.9, 9, 11, 16.2].map(
        (seconds) => after(say(), playing, time(8), time(seconds)).state.saved.positions[0]?.time,
      );
      assert.deepEqual(kept, [1, 8, 8, 8, 8, 16.2]);
    });

    it('the page that is loaded again goes on from what was saved, silently', () => {
      const { state } = after(say(), playing, time(12), paused);
      const saved = parseSaved(JSON.parse(JSON.stringify(state.saved)));
      assert.equal(saved.segmentId, 's1');
      assert.deepEqual(happen(initialState(saved), say()).effects, [load('s1', '1', 12)]);
    });

    it('the segment is still known when it is gone for a while', () => {
      assert.equal(after(say(), nothing).state.saved.segmentId, 's1');
    });
  });

  describe('steps', () => {
    const step = (direction: 'previous' | 'next', play: boolean): Effect => ({
      kind: 'step',
      from: 's1',
      direction,
      play,
    });
    const next: PageEvent = { kind: 'step', direction: 'next' };
    const goOn: PageEvent = { kind: 'setContinues', continues: true };
    for (const [title, events, effects] of [
      ['the next segment, silently', [say(), next], [step('next', false)]],
      ['the next segment plays while this one does', [say(), playing, next], [step('next', true)]],
      ['the previous one', [say(), { kind: 'step', direction: 'previous' }], [step('previous', false)]],
      ['not beyond the last', [say({ hasNext: false }), next], []],
      ['not before the first', [say({ hasPrevious: false }), { kind: 'step', direction: 'previous' }], []],
      ['not from nothing', [nothing, next], []],
      ['at the end nothing follows', [say(), playing, paused, ended], []],
      [
        'at the end the next one follows when wanted',
        [goOn, say(), playing, paused, ended],
        [step('next', true)],
      ],
      ['at the end of the last nothing follows', [goOn, say({ hasNext: false }), playing, ended], []],
    ] as [string, PageEvent[], Effect[]][]) {
      it(title, () => {
        assert.deepEqual(after(...events).effects, effects);
      });
    }
  });

  describe('generating', () => {
    const task = { taskId: 't1', isStopping: false };
    const generating = say({ status: { kind: 'generating', task } });
    const none: PageEvent = { kind: 'state', state: withoutAudio(), play: false };
    for (const [title, events, effects] of [
      ['is asked for once', [none, { kind: 'generate' }], [{ kind: 'generate', segmentId: 's1' }]],
      ['is not asked for twice', [none, { kind: 'generate' }, { kind: 'generate' }], []],
      [
        'can be asked for again after the answer',
        [none, { kind: 'generate' }, { kind: 'answered', segmentId: 's1' }, { kind: 'generate' }],
        [{ kind: 'generate', segmentId: 's1' }],
      ],
      ['is not asked for where it cannot be', [say({ whyNotGenerate: 'Locked.' }), { kind: 'generate' }], []],
      ['is not asked for without a segment', [nothing, { kind: 'generate' }], []],
      ['its task is followed', [say(), generating], [{ kind: 'follow', taskId: 't1' }]],
      ['its task is followed once', [say(), generating, generating], []],
      [
        'its task is left when it has ended',
        [say(), generating, say()],
        [
          { kind: 'follow', taskId: undefined },
          { kind: 'askTask', taskId: 't1' },
        ],
      ],
      ['a task that cannot be seen is not followed', [say(), say({ status: { kind: 'generating' } })], []],
      [
        'is cancelled after the segment at hand first',
        [generating, { kind: 'cancel' }],
        [{ kind: 'cancelTask', taskId: 't1', mode: 'graceful' }],
      ],
      [
        'and at once the second time',
        [say({ status: { kind: 'generating', task: { ...task, isStopping: true } } }), { kind: 'cancel' }],
        [{ kind: 'cancelTask', taskId: 't1', mode: 'now' }],
      ],
      ['there is nothing to cancel', [say(), { kind: 'cancel' }], []],
    ] as [string, PageEvent[], Effect[]][]) {
      it(title, () => {
        assert.deepEqual(after(...events).effects, effects);
      });
    }

    it('only the status of the task that is followed counts, and only as long as it is', () => {
      const status = (taskId: string): PageEvent => ({ kind: 'taskStatus', status: newTaskState(taskId) });
      assert.equal(after(generating, status('t1')).state.task?.task_id, 't1');
      assert.equal(after(generating, status('t2')).state.task, undefined);
      assert.equal(after(generating, status('t1'), say()).state.task, undefined);
    });
  });

  describe('audio that does not sound', () => {
    const checked = (uri: string): PageEvent => ({ kind: 'audioChecked', uri, problem: 'missing' });
    const { uri } = audioOf('s1', '1');

    it('the host is asked why', () => {
      const { effects, state } = after(say(), playing, { kind: 'audioFailed' });
      assert.deepEqual(effects, [{ kind: 'checkAudio', segmentId: 's1', uri }]);
      assert.deepEqual([state.problem, state.isPlaying], ['unknown', false]);
    });

    it('its answer counts for this file only', () => {
      assert.equal(after(say(), { kind: 'audioFailed' }, checked(uri)).state.problem, 'missing');
      assert.equal(after(say(), { kind: 'audioFailed' }, checked('other')).state.problem, 'unknown');
      assert.equal(after(say(), { kind: 'audioFailed' }, say(other), checked(uri)).state.problem, undefined);
      assert.equal(after(say(), checked(uri)).state.problem, undefined);
    });

    it('is forgotten when it plays after all', () => {
      const failed = after(say(), { kind: 'audioFailed' }, checked(uri), { kind: 'toggle' }, playing);
      assert.equal(failed.state.problem, undefined);
      const refused = after(play(), { kind: 'audioRefused' }, { kind: 'toggle' }, playing);
      assert.equal(refused.state.problem, undefined);
    });
  });

  it('speed, volume and going on are remembered', () => {
    const { state, effects } = after(
      { kind: 'setRate', rate: 1.5 },
      { kind: 'setVolume', volume: 0.4 },
      { kind: 'setContinues', continues: true },
    );
    const { rate, volume, continues } = state.saved;
    assert.deepEqual([rate, volume, continues, effects], [1.5, 0.4, true, []]);
  });
});
