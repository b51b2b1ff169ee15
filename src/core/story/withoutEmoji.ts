import { EMOJI, hasEmoji } from '../emoji';
import type { Range, SpokenText } from '../model';
import { joinSpoken, marksOf, sliceSpoken } from '../spokenText';
import type { Speech } from './speakBlock';

/** A spoken text without its emoji, and without the blanks that stood only beside them. */
export function withoutEmoji(spoken: SpokenText): SpokenText {
  return speechWithoutEmoji({ spoken, references: [] }).spoken;
}

/** The same of a text with footnotes, whose places move along. */
export function speechWithoutEmoji<T extends Pick<Speech, 'spoken' | 'references'>>(speech: T): T {
  const { spoken, references } = speech;
  if (!hasEmoji(spoken.text)) return speech;
  const kept = keptRanges(spoken.text);
  const { text, spans } = joinSpoken(
    kept.map((range) => sliceSpoken({ text: spoken.text, spans: spoken.spans }, range)),
    () => '',
  );
  const placeOf = placesIn(kept);
  const marks = spoken.marks
    ?.map((mark) => ({ ...mark, from: placeOf(mark.from), to: placeOf(mark.to) }))
    .filter(({ kind, from, to }) => kind === 'pause' || from < to);
  return {
    ...speech,
    spoken: { text, spans, ...marksOf(marks) },
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

/** Tells where a place of the whole text is in what is kept of it. */
function placesIn(kept: readonly Range[]): (at: number) => number {
  let length = 0;
  const starts = kept.map(({ from, to }) => {
    length += to - from;
    return length - (to - from);
  });
  return (at) => {
    let [low, high] = [0, kept.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((kept[middle]?.from ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const range = kept[low - 1];
    return range ? (starts[low - 1] ?? 0) + Math.min(at, range.to) - range.from : 0;
  };
}
