import type { PageView } from './view';

/**
 * What a screen reader is to say after this change; empty when what was said is no longer true, undefined when it may
 * stay.
 */
export function announcementOf(before: PageView, after: PageView): string | undefined {
  return newsOf(before, after) ?? (standingOf(before) === standingOf(after) ? undefined : '');
}

function newsOf(before: PageView, after: PageView): string | undefined {
  const { notice, progress, summary } = after;
  if (before.title !== after.title || before.segmentId !== after.segmentId) {
    const news = notice?.text ?? progress?.text ?? after.durationText;
    return `${after.title}. ${after.segmentId === undefined ? after.subtitle : news}`;
  }
  if (summary !== undefined && summary !== before.summary) return summary;
  if (after.offersNew && !before.offersNew) return 'There is new audio of this segment.';
  if (after.version !== undefined && after.version !== before.version && !before.offersNew)
    return 'The audio is ready.';
  if (before.progress && !progress) return notice?.text ?? 'The audio is ready.';
  if (!before.progress && progress) return progress.text;
  if (after.loops !== before.loops)
    return after.loops ? 'The sentence is repeated.' : 'The sentence is not repeated any more.';
  if (after.settings.muted !== before.settings.muted) return after.settings.muted ? 'Muted.' : 'Not muted.';
  return notice && notice.text !== before.notice?.text ? notice.text : undefined;
}

/** What an earlier announcement may have told. Progress changes too often to be told each time. */
function standingOf({ notice, progress, offersNew, summary }: PageView): string {
  return JSON.stringify([notice?.text, progress !== undefined, offersNew, summary]);
}
