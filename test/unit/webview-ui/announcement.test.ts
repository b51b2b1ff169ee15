import assert from 'node:assert/strict';
import type { PlayerSegment } from '../../../src/shared/playerProtocol';
import { announcementOf } from '../../../webview-ui/announcement';
import type { PageState } from '../../../webview-ui/pageState';
import { viewOf } from '../../../webview-ui/view';
import { hostState, newPage, noSegment } from './support/page';

const loaded = { segmentId: 's1', version: '1', uri: 'media:s1', duration: 80, expected: 80 };

/** The view of a segment whose first version is loaded. */
function view(changes: Partial<PlayerSegment> = {}, page: Partial<PageState> = {}) {
  return viewOf({ ...newPage, host: hostState(changes), loaded, ...page });
}

describe('announcementOf', () => {
  const ready = view();
  const none = view({ status: { kind: 'none' } });
  const generating = view({ status: { kind: 'generating' } });
  const failed = view({ status: { kind: 'failed', why: 'The disk is full.' } });
  const nothing = viewOf({ ...newPage, host: noSegment });
  const newer = view({ audio: { uri: 'media:2', version: '2', durationSeconds: 3 } });
  const missing = view({ status: { kind: 'none' } }, { loaded: undefined });
  const taken = view(
    { audio: { uri: 'media:2', version: '2', durationSeconds: 80 } },
    { loaded: { ...loaded, version: '2' } },
  );
  const summed = view({}, { summary: { taskId: 't1', text: '7 generated, 1 failed.' } });
  const muted = view({}, { saved: { ...newPage.saved, muted: true } });
  const other = view({ segmentId: 's2', title: 'The calm', status: { kind: 'none' } });
  for (const [title, before, after, expected] of [
    ['nothing changed', ready, ready, undefined],
    ['the clock runs on', ready, view({}, { time: 9 }), undefined],
    ['playing begins', ready, view({}, { isPlaying: true }), undefined],
    ['a segment was chosen', nothing, ready, 'The storm. 1:20'],
    ['another one', ready, other, 'The calm. This segment has no audio yet.'],
    ['none any more', ready, nothing, `No segment is chosen. ${nothing.subtitle}`],
    ['generating begins', none, generating, 'Generating audio.'],
    ['generating succeeded', generating, ready, 'The audio is ready.'],
    ['it is there', missing, ready, 'The audio is ready.'],
    ['the old one was left for it', ready, taken, 'The audio is ready.'],
    ['the user asked for the new one', newer, taken, ''],
    ['generating failed', generating, failed, 'Generating failed. The disk is full.'],
    ['newer audio', ready, newer, 'There is new audio of this segment.'],
    [
      'a file is missing',
      ready,
      view({}, { problem: 'missing' }),
      'The audio file of this segment is missing.',
    ],
    ['what was said is no longer true', none, ready, ''],
    ['nothing is offered any more', newer, ready, ''],
    ['a run has ended', ready, summed, '7 generated, 1 failed.'],
    ['its result was seen long enough', summed, ready, ''],
    ['a sentence is repeated', ready, view({}, { loops: true }), 'The sentence is repeated.'],
    ['not any more', view({}, { loops: true }), ready, 'The sentence is not repeated any more.'],
    ['muted', ready, muted, 'Muted.'],
    ['not muted', muted, ready, 'Not muted.'],
  ] as const) {
    it(`${title}: ${expected === '' ? 'nothing is left' : (expected ?? 'silence')}`, () => {
      assert.equal(announcementOf(before, after), expected);
    });
  }
});
