import { gradeInWords } from '../../core/speech/kokoro/voiceInWords';
import type { VoiceView } from '../../studio/protocol';

/** A voice's language, gender and grade, as one line: `French · female · grade B-, good`. */
export function describeVoice({ languageName, gender, grade }: VoiceView): string {
  const quality = gradeInWords(grade ?? '');
  return [languageName, ...(gender ? [gender] : []), ...(quality === '' ? [] : [quality])].join(' · ');
}

/** Voices under a title of their own. */
export interface VoiceGroup {
  readonly title: string;
  readonly voices: readonly VoiceView[];
}

/** What the groups of a list of voices are called. */
export interface GroupTitles {
  readonly drafts: string;
  readonly filesMissing: (language: string) => string;
  readonly unavailable: (language: string) => string;
}

/** Kokoro's voices by language, those that can speak now first; then the draft voices; then those that cannot speak. */
export function voiceGroups(voices: readonly VoiceView[], titles: GroupTitles): VoiceGroup[] {
  const kokoro = voices.filter(({ engine }) => engine === 'kokoro');
  const isReady = ({ missing }: VoiceView) => missing === undefined;
  const isFetchable = (voice: VoiceView) => !isReady(voice) && voice.isAvailable;
  const drafts = voices.filter(({ engine }) => engine === 'draft');
  return [
    ...byLanguage(kokoro.filter(isReady), (language) => `Kokoro · ${language}`),
    ...(drafts.length === 0 ? [] : [{ title: titles.drafts, voices: drafts }]),
    ...byLanguage(kokoro.filter(isFetchable), titles.filesMissing),
    ...byLanguage(
      kokoro.filter(({ isAvailable }) => !isAvailable),
      titles.unavailable,
    ),
  ];
}

function byLanguage(voices: readonly VoiceView[], titleOf: (language: string) => string): VoiceGroup[] {
  const languages = [...new Set(voices.map(({ languageName }) => languageName))];
  return languages.map((language) => ({
    title: titleOf(language),
    voices: voices.filter(({ languageName }) => languageName === language),
  }));
}
