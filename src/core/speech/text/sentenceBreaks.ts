/**
 * Where sentences may begin, in order: what Intl.Segmenter says, and two places that it passes over, after
 * an ellipsis and before the dash of a new speaker. Too many rather than too few: see `endsSentence`.
 */
export function sentenceBreaks(text: string, language: string): number[] {
  const breaks: number[] = [];
  for (const at of segmentStarts(text, language)) {
    breaks.push(beforeOpeners(text, at) ?? afterClosers(text, at));
  }
  for (const { index, 0: end } of text.matchAll(PASSED_OVER)) breaks.push(index + end.length);
  return breaks.sort((a, b) => a - b);
}

const PASSED_OVER = /…[\p{Pe}\p{Pf}"']{0,8}\s+|[.!?]\s+(?=\p{Pd}\s?[\p{Lu}¿¡])/gu;

/**
 * V8 copies the segmented text for every segment, which makes one pass quadratic (80,000 characters of
 * short Japanese sentences take five seconds). So it is given windows of this many characters.
 */
const WINDOW = 512;

function* segmentStarts(text: string, language: string): Generator<number> {
  const segmenter = segmenterOf(language);
  let from = 0;
  let size = WINDOW;
  while (from < text.length) {
    // A window that had to grow may hold any number of further sentences: the first is enough.
    const limit = size > WINDOW ? 1 : Number.POSITIVE_INFINITY;
    const starts = laterStarts(segmenter, text.slice(from, from + size), limit);
    for (const start of starts) yield from + start;
    const last = starts.at(-1);
    if (last !== undefined) {
      from += last;
      size = WINDOW;
    } else if (from + size < text.length) size *= 2;
    else return;
  }
}

function laterStarts(segmenter: Intl.Segmenter, window: string, limit: number): number[] {
  const starts: number[] = [];
  for (const { index } of segmenter.segment(window)) {
    if (index === 0) continue;
    starts.push(index);
    if (starts.length >= limit) break;
  }
  return starts;
}

/** Making one takes longer than cutting a paragraph with it. */
const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string): Intl.Segmenter {
  const segmenter = segmenters.get(language) ?? newSegmenter(language);
  segmenters.set(language, segmenter);
  return segmenter;
}

function newSegmenter(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: 'sentence' });
  } catch {
    return new Intl.Segmenter('und', { granularity: 'sentence' });
  }
}

/** Without spaces an opening mark is taken for a closing one: 「行く？「はい」 breaks after the second 「. */
function beforeOpeners(text: string, at: number): number | undefined {
  let start = at;
  while (start > at - 8 && /[「『（《〈【〔［｛“‘]/.test(text.charAt(start - 1))) start--;
  return start < at && /[。！？．｡…」』）》〉】]/.test(text.charAt(start - 1)) ? start : undefined;
}

/** After a space a closing mark is taken for an opening one: « Non ! » breaks before the ». */
function afterClosers(text: string, at: number): number {
  CLOSERS.lastIndex = at;
  return at + (CLOSERS.exec(text)?.[0].length ?? 0);
}

const CLOSERS = /[\p{Pe}\p{Pf}"']{1,8}\s+/uy;
