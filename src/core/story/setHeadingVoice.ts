import type { ParsedSegment } from '../model';
import { applyEdits, editTo, type TextChange, type TextEdit } from './applyEdits';
import { NO_HEADING, writtenAttributes, type WrittenAttributes } from './headingAttributes';
import { parseBlocks } from './parseBlocks';
import { parseStory } from './parseStory';
import { readSource } from './sourceText';
import { sameSections, type StoryText } from './storyText';

/**
 * Makes the headings of segments name a voice, or none where it is undefined, so that the story's speaks. What else stands
 * in a heading, and how it is written, stays. Refused for text without a heading, and for a heading that would be read
 * otherwise then.
 */
export function setHeadingVoice(
  { source, segments }: StoryText,
  indices: readonly number[],
  voice: string | undefined,
): TextChange {
  const wanted = new Set(indices);
  const edits: TextEdit[] = [];
  for (const segment of segments) {
    if (!wanted.has(segment.index)) continue;
    if (segment.level === 0) return { problem: NO_HEADING };
    const found = headingEdits(source, segment, voice);
    if (!found) return { problem: whyNot(segment) };
    edits.push(...found);
  }
  return { edits };
}

/** Undefined where the heading would be read otherwise. */
function headingEdits(
  story: string,
  { source: { from: start }, body }: ParsedSegment,
  voice: string | undefined,
): TextEdit[] | undefined {
  const heading = story.slice(start, body.from);
  const file = readSource(heading);
  const [range] = parseBlocks(file.text)[0]?.texts ?? [];
  if (!range) return undefined;
  const place = (offset: number): number => file.toFile(range.from + offset);
  const edits = voiceEdits(file.text.slice(range.from, range.to), voice).map(({ from, to, text }) => {
    return { from: place(from), to: place(to), text };
  });
  if (!isSound(segmentsOf(heading), segmentsOf(applyEdits(heading, edits)), voice)) return undefined;
  return edits.map(({ from, to, text }) => ({ from: start + from, to: start + to, text }));
}

/** A heading as it is read: it decides by itself how that is, whatever stands around it. */
function segmentsOf(heading: string): readonly ParsedSegment[] {
  return parseStory(`${heading}\n\nText.`).segments;
}

function isSound(
  before: readonly ParsedSegment[],
  after: readonly ParsedSegment[],
  voice: string | undefined,
): boolean {
  return sameSections(before, after) && after[0]?.voice === voice && after[0]?.speed === before[0]?.speed;
}

function whyNot({ heading }: ParsedSegment): string {
  const name = heading === '' ? 'A heading without a name' : `The heading “${heading}”`;
  return `${name} is written in a way that cannot hold this voice: write it in one line after “##”, or put a [voice am_adam] tag into the text.`;
}

/** Edits of a heading's text, which has no marks of a heading. */
function voiceEdits(heading: string, voice: string | undefined): TextEdit[] {
  const attributes = writtenAttributes(heading);
  if (voice === undefined) return attributes ? removal(heading, attributes) : [];
  if (attributes) return naming(attributes, voice);
  const end = heading.trimEnd().length;
  return [{ from: end, to: end, text: ` {voice=${written(voice)}}` }];
}

/** Where a voice is named twice the last one counts. */
function naming({ entries }: WrittenAttributes, voice: string): TextEdit[] {
  const named = entries.findLast(({ key }) => key === 'voice');
  if (named) {
    const isQuoted = named.whole.to > named.source.to;
    return named.value.trim() === voice ? [] : [{ ...named.source, text: isQuoted ? voice : written(voice) }];
  }
  const at = entries[0]?.keySource.from ?? 0;
  return [{ from: at, to: at, text: `voice=${written(voice)} ` }];
}

function removal(heading: string, { source, entries }: WrittenAttributes): TextEdit[] {
  const others = entries.filter(({ key }) => key !== 'voice');
  if (others.length === 0) return [{ ...source, text: '' }];
  const all = { from: entries[0]?.whole.from ?? source.to, to: entries.at(-1)?.whole.to ?? source.to };
  return editTo(heading, all, others.map(({ whole }) => heading.slice(whole.from, whole.to)).join(' '));
}

/** A value in the quotes that it needs. */
function written(voice: string): string {
  return /^[^\s"'{}=]+$/u.test(voice) ? voice : `"${voice}"`;
}
