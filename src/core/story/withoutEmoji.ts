import { EMOJI, hasEmoji } from '../emoji';
import type { Range, SpokenText } from '../model';
import { joinSpoken, sliceSpoken } from '../spokenText';
import type { Speech } from './speakBlock';

/** A spoken text without its emoji, and without the blanks that stood only beside them. */
export function withoutEmoji(spoken: SpokenText): SpokenText {
  return hasEmoji(spoken.text) ? partsOf(spoken, keptRanges(spoken.text)) : spoken;
}

/** The same of a text with footnotes, whose places move along. */
export function speechWithoutEmoji<T extends Speech>(speech: T): T {
  const { spoken, references } = speech;
  if (!hasEmoji(spoken.text)) return speech;
  const kept = keptRanges(spoken.text);
  const placeOf = (at: number): number =>
    kept.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(at, to) - from), 0);
  return {
    ...speech,
    spoken: partsOf(spoken, kept),
    references: references.map((each) => ({ ...each, at: placeOf(each.at) })),
  };
}

const SOME = `${EMOJI}(?: ?${EMOJI})*`;
const LEFT_OUT = new RegExp(String.raw` ?${SOME}(?=[.,;:!?…)”"’]|$)|${SOME} ?`, 'gu');

function keptRanges(text: string): Range[] {
  const kept: Range[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(LEFT_OUT)) {
    if (index > from) kept.push({ from, to: index });
    from = index + found.length;
  }
  if (from < text.length) kept.push({ from, to: text.length });
  return kept;
}

function partsOf(spoken: SpokenText, ranges: readonly Range[]): SpokenText {
  const parts = ranges.map((range) => sliceSpoken(spoken, range));
  return joinSpoken(parts, () => '');
}
