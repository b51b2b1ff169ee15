import type { PlayerSegment } from '../../../../src/shared/playerProtocol';
import type { Effect, PageEvent } from '../../../../webview-ui/pageState';
import { audioOf } from '../../../support/player';
import { hostState, noSegment, soundtrackOf } from './page';

export const say = (
  changes: Partial<PlayerSegment> = {},
  more: { readonly play?: boolean; readonly at?: number; readonly saved?: string } = {},
): PageEvent => ({ kind: 'state', state: hostState(changes), play: false, ...more });
export const nothing: PageEvent = { kind: 'state', state: noSegment, play: false };
export const track = (version = '1', segmentId = 's1'): PageEvent => ({
  kind: 'soundtrack',
  segmentId,
  soundtrack: soundtrackOf(version),
});
export const time = (seconds: number): PageEvent => ({ kind: 'audioTime', time: seconds });
export const playing = { kind: 'audioPlaying' } as const;
export const paused = { kind: 'audioPaused' } as const;
export const ended = { kind: 'audioEnded' } as const;
export const loop = { kind: 'toggleLoop' } as const;
export const other = { segmentId: 's2', audio: audioOf('s2', '1') };
export const newer = { audio: audioOf('s1', '2') };
export const seek = (seconds: number): Effect => ({ kind: 'seek', time: seconds });
export const load = (segmentId: string, version: string, at: number): Effect => ({
  kind: 'load',
  uri: audioOf(segmentId, version).uri,
  time: at,
  isLazy: false,
});
