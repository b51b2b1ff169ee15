import assert from 'node:assert/strict';
import type { TaskStatusResponse } from '../../../src/api';
import type { AudioStatus, PlayerSegment } from '../../../src/shared/playerProtocol';
import { newTaskState } from '../../../src/core/tasks/taskState';
import { initialState, type PageState } from '../../../webview-ui/pageState';
import { parseSaved } from '../../../webview-ui/saved';
import { announcementOf, viewOf } from '../../../webview-ui/view';
import { playerState } from '../../support/player';

const empty = initialState(parseSaved({}));
const loaded = { segmentId: 's1', version: '1', uri: 'media:s1', duration: 80 };

/** The view of a segment whose first version is loaded. */
function view(changes: Partial<PlayerSegment> = {}, page: Partial<PageState> = {}) {
  return viewOf({ ...empty, host: playerState(changes), loaded, ...page });
}

describe('viewOf', () => {
  it('nothing was heard from the host yet', () => {
    const { title, hasSegment } = viewOf(empty);
    assert.deepEqual([title, hasSegment], ['Loading…', false]);
  });

  it('nothing is chosen: says what to do', () => {
    const { title, subtitle, hasSegment } = viewOf({ ...empty, host: {} });
    assert.deepEqual([title, hasSegment], ['No segment is chosen', false]);
    assert.match(subtitle, /^Press Play on a segment/u);
  });

  it('a title is text, whatever it looks like', () => {
    const title = '<img src=x onerror=alert(1)>';
    assert.equal(view({ title }).title, title);
  });

  it('tells times as M:SS', () => {
    const { timeText, durationText, time, duration } = view({}, { time: 65.7 });
    assert.deepEqual([timeText, durationText, time, duration], ['1:05', '1:20', 65.7, 80]);
  });

  it('nothing is loaded: nothing can be played', () => {
    const { canPlay, duration, offersNew } = view({}, { loaded: undefined });
    assert.deepEqual([canPlay, duration, offersNew], [false, 0, false]);
  });

  it('offers newer audio', () => {
    const audio = { uri: 'media:s1?2', version: '2', durationSeconds: 3 };
    assert.equal(view({ audio }).offersNew, true);
    assert.equal(view().offersNew, false);
  });

  describe('the notice', () => {
    const none = [undefined, undefined];
    for (const [status, changes, [text, generate]] of [
      [{ kind: 'ready' }, {}, none],
      [{ kind: 'none' }, {}, ['This segment has no audio yet.', 'Generate']],
      [
        { kind: 'none' },
        { whyNotGenerate: 'It is locked: unlock it first.' },
        ['This segment has no audio yet. It is locked: unlock it first.', undefined],
      ],
      [
        { kind: 'stale', why: 'Out of date: text changed.' },
        {},
        ['Out of date: text changed.', 'Regenerate'],
      ],
      [{ kind: 'failed', why: 'The disk is full.' }, {}, ['Generating failed. The disk is full.', 'Retry']],
      [{ kind: 'queued' }, {}, none],
      [{ kind: 'generating' }, {}, none],
    ] as [AudioStatus, Partial<PlayerSegment>, (string | undefined)[]][]) {
      it(`${JSON.stringify(status)} ${JSON.stringify(changes)}: ${text ?? 'none'}`, () => {
        const { notice } = view({ status, ...changes });
        assert.deepEqual([notice?.text, notice?.generate], [text, generate]);
      });
    }

    for (const [problem, text, generate] of [
      ['missing', 'The audio file of this segment is missing.', 'Generate Again'],
      ['unplayable', 'The audio file of this segment cannot be played; it may be damaged.', 'Generate Again'],
      [
        'noPermission',
        'The audio file of this segment cannot be read. Change its permissions, then press Play.',
        undefined,
      ],
      ['refused', 'The sound may not begin by itself here. Press Play to hear it.', undefined],
      ['unknown', undefined, undefined],
    ] as const) {
      it(`${problem}: ${text ?? 'waits for the host'}`, () => {
        const { notice } = view({}, { problem });
        assert.deepEqual([notice?.text, notice?.generate], [text, generate]);
      });
    }

    it('a missing file is not generated twice at a time', () => {
      const { notice } = view({ status: { kind: 'generating' } }, { problem: 'missing' });
      assert.deepEqual(
        [notice?.text, notice?.generate],
        ['The audio file of this segment is missing.', undefined],
      );
    });

    it('its button waits for the answer', () => {
      assert.equal(view({ status: { kind: 'none' } }, { asking: 's1' }).notice?.isAsking, true);
      assert.equal(view({ status: { kind: 'none' } }, { asking: 's2' }).notice?.isAsking, false);
    });
  });

  describe('the progress', () => {
    const task = { taskId: 't1', isStopping: false };
    const at = (current: number, total: number, percentage: number): TaskStatusResponse => ({
      ...newTaskState('t1'),
      progress: { current, total, percentage },
    });
    const bulk = ' Segment 3 of 12 is being generated.';
    for (const [title, status, heard, progress] of [
      ['ready', { kind: 'ready' }, undefined, undefined],
      ['another window', { kind: 'generating' }, undefined, { text: 'Generating audio.', value: undefined }],
      [
        'nothing heard yet',
        { kind: 'generating', task },
        undefined,
        { text: 'Generating audio.', value: undefined, cancel: 'Cancel' },
      ],
      [
        'one segment',
        { kind: 'generating', task },
        at(0, 1, 0),
        { text: 'Generating audio.', value: undefined, cancel: 'Cancel' },
      ],
      [
        'by characters',
        { kind: 'generating', task: { ...task, spoken: 0.428 } },
        at(0, 1, 0),
        { text: 'Generating audio.', value: 42, cancel: 'Cancel' },
      ],
      [
        'one of many',
        { kind: 'generating', task },
        at(3, 12, 25),
        { text: `Generating audio.${bulk}`, value: 25, cancel: 'Cancel' },
      ],
      [
        'queued',
        { kind: 'queued', task },
        at(0, 0, 0),
        { text: 'Queued. It waits for its turn.', value: undefined, cancel: 'Cancel' },
      ],
      [
        'queued in a run',
        { kind: 'queued', task },
        at(3, 12, 25),
        { text: `Queued.${bulk}`, value: 25, cancel: 'Cancel' },
      ],
      [
        'stopping',
        { kind: 'generating', task: { ...task, isStopping: true } },
        at(3, 12, 25),
        {
          text: `Generating audio.${bulk} It stops after the segment at hand.`,
          value: 25,
          cancel: 'Stop Now',
        },
      ],
    ] as [string, AudioStatus, TaskStatusResponse | undefined, unknown][]) {
      it(title, () => {
        assert.deepEqual(view({ status }, { task: heard }).progress, progress);
      });
    }
  });
});

