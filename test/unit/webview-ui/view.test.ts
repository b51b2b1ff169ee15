import assert from 'node:assert/strict';
import type { TaskStatusResponse } from '../../../src/api';
import type { AudioStatus, PlayerSegment } from '../../../src/shared/playerProtocol';
import { newTaskState } from '../../../src/core/tasks/taskState';
import type { PageState } from '../../../webview-ui/pageState';
import { viewOf } from '../../../webview-ui/view';
import { hostState, newPage, noSegment, soundtrackOf } from './support/page';

const loaded = { segmentId: 's1', version: '1', uri: 'media:s1', duration: 80, expected: 80 };

/** The view of a segment whose first version is loaded. */
function view(changes: Partial<PlayerSegment> = {}, page: Partial<PageState> = {}) {
  return viewOf({ ...newPage, host: hostState(changes), loaded, ...page });
}

describe('viewOf', () => {
  it('nothing was heard from the host yet', () => {
    const { title, segmentId } = viewOf(newPage);
    assert.deepEqual([title, segmentId], ['Loading…', undefined]);
  });

  it('nothing is chosen: says what to do', () => {
    const { title, subtitle, segmentId } = viewOf({ ...newPage, host: noSegment });
    assert.deepEqual([title, segmentId], ['No segment is chosen', undefined]);
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

  it('tells which sentence is under the playhead', () => {
    const soundtrack = soundtrackOf('1');
    assert.equal(view({}, { soundtrack, time: 4.5 }).sentence, 1);
    assert.equal(view({}, { time: 4.5 }).sentence, undefined);
  });

  it('audio of no length cannot be played', () => {
    const { canPlay, time, duration } = view(
      {},
      { loaded: { ...loaded, duration: 0, expected: 0 }, time: 3 },
    );
    assert.deepEqual([canPlay, time, duration], [false, 0, 0]);
  });

  for (const [title, page, hasTrack] of [
    ['is awaited', {}, true],
    ['is there', { soundtrack: soundtrackOf('1') }, true],
    ['is not there without audio', { loaded: undefined }, false],
    ['is not there where the file is missing', { problem: 'missing' }, false],
    ['stays when the file has gone since', { problem: 'missing', soundtrack: soundtrackOf('1') }, true],
    ['is awaited where the browser wants a click first', { problem: 'refused' }, true],
  ] as [string, Partial<PageState>, boolean][]) {
    it(`what is to be seen of the audio ${title}`, () => {
      assert.equal(view({}, page).hasTrack, hasTrack);
    });
  }

  it('a picture has its segment’s name', () => {
    assert.deepEqual(view({ imageUri: 'media:p' }).image, { uri: 'media:p', alt: 'Image of The storm' });
    assert.equal(view().image, undefined);
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
      [
        { kind: 'check', why: 'Listen to this: the sentence “Text.” is distorted.' },
        {},
        ['Listen to this: the sentence “Text.” is distorted.', 'Regenerate'],
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

    for (const [title, duration, expected, status, text] of [
      ['is empty', 0, 0, 'ready', 'The audio of this segment is empty: there is nothing to hear.'],
      ['was cut off', 12, 20, 'stale', 'The audio file of this segment ends too early; it may be damaged.'],
      ['is a little shorter than it was written', 19.9, 20, 'ready', undefined],
      ['is longer', 21, 20, 'ready', undefined],
    ] as const) {
      it(`audio that ${title}: ${text ?? 'none'}`, () => {
        const notice = view(
          { status: status === 'stale' ? { kind: 'stale', why: 'Out of date.' } : { kind: 'ready' } },
          { loaded: { ...loaded, duration, expected } },
        ).notice;
        assert.deepEqual(
          [notice?.text, notice?.generate],
          [text, text === undefined ? undefined : 'Generate Again'],
        );
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
