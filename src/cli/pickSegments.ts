import { StoryFlowError } from '../core/errors';
import type { Segment, Story } from '../core/narration/story';

/**
 * The segments that were named on a command line: by number from 1, as `segments` lists them, or by heading, whatever
 * its case. A heading that several segments have names all of them. Throws SegmentNotFound.
 */
export function pickSegments({ title, segments }: Story, names: readonly string[]): Segment[] {
  const picked = new Set(names.flatMap((name) => pick(name)));
  return segments.filter((segment) => picked.has(segment));

  function pick(name: string): readonly Segment[] {
    const fold = (text: string) => text.trim().normalize('NFC').toLowerCase();
    const byHeading = segments.filter(({ parsed }) => fold(parsed.heading) === fold(name));
    if (byHeading.length > 0) return byHeading;
    const byNumber = /^\d+$/u.test(name.trim()) ? segments[Number(name) - 1] : undefined;
    if (byNumber) return [byNumber];
    const size = segments.length;
    const known = size === 0 ? 'it has none' : `it has ${size}, numbered 1 to ${size}`;
    throw new StoryFlowError('SegmentNotFound', `“${title}” has no segment “${name}”: ${known}.`);
  }
}