describe('announcementOf', () => {
  const ready = view();
  const none = view({ status: { kind: 'none' } });
  const generating = view({ status: { kind: 'generating' } });
  const failed = view({ status: { kind: 'failed', why: 'The disk is full.' } });
  const nothing = viewOf({ ...empty, host: {} });
  const newer = view({ audio: { uri: 'media:2', version: '2', durationSeconds: 3 } });
  const other = view({ title: 'The calm', status: { kind: 'none' } });
  for (const [title, before, after, expected] of [
    ['nothing changed', ready, ready, undefined],
    ['the clock runs on', ready, view({}, { time: 9 }), undefined],
    ['playing begins', ready, view({}, { isPlaying: true }), undefined],
    ['a segment was chosen', nothing, ready, 'The storm. 1:20'],
    ['another one', ready, other, 'The calm. This segment has no audio yet.'],
    ['none any more', ready, nothing, `No segment is chosen. ${nothing.subtitle}`],
    ['generating begins', none, generating, 'Generating audio.'],
    ['generating succeeded', generating, ready, 'The audio is ready.'],
    ['generating failed', generating, failed, 'Generating failed. The disk is full.'],
    ['newer audio', ready, newer, 'There is new audio of this segment.'],
    [
      'a file is missing',
      ready,
      view({}, { problem: 'missing' }),
      'The audio file of this segment is missing.',
    ],
    ['a notice went away', none, ready, undefined],
  ] as const) {
    it(`${title}: ${expected ?? 'silence'}`, () => {
      assert.equal(announcementOf(before, after), expected);
    });
  }
});
