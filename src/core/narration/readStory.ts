import { isDeepStrictEqual } from 'node:util';
import type { ParsedSegment, ParsedStory, Pauses, Range } from '../model';
import { chooseVoice } from '../speech/voiceId';
import { parseStory, type ParseOptions } from '../story/parseStory';
import type { SegmentFacts } from '../story/reconcile';
import { withVoice } from './markedVoices';
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
  /** Whether emoji are spoken, by their names; they are where this is left out. */
  readonly emoji?: 'name' | 'silent' | undefined;
  /** Whether headings are spoken where front matter does not say. */
  readonly speakHeadings?: boolean;
  /** The user's own lexicon, as the setting has it. */
  readonly lexicon?: unknown;
}

/** Where a text names a voice that does not exist. */
export interface VoiceProblem {
  readonly message: string;
  readonly source: Range;
}

/** The voice of a story, and what is wrong with those that its text names. */
export interface StoryVoice extends ResolvedVoice {
  readonly problemsInText: readonly VoiceProblem[];
}

/** A story's text as it would be spoken. Nothing here depends on what the store knows of it. */
export interface Reading {
  readonly source: string;
  readonly options: ParseOptions;
  readonly parsed: ParsedStory;
  readonly voice: StoryVoice;
  readonly speech: SpeechSettings;
  /** What a command named, which goes before what headings say. */
  readonly isArgument: { readonly voice: boolean; readonly speed: boolean };
  /** In document order. */
  readonly segments: readonly ReadSegment[];
}

export interface ReadSegment {
  readonly parsed: ParsedSegment;
  readonly plan: SegmentPlan;
  /** What is spoken. */
  readonly text: string;
  /** False when only a default decided on its voice (decision D-28). */
  readonly isVoiceNamed: boolean;
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
  const { tables, emoji = 'name', speakHeadings = false } = settings;
  const options = { tables, emoji, speakHeadings };
  const isSameText = last?.source === source && isDeepStrictEqual(last.options, options);
  const parsed = isSameText ? last.parsed : parsedWithSounds(source, options);
  const { frontMatter } = parsed;
  const resolved = resolveVoice(
    {
      argument: settings.voiceArgument,
      frontMatter: frontMatter.voice,
      setting: settings.voice,
      language: frontMatter.language,
    },
    hasDefaultModel,
  );
  const problemsInText = isSameText ? last.voice.problemsInText : voiceProblems(parsed);
  const voice = { ...resolved, problemsInText };
  const speech: SpeechSettings = {
    voice: voice.voice,
    speed: clamped(settings.speedArgument ?? frontMatter.speed ?? settings.speed),
    language: frontMatter.language ?? voice.language,
    pauses: settings.pauses,
    lexicon,
  };
  const isArgument = {
    voice: settings.voiceArgument !== undefined,
    speed: settings.speedArgument !== undefined,
  };
  const isSpokenAlike =
    last !== undefined &&
    isSameSpeech(last.speech, speech) &&
    isDeepStrictEqual(last.isArgument, isArgument) &&
    last.voice.isNamed === voice.isNamed;
  if (isSameText && isSpokenAlike) return isDeepStrictEqual(last.voice, voice) ? last : { ...last, voice };
  const read = segmentReader(isSpokenAlike ? last : undefined);
  const segments = parsed.segments.map((segment) => {
    const own =
      isArgument.voice || segment.voice === undefined ? undefined : withVoice(speech, segment.voice);
    const speed = isArgument.speed ? speech.speed : (segment.speed ?? speech.speed);
    const isVoiceNamed = voice.isNamed || own !== undefined;
    return read(segment, source, { speech: { ...(own ?? speech), speed }, isVoiceNamed });
  });
  return { source, options, parsed, voice, speech, isArgument, segments };
}

/** A sentence for each place of the text that names a voice which does not exist. */
function voiceProblems({ voices = [] }: ParsedStory): VoiceProblem[] {
  const problems: VoiceProblem[] = [];
  for (const { voice, source } of voices) {
    const choice = chooseVoice(voice);
    if (!('problem' in choice)) continue;
    const message = `The text's voice “${voice}” cannot be used, and the story's speaks: ${choice.problem}`;
    problems.push({ message, source });
    if (problems.length === MOST_PROBLEMS) break;
  }
  return problems;
}

/** Nobody reads more. */
const MOST_PROBLEMS = 100;

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
