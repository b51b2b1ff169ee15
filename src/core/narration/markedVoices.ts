import type { ParsedSegment, SpokenMark, SpokenParagraph, Utterance } from '../model';
import { marksOf } from '../spokenText';
import { chooseVoice } from '../speech/voiceId';
import type { SegmentPlan, SpeechSettings } from './planSegment';

/** Settings with another voice, or undefined for one that does not exist. */
export function withVoice(settings: SpeechSettings, voice: string): SpeechSettings | undefined {
  const choice = chooseVoice(voice);
  if ('problem' in choice) return undefined;
  // A voice of another region reads the story's language as the story says; one of another language reads its own.
  const isSameLanguage = baseOf(choice.language) === baseOf(settings.language);
  const language = isSameLanguage ? settings.language : choice.language;
  return { ...settings, voice: choice.voice, language };
}

/** How an utterance is spoken. */
export function settingsOf(
  { voice }: Utterance,
  { settings }: Pick<SegmentPlan, 'settings'>,
): SpeechSettings {
  return voice === undefined ? settings : (withVoice(settings, voice) ?? settings);
}

/** Every voice that speaks in a segment. */
export function voicesIn({ settings, utterances }: SegmentPlan): string[] {
  if (utterances.length === 0) return [];
  return [...new Set(utterances.map(({ voice }) => voice ?? settings.voice))];
}

/**
 * Paragraphs with the voices of their marks as engines take them, without those that do not exist or that speak anyway:
 * what the segment's own voice says needs no cut.
 */
export function withKnownVoices(
  { paragraphs }: ParsedSegment,
  settings: SpeechSettings,
): readonly SpokenParagraph[] {
  const known = new Map<string, string | undefined>();
  const voiceOf = (written: string): string | undefined => {
    if (!known.has(written)) known.set(written, withVoice(settings, written)?.voice);
    return known.get(written);
  };
  const resolve = <T extends { readonly marks?: readonly SpokenMark[] }>({ marks = [], ...text }: T) => ({
    ...text,
    ...marksOf(
      marks.flatMap((mark): SpokenMark[] => {
        if (mark.kind !== 'voice') return [mark];
        const voice = voiceOf(mark.voice);
        return voice === undefined || voice === settings.voice ? [] : [{ ...mark, voice }];
      }),
    ),
  });
  const isMarked = (paragraph: SpokenParagraph) =>
    paragraph.marks !== undefined || paragraph.notes.some(({ marks }) => marks !== undefined);
  if (!paragraphs.some(isMarked)) return paragraphs;
  return paragraphs.map((paragraph) => ({ ...resolve(paragraph), notes: paragraph.notes.map(resolve) }));
}

function baseOf(language: string): string {
  return language.toLowerCase().split('-', 1)[0] ?? '';
}
