import type { Playhead } from '../../shared/playerProtocol';

/**
 * Which sentence is marked in the text, and which audio was heard. Audio that was only loaded, as after a reload of the
 * window, marks nothing before it plays, unless it was left in the middle.
 */
export interface SpokenMark {
  readonly playhead: Playhead | undefined;
  /** The audio that was played since it was loaded, as `keyOf` names it. */
  readonly heard: string | undefined;
}

export const noMark: SpokenMark = { playhead: undefined, heard: undefined };

/** What is marked when the playhead is another one. */
export function markAfter({ heard }: SpokenMark, playhead: Playhead | undefined): SpokenMark {
  if (!playhead) return noMark;
  const key = keyOf(playhead);
  return { playhead, heard: playhead.isPlaying || heard === key ? key : undefined };
}

/** The index of the marked sentence. */
export function markedSentence({ playhead, heard }: SpokenMark): number | undefined {
  const sentence = playhead?.sentence;
  return heard !== undefined || (sentence !== undefined && sentence > 0) ? sentence : undefined;
}

/**
 * What happened in the player, as far as editors scroll for it. The next segment of a story begins to play by itself,
 * so that only audio that was heard before tells that Play was pressed.
 */
export function movementOf(before: SpokenMark, after: SpokenMark): 'played' | 'spoken' | undefined {
  if (!after.playhead) return undefined;
  const { isPlaying, sentence } = after.playhead;
  const key = keyOf(after.playhead);
  if (!before.playhead || keyOf(before.playhead) !== key) return isPlaying ? 'spoken' : undefined;
  if (isPlaying && !before.playhead.isPlaying) return before.heard === key ? 'played' : 'spoken';
  return before.playhead.sentence === sentence ? undefined : 'spoken';
}

/** Names one version of a segment's audio. */
export function keyOf({ segmentId, version }: Pick<Playhead, 'segmentId' | 'version'>): string {
  return `${segmentId} ${version}`;
}
