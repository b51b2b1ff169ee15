import { isDeepStrictEqual } from 'node:util';
import type { ParsedSegment } from '../model';
import { planSegment, spokenText, type SpeechSettings } from './planSegment';
import type { ReadSegment, Reading } from './readStory';

/** How a segment is to be spoken. */
export interface SegmentSpeech extends Pick<ReadSegment, 'isVoiceNamed'> {
  readonly speech: SpeechSettings;
}

/** Plans how a segment of this source is spoken. */
export type SegmentReader = (parsed: ParsedSegment, source: string, how: SegmentSpeech) => ReadSegment;

/**
 * A reader that takes what an edit left as it was from the story as it was read before, with the same settings:
 * planning takes most of the time that reading does, and somebody who types changes one segment of thousands.
 */
export function segmentReader(last: Reading | undefined): SegmentReader {
  const known = new Map<string, ReadSegment>();
  for (const each of last?.segments ?? []) known.set(sourceOf(each.parsed, last?.source ?? ''), each);
  return (parsed, source, { speech, isVoiceNamed }) => {
    const before = known.get(sourceOf(parsed, source));
    if (before && isSameText(before.parsed, parsed)) return moved(before, parsed);
    return { parsed, plan: planSegment(parsed, speech), text: spokenText(parsed), isVoiceNamed };
  };
}

function sourceOf({ source: { from, to } }: ParsedSegment, source: string): string {
  return source.slice(from, to);
}

/**
 * Whether two segments with the same source are spoken alike: links and footnotes are defined elsewhere, and a
 * footnote's place moves on its own.
 */
function isSameText(one: ParsedSegment, other: ParsedSegment): boolean {
  return (
    one.paragraphs.length === other.paragraphs.length &&
    one.paragraphs.every(({ kind, text, marks, notes }, index) => {
      const against = other.paragraphs[index];
      return (
        kind === against?.kind &&
        text === against.text &&
        (marks === against.marks || isDeepStrictEqual(marks, against.marks)) &&
        notes.length === 0 &&
        against.notes.length === 0
      );
    })
  );
}

/** The same segment at its new place. */
function moved(before: ReadSegment, parsed: ParsedSegment): ReadSegment {
  const by = parsed.source.from - before.parsed.source.from;
  if (by === 0 && isSamePlace(before.parsed, parsed)) return before;
  const sentences = before.plan.sentences.map(({ text, source: { from, to } }) => {
    return { text, source: { from: from + by, to: to + by } };
  });
  return { ...before, parsed, plan: { ...before.plan, sentences } };
}

/** Text before a segment that is as long as it was may have other lines, and a link's definition may change a heading. */
function isSamePlace(one: ParsedSegment, other: ParsedSegment): boolean {
  return (
    one.index === other.index &&
    one.ordinal === other.ordinal &&
    one.line === other.line &&
    one.heading === other.heading
  );
}
