import type {
  Boundary,
  Range,
  Sentence,
  SpokenParagraph,
  SpokenText,
  Utterance,
  UtterancePart,
} from '../../model';
import { sourceRange } from '../../spokenText';
import { groupShort } from './groupShort';
import { splitLong } from './longSentence';
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
 * All that is speakable and its punctuation is kept. `language` is a BCP 47 tag.
 */
export function planUtterances(
  paragraphs: readonly SpokenParagraph[],
  { language }: { readonly language: string },
): UtterancePlan {
  const sentences: Sentence[] = [];
  const utterances: Utterance[] = [];
  for (const paragraph of paragraphs) {
    const units: Unit[] = [];
    for (const { spoken, range, glue } of sentencesOf(paragraph, language)) {
      const text = spoken.text.slice(range.from, range.to);
      units.push(...unitsOf(text, sentences.length, glue, language));
      sentences.push({ text, source: sourceRange(spoken, range) });
    }
    const groups = groupShort(units);
    const last = paragraph.kind === 'heading' ? 'heading' : 'paragraph';
    for (const group of groups)
      utterances.push(utteranceOf(group, group === groups.at(-1) ? last : undefined));
  }
  const end = utterances.pop();
  if (end) utterances.push({ ...end, boundary: 'end' });
  return { sentences, utterances };
}

/** A sentence in the text it was found in, and what stands between it and the sentence before it. */
interface PlacedSentence {
  readonly spoken: SpokenText;
  readonly range: Range;
  readonly glue: string;
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
  return ranges.map((range, index) => {
    const before = ranges[index - 1];
    return { spoken, range, glue: before ? spoken.text.slice(before.to, range.from) : ' ' };
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
}

function unitsOf(text: string, sentence: number, glue: string, language: string): Unit[] {
  const pieces = splitLong(text, language);
  return pieces.map(({ from, to }, index) => {
    const piece = text.slice(from, to);
    return {
      text: piece,
      tokens: estimateTokens(piece),
      sentence,
      glue: index === 0 ? glue : text.slice(pieces[index - 1]?.to, from),
      endsSentence: index === pieces.length - 1,
    };
  });
}

function utteranceOf(units: readonly Unit[], last: Boundary | undefined): Utterance {
  const parts: UtterancePart[] = [];
  let text = '';
  for (const unit of units) {
    if (text !== '') text += unit.glue;
    const before = parts.at(-1);
    const goesOn = before?.sentence === unit.sentence;
    const from = goesOn ? before.from : text.length;
    text += unit.text;
    const part = { sentence: unit.sentence, from, to: text.length };
    parts.splice(goesOn ? parts.length - 1 : parts.length, 1, part);
  }
  return { text, parts, boundary: last ?? (units.at(-1)?.endsSentence ? 'sentence' : 'part') };
}
