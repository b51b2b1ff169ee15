import { sha256 } from '../hash';
import type { ParsedSegment, Pauses, Sentence, SpokenMark, Utterance } from '../model';
import { withKnownVoices } from './markedVoices';
import type { Lexicon } from '../speech/lexicon/lexicon';
import { planUtterances } from '../speech/text/utterances';
import { lexiconHash, pronounced } from './pronounceUtterances';

/** Everything but the text that shapes how a segment sounds. */
export interface SpeechSettings {
  /** `draft:<tag>`, a Kokoro voice or a blend. */
  readonly voice: string;
  /** 0.5 to 2. */
  readonly speed: number;
  /** BCP 47 tag: decides where sentences end and how numbers are read. */
  readonly language: string;
  readonly pauses: Pauses;
  /** What words are said otherwise; none where it is left out. */
  readonly lexicon?: Lexicon | undefined;
}

/** Pauses by default, in milliseconds. */
export const DEFAULT_PAUSES: Pauses = { part: 100, sentence: 400, paragraph: 800, heading: 1200 };

/** A segment as it is about to be spoken. */
export interface SegmentPlan {
  readonly sentences: readonly Sentence[];
  /** Empty when the segment has nothing to speak. */
  readonly utterances: readonly Utterance[];
  readonly textHash: string;
  readonly settingsHash: string;
  /** Hash of what the lexicon says in this segment, whatever else it holds; undefined where that is nothing. */
  readonly lexiconHash?: string | undefined;
  readonly settings: SpeechSettings;
}

export function planSegment(segment: ParsedSegment, settings: SpeechSettings): SegmentPlan {
  const plan = planUtterances(withKnownVoices(segment, settings), settings);
  const utterances = pronounced(plan.utterances, settings);
  return {
    sentences: plan.sentences,
    utterances,
    textHash: textHash(segment),
    settingsHash: settingsHash(settings),
    lexiconHash: lexiconHash(utterances),
    settings,
  };
}

/** The segment's text as it is heard, a paragraph a block. Notes follow their paragraph. */
export function spokenText(segment: ParsedSegment): string {
  return segment.paragraphs
    .flatMap((paragraph) => [paragraph.text, ...paragraph.notes.map((note) => note.text)])
    .join('\n\n');
}

/** Hash of what is heard. Where it stands in the source, and how it is wrapped there, is no part of it. */
export function textHash(segment: ParsedSegment): string {
  return sha256(
    JSON.stringify(
      segment.paragraphs.map(({ kind, text, notes, marks }) => [
        kind === 'heading' ? 'heading' : 'prose',
        text,
        notes.map((note) => [note.at, note.text, ...hashedMarks(note.marks)]),
        ...hashedMarks(marks),
      ]),
    ),
  );
}

/** Nothing for a text without marks, whose hash is older than they are. */
function hashedMarks(marks: readonly SpokenMark[] = []): unknown[] {
  if (marks.length === 0) return [];
  return [marks.map((mark) => [mark.kind, mark.from, mark.to, valueOf(mark)])];
}

function valueOf(mark: SpokenMark): string | number {
  switch (mark.kind) {
    case 'pause':
      return mark.milliseconds;
    case 'voice':
      return mark.voice;
    case 'pronounce':
      return mark.phonemes;
  }
}

function settingsHash({ voice, speed, language, pauses }: SpeechSettings): string {
  const { part, sentence, paragraph, heading } = pauses;
  return sha256(JSON.stringify([voice, speed, language, part, sentence, paragraph, heading]));
}
