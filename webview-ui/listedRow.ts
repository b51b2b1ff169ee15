import type { ListedSegment } from '../src/shared/playerProtocol';
import type { IconName } from './iconName';
import { timeText } from './timeText';

/** A segment in the list of the story. */
export interface ListedRow {
  readonly segmentId: string;
  readonly title: string;
  /** Steps to indent it by. */
  readonly depth: number;
  readonly status: ListedSegment['status'];
  readonly icon: IconName;
  /** Its state in a word or two. */
  readonly state: string;
  /** Empty where there is no audio. */
  readonly duration: string;
  readonly isLocked: boolean;
  readonly isCurrent: boolean;
}

/** The same icons as in the StoryFlow view. */
const looks: Record<ListedSegment['status'], readonly [icon: IconName, state: string]> = {
  none: ['circle-large', 'No audio'],
  ready: ['pass', 'Ready'],
  check: ['unverified', 'Check'],
  stale: ['diff-modified', 'Out of date'],
  failed: ['error', 'Failed'],
  queued: ['clockface', 'Queued'],
  generating: ['loading', 'Generating'],
};

/** The rows of a story in which one segment is chosen, or none. */
export function listedRows(segments: readonly ListedSegment[], chosen: string | undefined): ListedRow[] {
  // The text before the first heading stands beside the highest ones.
  const highest = segments.reduce((level, each) => Math.min(level, each.level || level), MOST);
  return segments.map((segment) => rowOf(segment, { chosen, highest }));
}

/** The level of the smallest heading. */
const MOST = 6;

function rowOf(
  { segmentId, title, level, status, isLocked, durationSeconds }: ListedSegment,
  { chosen, highest }: { readonly chosen: string | undefined; readonly highest: number },
): ListedRow {
  const [icon, state] = looks[status];
  return {
    segmentId,
    title,
    depth: Math.max(0, level - highest),
    status,
    icon,
    state,
    duration: durationSeconds === undefined ? '' : timeText(durationSeconds),
    isLocked,
    isCurrent: segmentId === chosen,
  };
}
