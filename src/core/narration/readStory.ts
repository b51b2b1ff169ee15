import { isDeepStrictEqual } from 'node:util';
import type { ParsedSegment, ParsedStory, Pauses } from '../model';
import { parseStory, type ParseOptions } from '../story/parseStory';
import type { SegmentFacts } from '../story/reconcile';
import { soundProblems } from './givenSounds';
import type { Lexicon } from '../speech/lexicon/lexicon';
import type { SegmentPlan, SpeechSettings } from './planSegment';
import { segmentReader } from './segmentReader';
import { resolveVoice, type ResolvedVoice } from './resolveVoice';

/** What decides how stories are spoken where they do not say it themselves. */
export interface NarrationSettings {
  /** A voice that a command named: it goes before front matter. */
  readonly voiceArgument?: string | undefined;
  readonly voice?: string | undefined;
  /** A speed that a command named: it goes before front matter. */
  readonly speedArgument?: number | undefined;
  /** Speeds are clamped to 0.5 to 2. */
  readonly speed: number;
  readonly pauses: Pauses;
  readonly tables: 'read' | 'skip';
  /** Whether headings are spoken where front matter does not say. */
  readonly speakHeadings?: boolean;
  /** The user's own lexicon, as the setting has it. */
  readonly lexicon?: unknown;
}

/** A story's text as it would be spoken. Nothing here depends on what the store knows of it. */
export interface Reading {
  readonly source: string;
  readonly options: ParseOptions;
  readonly parsed: ParsedStory;
  readonly voice: ResolvedVoice;
  readonly speech: SpeechSettings;
  /** In document order. */
  readonly segments: readonly ReadSegment[];
}

export interface ReadSegment {
  readonly parsed: ParsedSegment;
  readonly plan: SegmentPlan;
  /** What is spoken. */
  readonly text: string;
}

export interface ReadingOptions {
  readonly settings: NarrationSettings;
  /** What words are said otherwise. */
  readonly lexicon?: Lexicon;
  /** Whether the files of Kokoro's default voice are there. */
  readonly hasDefaultModel: boolean;
  /** The story as it was read before. What did not change since is taken from it: a long run reads a story often. */
  readonly last: Reading | undefined;
}

/** Parses a story and plans how it is spoken. Throws InvalidVoice when a command named a voice that does not exist. */
export function readStory(
  source: string,
  { settings, lexicon, hasDefaultModel, last }: ReadingOptions,
): Reading {
  const options = { tables: settings.tables, speakHeadings: settings.speakHeadings ?? false };
  const isSameText = last?.source === source && isDeepStrictEqual(last.options, options);
  const parsed = isSameText ? last.parsed : parsedWithSounds(source, options);
  const { frontMatter } = parsed;
  const voice = resolveVoice(
    {
      argument: settings.voiceArgument,
      frontMatter: frontMatter.voice,
      setting: settings.voice,
      language: frontMatter.language,
    },
    hasDefaultModel,
  );
  const speech: SpeechSettings = {
    voice: voice.voice,
    speed: clamped(settings.speedArgument ?? frontMatter.speed ?? settings.speed),
    language: frontMatter.language ?? voice.language,
    pauses: settings.pauses,
    lexicon,
  };
  if (isSameText && isSameSpeech(last.speech, speech))
    return isDeepStrictEqual(last.voice, voice) ? last : { ...last, voice };
  const read = segmentReader(last && isSameSpeech(last.speech, speech) ? last : undefined);
  const segments = parsed.segments.map((segment) => read(segment, source, speech));
  return { source, options, parsed, voice, speech, segments };
}

/** The parsed story with what is wrong in the sounds that it gives: only Kokoro knows its alphabet. */
function parsedWithSounds(source: string, options: ParseOptions): ParsedStory {
  const parsed = parseStory(source, options);
  const problems = soundProblems(parsed, source);
  if (problems.length === 0) return parsed;
  const all = [...parsed.problems, ...problems].sort((a, b) => a.source.from - b.source.from);
  return { ...parsed, problems: all };
}

/** What a segment is recognised by. */
export function factsOf({ parsed, plan, text }: ReadSegment): SegmentFacts {
  return { heading: parsed.heading, ordinal: parsed.ordinal, text, textHash: plan.textHash };
}

/** A lexicon of the same entries is the same object, and much to compare. */
function isSameSpeech(one: SpeechSettings, other: SpeechSettings): boolean {
  return (
    one.lexicon === other.lexicon &&
    isDeepStrictEqual({ ...one, lexicon: undefined }, { ...other, lexicon: undefined })
  );
}

function clamped(speed: number): number {
  return Number.isFinite(speed) ? Math.min(2, Math.max(0.5, speed)) : 1;
}
