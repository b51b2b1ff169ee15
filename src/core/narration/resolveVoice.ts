import { StoryFlowError } from '../errors';
import type { VoiceChoice } from '../speech/voiceId';
import { chooseVoice, DEFAULT_VOICE, draftVoiceFor } from '../speech/voiceId';

/** Where a voice may be named, strongest first. */
export interface VoiceSources {
  /** Of a command. An unknown one is wrong use. */
  readonly argument?: string | undefined;
  /** Of the story's front matter. An unknown one falls back. */
  readonly frontMatter?: string | undefined;
  /** Of the settings. An unknown one falls back. */
  readonly setting?: string | undefined;
  /** BCP 47, where the story names one. */
  readonly language?: string | undefined;
}

export interface ResolvedVoice extends VoiceChoice {
  /** False when no source named it: then audio of another engine counts as up to date (decision D-28). */
  readonly isNamed: boolean;
  /** A sentence for each voice that was named and does not exist. */
  readonly problems: readonly string[];
}

/**
 * The voice that a story is spoken with (statement 12, decision D-28): the first that is named and exists; else
 * Kokoro's default when its files are there, else the draft voice of the story's language.
 * Throws InvalidVoice when `argument` names no voice.
 */
export function resolveVoice(sources: VoiceSources, hasDefaultModel: boolean): ResolvedVoice {
  const problems: string[] = [];
  const named = [
    ['The voice', sources.argument],
    ["The front matter's voice", sources.frontMatter],
    ["The settings' voice", sources.setting],
  ] as const;
  for (const [whose, text] of named) {
    if (text === undefined || text.trim() === '') continue;
    const choice = chooseVoice(text);
    if ('voice' in choice) return { ...choice, isNamed: true, problems };
    const sentence = `${whose} “${text}” cannot be used: ${choice.problem}`;
    if (text === sources.argument) throw new StoryFlowError('InvalidVoice', sentence);
    problems.push(sentence);
  }
  return { ...defaultVoice(sources.language, hasDefaultModel), isNamed: false, problems };
}

function defaultVoice(language: string | undefined, hasDefaultModel: boolean): VoiceChoice {
  const isEnglish = language === undefined || /^en\b/iu.test(language);
  const kokoro = chooseVoice(DEFAULT_VOICE);
  // Kokoro's default voice speaks English only: a story in another language is better off with its draft voice.
  return isEnglish && hasDefaultModel && 'voice' in kokoro ? kokoro : draftVoiceFor(language);
}
