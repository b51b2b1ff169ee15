import assert from 'node:assert/strict';
import { controlEvents } from '../../../webview-ui/controls';
import type { PageEvent } from '../../../webview-ui/pageState';
import { say, track, time, playing, seek } from './support/events';
import { after, inTable } from './support/page';

describe('choosing and controlling', () => {
  const choose: PageEvent = { kind: 'choose', segmentId: 's2' };
  inTable([
    ['silently', [say(), choose], [{ kind: 'choose', segmentId: 's2', play: false }]],
    ['playing on', [say(), playing, choose], [{ kind: 'choose', segmentId: 's2', play: true }]],
    ['what is chosen', [say(), { kind: 'choose', segmentId: 's1' }], []],
    ['a command plays', [say(), controlEvents.toggle], [{ kind: 'play' }]],
    ['a command goes on', [say(), track(), controlEvents.nextSentence], [seek(4)]],
    ['a command goes back', [say(), track(), time(10), controlEvents.previousSentence], [seek(4)]],
    [
      'a command goes to the next segment',
      [say(), controlEvents.nextSegment],
      [{ kind: 'step', from: 's1', direction: 'next', play: false }],
    ],
    ['the help is shown', [say(), { kind: 'showHelp' }], [{ kind: 'showHelp' }]],
  ]);

  it('muting is remembered, and who changes the volume wants to hear', () => {
    const { saved } = after({ kind: 'setVolume', volume: 0.4 }, { kind: 'toggleMuted' }).state;
    assert.deepEqual([saved.volume, saved.muted], [0.4, true]);
    const louder = after({ kind: 'toggleMuted' }, { kind: 'setVolume', volume: 0.6 }).state.saved;
    assert.deepEqual([louder.volume, louder.muted], [0.6, false]);
  });
});
