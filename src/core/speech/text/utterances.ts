import type {
  Boundary,
  PronounceMark,
  Range,
  Sentence,
  SpokenParagraph,
  SpokenText,
  Utterance,
  UtterancePart,
} from '../../model';
import { movedMark, sourceRange } from '../../spokenText';
import { groupShort } from './groupShort';
import { splitLong } from './longSentence';
import { type MarkedPiece, markedPieces, pronouncedIn } from './markedPieces';
import { splitSentences } from './sentences';
import { isSpeakable } from './speakable';
import { estimateTokens } from './tokenEstimate';

/** A segment's sentences, and the utterances that speak them. */
export interface UtterancePlan {
  readonly sentences: readonly Sentence[];
  readonly utterances: readonly Utterance[];
}

/**
 * Cuts a segment into units of synthesis: a sentence, short sentences of one paragraph merged, or a piece of
 * a long one. What a unit holds depends on its neighbours only, so an edit re-voices one or two of them.
 * All that is speakable and its punctuation is kept. `language` is a BCP 47 tag. No unit goes on over a pause that the
 * text asks for, or over a change of its voice.
 */
export function planUtterances(
  paragraphs: readonly SpokenParagraph[],
  { language }: { readonly language: string },
): UtterancePlan {
  const sentences: Sentence[] = [];
  const utterances: Utterance[] = [];
  let lead: number | undefined;
  for (const paragraph of paragraphs) {
    const units: Unit[] = [];
    for (const sentence of sentencesOf(paragraph, language)) {
      const { spoken, range } = sentence;
      if (sentence.lead !== undefined && !pauseLonger(units, utterances, sentence.lead))
        lead = (lead ?? 0) + sentence.lead;
      units.push(...unitsOf(sentence, sentences.length, language));
      sentences.push({ text: spoken.text.slice(range.from, range.to), source: sourceRange(spoken, range) });
    }
    const groups = unbroken(units).flatMap(groupShort);
    const last = paragraph.kind === 'heading' ? 'heading' : 'paragraph';
    for (const group of groups)
      utterances.push(utteranceOf(group, group === groups.at(-1) ? last : undefined));
  }
  const end = utterances.pop();
  if (end) utterances.push({ ...end, boundary: 'end' });
  const [first, ...rest] = utterances;
  return { sentences, utterances: first && lead !== undefined ? [{ ...first, lead }, ...rest] : utterances };
}

/** Adds a pause to what was spoken last; false when nothing was. */
function pauseLonger(units: Unit[], utterances: Utterance[], pause: number): boolean {
  const unit = units.pop();
  const utterance = unit ? undefined : utterances.pop();
  if (unit) units.push({ ...unit, pause: (unit.pause ?? 0) + pause });
  if (utterance) utterances.push({ ...utterance, pause: (utterance.pause ?? 0) + pause });
  return unit !== undefined || utterance !== undefined;
}

/** Units in runs in which nothing that the text asks for keeps them apart. */
function unbroken(units: readonly Unit[]): Unit[][] {
  const runs: Unit[][] = [];
  let before: Unit | undefined;
  for (const unit of units) {
    const goesOn = before?.pause === undefined && before?.voice === unit.voice;
    if (before && goesOn) runs.at(-1)?.push(unit);
    else runs.push([unit]);
    before = unit;
  }
  return runs;
}

/** A sentence in the text it was found in, and what stands between it and the sentence before it. */
interface PlacedSentence {
  readonly spoken: SpokenText;
  readonly range: Range;
  readonly glue: string;
  readonly pieces: readonly MarkedPiece[];
  /** The pause that its text begins with, of a first sentence. */
  readonly lead: number | undefined;
}

/** A paragraph's sentences, those of its notes right after the sentence that holds or ends before their place. */
function* sentencesOf(paragraph: SpokenParagraph, language: string): Generator<PlacedSentence> {
  const main = speakableSentences(paragraph, language);
  const notes = paragraph.notes.toSorted((a, b) => a.at - b.at);
  let given = 0;
  for (const [index, sentence] of main.entries()) {
    yield sentence;
    const next = main[index + 1]?.range.from ?? Number.POSITIVE_INFINITY;
    for (let note = notes[given]; note && note.at < next; note = notes[++given])
      yield* speakableSentences(note, language);
  }
  for (const note of notes.slice(given)) yield* speakableSentences(note, language);
}

/** Sentences with something to say; others, such as a lone "…", are part of the one before, else after. */
function speakableSentences(spoken: SpokenText, language: string): PlacedSentence[] {
  const ranges: Range[] = [];
  let pending: number | undefined;
  for (const { from, to } of splitSentences(spoken.text, language)) {
    const before = ranges.at(-1);
    if (isSpeakable(spoken.text.slice(from, to), language)) {
      ranges.push({ from: pending ?? from, to });
      pending = undefined;
    } else if (before) ranges[ranges.length - 1] = { from: before.from, to };
    else pending ??= from;
  }
  const { pieces, lead } = markedPieces(spoken, ranges);
  return ranges.map((range, index) => {
    const before = ranges[index - 1];
    return {
      spoken,
      range,
      glue: before ? spoken.text.slice(before.to, range.from) : ' ',
      pieces: pieces[index] ?? [],
      lead: before ? undefined : lead,
    };
  });
}

/** What an utterance is made of: a sentence or a piece of one. */
interface Unit {
  readonly text: string;
  readonly tokens: number;
  /** Index into the segment's sentences. */
  readonly sentence: number;
  /** What stands before it when it follows another unit in an utterance. */
  readonly glue: string;
  readonly endsSentence: boolean;
  readonly voice: string | undefined;
  /** What the text asks for after it, in milliseconds. */
  readonly pause: number | undefined;
  readonly marks: readonly PronounceMark[];
}

function unitsOf(
  { spoken, range, glue, pieces }: PlacedSentence,
  sentence: number,
  language: string,
): Unit[] {
  return pieces.flatMap(({ from: base, to: end, voice, pause }) => {
    const text = spoken.text.slice(base, end);
    const parts = splitLong(text, language);
    return parts.map(({ from, to }, index): Unit => {
      const part = text.slice(from, to);
      const isLast = index === parts.length - 1;
      return {
        text: part,
        tokens: estimateTokens(part),
        sentence,
        glue: index === 0 ? glue : text.slice(parts[index - 1]?.to, from),
        endsSentence: isLast && end >= range.to,
        voice,
        pause: isLast ? pause : undefined,
        marks: pronouncedIn(spoken, { from: base + from, to: base + to }),
      };
    });
  });
}

function utteranceOf(units: readonly Unit[], last: Boundary | undefined): Utterance {
  const parts: UtterancePart[] = [];
  const marks: PronounceMark[] = [];
  let text = '';
  for (const unit of units) {
    if (text !== '') text += unit.glue;
    const before = parts.at(-1);
    const goesOn = before?.sentence === unit.sentence;
    const from = goesOn ? before.from : text.length;
    for (const mark of unit.marks) marks.push(movedMark(mark, text.length));
    text += unit.text;
    const part = { sentence: unit.sentence, from, to: text.length };
    parts.splice(goesOn ? parts.length - 1 : parts.length, 1, part);
  }
  const end = units.at(-1);
  return {
    text,
    parts,
    boundary: last ?? (end?.endsSentence ? 'sentence' : 'part'),
    ...(end?.voice !== undefined && { voice: end.voice }),
    ...(end?.pause !== undefined && { pause: end.pause }),
    ...(marks.length > 0 && { marks }),
  };
}
