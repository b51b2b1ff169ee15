import type { PhonemeRange, Pronounced, Range, Span, SpokenText, VoiceText } from '../../model';
import { isLiteral, sliceSpoken, sourceRange } from '../../spokenText';
import { normalise } from '../text/normalise';

/** What a voice is given for a text, with the way back to the text. */
export interface VoiceForm extends SpokenText, VoiceText {}

/**
 * The spoken form of a text, parts of which are said otherwise: other letters are read like any text, and phonemes are
 * given for the part of the spoken form that stands for theirs. `language` is a BCP 47 tag.
 */
export function voiceForm(
  {
    text,
    pronounced = [],
  }: { readonly text: string; readonly pronounced?: readonly Pronounced[] | undefined },
  language: string,
): VoiceForm {
  if (pronounced.length === 0) return normalise(text, language);
  const respelled = respell(text, pronounced);
  const form = normalise(respelled.spoken.text, language);
  const pronunciations = respelled.phonemes.flatMap((range) => inForm(form, range) ?? []);
  const spans = form.spans.flatMap((span) => traced(span, respelled.spoken));
  return { text: form.text, spans, ...(pronunciations.length > 0 ? { pronunciations } : {}) };
}

/** Those of the pronunciations that can be heard: of a word that is read as part of something longer, such as a date, none is. */
export function audible(text: string, pronounced: readonly Pronounced[], language: string): Pronounced[] {
  if (pronounced.every(({ say }) => 'respelling' in say)) return [...pronounced];
  const { spoken } = respell(text, pronounced);
  const form = normalise(spoken.text, language);
  return pronounced.filter((each) => {
    if ('respelling' in each.say) return true;
    return inForm(form, { ...moved(each, spoken), phonemes: each.say.phonemes }) !== undefined;
  });
}

/** Syllables in capitals, as in LAY-vee, show where the stress lies; a voice would spell them. */
export function readableRespelling(respelling: string): string {
  return respelling.replace(/\p{L}+(?:-\p{L}+)+/gu, (word) =>
    word.split('-').some((part) => part.length > 1 && part === part.toUpperCase()) &&
    word !== word.toUpperCase()
      ? word.toLowerCase()
      : word,
  );
}

/** With a capital where the word has one, so that it is a name to whatever looks at it, as the title before it does. */
function respelling(text: string, written: string): string {
  const readable = readableRespelling(text);
  const isCapital = written !== written.toLowerCase();
  return isCapital ? `${readable.charAt(0).toUpperCase()}${readable.slice(1)}` : readable;
}

interface Respelled {
  readonly spoken: SpokenText;
  /** Where the phonemes belong in its text. */
  readonly phonemes: readonly PhonemeRange[];
}

function respell(text: string, pronounced: readonly Pronounced[]): Respelled {
  const pieces: string[] = [];
  const spans: Span[] = [];
  const phonemes: PhonemeRange[] = [];
  let at = 0;
  let copied = 0;
  const add = (piece: string, source: Range) => {
    if (piece === '') return;
    pieces.push(piece);
    spans.push({ at, length: piece.length, source });
    at += piece.length;
  };
  for (const { from, to, say } of pronounced) {
    add(text.slice(copied, from), { from: copied, to: from });
    if ('respelling' in say) add(respelling(say.respelling, text.charAt(from)), { from, to });
    else {
      phonemes.push({ from: at, to: at + to - from, phonemes: say.phonemes });
      add(text.slice(from, to), { from, to });
    }
    copied = to;
  }
  add(text.slice(copied), { from: copied, to: text.length });
  return { spoken: { text: pieces.join(''), spans }, phonemes };
}

/** Where a range of the text stands that was respelled. */
function moved({ from, to }: Range, { spans }: SpokenText): Range {
  const span = spans.find(({ source }) => source.from <= from && to <= source.to);
  const start = span ? span.at + (from - span.source.from) : from;
  return { from: start, to: start + to - from };
}

/** The part of a spoken form that stands for a range and for nothing else. */
function inForm(form: SpokenText, { from, to, phonemes }: PhonemeRange): PhonemeRange | undefined {
  let start = Infinity;
  let end = -Infinity;
  for (const { at, length, source } of form.spans) {
    if (source.to <= from || source.from >= to) continue;
    const isCopied = source.to - source.from === length;
    if (!isCopied && (source.from < from || source.to > to)) return undefined;
    start = Math.min(start, isCopied ? at + Math.max(0, from - source.from) : at);
    end = Math.max(end, isCopied ? at + Math.min(length, to - source.from) : at + length);
  }
  return start < end ? { from: start, to: end, phonemes } : undefined;
}

/** A run of the spoken form by what it came from before it was respelled. */
function traced(span: Span, respelled: SpokenText): Span[] {
  if (!isLiteral(span)) return [{ ...span, source: sourceRange(respelled, span.source) }];
  return sliceSpoken(respelled, span.source).spans.map((each) => ({ ...each, at: each.at + span.at }));
}
