import { relative, sep } from 'node:path';
import { StoryFlowError } from '../errors';
import type { ParsedStory } from '../model';
import type { Lock } from '../store/locks';
import type { StoredSegment } from '../store/segmentRow';
import type { SpeechSettings } from './planSegment';
import type { ReadSegment, StoryVoice } from './readStory';
import type { SegmentState } from './segmentState';

/** A story with everything that is known of it: the parsed text joined with what the store remembers. */
export interface Story {
  readonly projectId: string;
  /** Absolute path of the file. */
  readonly path: string;
  /** Relative to the root, with `/`. */
  readonly storyPath: string;
  /** Where the store has it, relative to the root, when the file was renamed or moved and nothing was written since. */
  readonly movedFrom: string | undefined;
  /** Stories, relative to the root, that are not there and that locks of segments which stand here still name. */
  readonly lockedFrom: readonly string[];
  readonly title: string;
  readonly source: string;
  readonly parsed: ParsedStory;
  readonly voice: StoryVoice;
  /** How segments are spoken whose headings do not say otherwise. */
  readonly speech: SpeechSettings;
  /** In document order. */
  readonly segments: readonly Segment[];
  /** Segments of this story whose text vanished. */
  readonly detached: readonly StoredSegment[];
  /** Segments of this story whose text stands in another one that was opened. The store does not say so yet. */
  readonly moved: readonly StoredSegment[];
  /** Records of copies that turned out to be segments which moved here: those are in their place. */
  readonly replaced: readonly StoredSegment[];
}

export interface Segment extends SegmentState, ReadSegment {
  readonly id: string;
  readonly projectId: string;
  /** Undefined as long as nothing was written. */
  readonly stored: StoredSegment | undefined;
  readonly isLocked: boolean;
  /** What locks.json says of it; empty also where only a lock file that cannot be read keeps it locked. */
  readonly locks: readonly Lock[];
  /** The text as it was locked, when it is another one now (decision D-12). */
  readonly lockedText: string | undefined;
}

/** The segments of a story that another one has in the store. */
export function borrowedOf({ projectId, segments }: Story): (Segment & { readonly stored: StoredSegment })[] {
  return segments.flatMap((segment) => {
    const { stored } = segment;
    return stored && stored.projectId !== projectId ? [{ ...segment, stored }] : [];
  });
}

/** How a segment is called in a sentence. */
export function nameOf({ parsed }: Pick<Segment, 'parsed'>): string {
  return parsed.heading === '' ? `segment ${parsed.index + 1}` : `“${parsed.heading}”`;
}

/** Whether a segment has anything to speak. */
export function hasText({ plan }: Pick<Segment, 'plan'>): boolean {
  return plan.utterances.length > 0;
}

/** A file's path relative to its root, with `/`, as the store and wavs name it. */
export function storyPathOf(root: string, file: string): string {
  return relative(root, file).split(sep).join('/');
}

export function segmentNotFound(segmentId: string): StoryFlowError {
  return new StoryFlowError(
    'SegmentNotFound',
    `There is no segment with the id "${segmentId}": it was deleted or never was.`,
  );
}
