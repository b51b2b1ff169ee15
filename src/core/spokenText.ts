import type { Range, Span, SpokenMark, SpokenText } from './model';

/**
 * The smallest range of the source that holds `range` of the spoken text. A run that stands for its
 * source as a whole counts as a whole. An empty range gives the empty source range where it stands.
 */
export function sourceRange(text: SpokenText, range: Range): Range {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const span of spansIn(text, range)) {
    const source = clip(span, range).source;
    from = Math.min(from, source.from);
    to = Math.max(to, source.to);
  }
  return from <= to ? { from, to } : emptySource(text, range.from);
}

/**
 * The part of a spoken text in `range`, with its offsets counted from the part's own start. A pause between two parts is
 * the second one's, at the end of the text the last one's.
 */
export function sliceSpoken(text: SpokenText, range: Range): SpokenText {
  const isLast = range.to >= text.text.length;
  const marks = text.marks?.filter(({ kind, from, to }) =>
    kind === 'pause'
      ? from >= range.from && (from < range.to || isLast)
      : Math.max(from, range.from) < Math.min(to, range.to),
  );
  return {
    text: text.text.slice(range.from, range.to),
    spans: spansIn(text, range).map((span) => moved(clip(span, range), -range.from)),
    ...marksWithin(marks, range),
  };
}

/** A spoken text without white space at its ends. Pauses there stay, at the ends that are left. */
export function trimSpoken(text: SpokenText): SpokenText {
  const from = text.text.length - text.text.trimStart().length;
  const to = Math.max(from, text.text.trimEnd().length);
  if (from === 0 && to === text.text.length) return text;
  const { text: trimmed, spans } = sliceSpoken(text, { from, to });
  const marks = text.marks?.filter((mark) => mark.kind === 'pause' || (mark.from < to && mark.to > from));
  return { text: trimmed, spans, ...marksWithin(marks, { from, to }) };
}

/** A spoken text with characters added that stand nowhere in the source: theirs is its empty end. */
export function appendSpoken(text: SpokenText, added: string): SpokenText {
  if (added === '') return text;
  const end = emptySource(text, text.text.length);
  const span = { at: text.text.length, length: added.length, source: end };
  return { ...text, text: text.text + added, spans: [...text.spans, span] };
}

/** The marks of a text as a part of it; nothing where there are none. */
export function marksOf(marks: readonly SpokenMark[] | undefined): Pick<SpokenText, 'marks'> {
  if (!marks || marks.length === 0) return {};
  return { marks: marks.toSorted((one, other) => one.from - other.from || other.to - one.to) };
}

/** Spoken texts as one, each but the last with the added characters that `after` gives for it. */
export function joinSpoken(parts: readonly SpokenText[], after: (part: SpokenText) => string): SpokenText {
  const texts: string[] = [];
  const spans: Span[] = [];
  const marks: SpokenMark[] = [];
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const whole = index < parts.length - 1 ? appendSpoken(part, after(part)) : part;
    for (const span of whole.spans) spans.push(moved(span, at));
    for (const mark of whole.marks ?? []) marks.push(movedMark(mark, at));
    texts.push(whole.text);
    at += whole.text.length;
  }
  return { text: texts.join(''), spans, ...marksOf(marks) };
}

/** Whether the run's characters map to its source one by one. */
export function isLiteral(span: Span): boolean {
  return span.source.to - span.source.from === span.length;
}

function spansIn({ spans }: SpokenText, range: Range): readonly Span[] {
  const first = firstIndex(spans, (span) => span.at + span.length > range.from);
  const end = firstIndex(spans, (span) => span.at >= range.to);
  return spans.slice(first, Math.max(first, end));
}

function clip(span: Span, range: Range): Span {
  const from = Math.max(span.at, range.from);
  const to = Math.min(span.at + span.length, range.to);
  const source = isLiteral(span)
    ? { from: span.source.from + (from - span.at), to: span.source.from + (to - span.at) }
    : span.source;
  return { at: from, length: to - from, source };
}

function moved(span: Span, by: number): Span {
  return { ...span, at: span.at + by };
}

/** A mark with both of its ends farther on. */
export function movedMark<T extends SpokenMark>(mark: T, by: number): T {
  return { ...mark, from: mark.from + by, to: mark.to + by };
}

/** Marks with their ends kept in a range, and counted from its start. */
function marksWithin(marks: readonly SpokenMark[] | undefined, range: Range): Pick<SpokenText, 'marks'> {
  const clamped = (at: number): number => Math.min(Math.max(at, range.from), range.to) - range.from;
  return marksOf(marks?.map((mark) => ({ ...mark, from: clamped(mark.from), to: clamped(mark.to) })));
}

function emptySource({ spans }: SpokenText, at: number): Range {
  const span = spans[firstIndex(spans, (each) => each.at + each.length > at)];
  const offset = span ? clip(span, { from: at, to: at }).source.from : (spans.at(-1)?.source.to ?? 0);
  return { from: offset, to: offset };
}

/** Index of the first span that passes a test which fails up to some span and passes from there on. */
function firstIndex(spans: readonly Span[], passes: (span: Span) => boolean): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span && passes(span)) high = middle;
    else low = middle + 1;
  }
  return low;
}
