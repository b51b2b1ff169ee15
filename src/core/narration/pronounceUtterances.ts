import { sha256 } from '../hash';
import type { Pronounced, Utterance } from '../model';
import { phonemeFault } from '../speech/lexicon/phonemeText';
import { audible } from '../speech/lexicon/voiceForm';
import { chooseVoice } from '../speech/voiceId';
import { settingsOf } from './markedVoices';
import type { SpeechSettings } from './planSegment';

/**
 * Utterances with what is said in them otherwise than written: by the story itself, then by the lexicon. What the voice
 * cannot say otherwise is left out, so that it is spoken as written and nothing counts as changed.
 */
export function pronounced(utterances: readonly Utterance[], settings: SpeechSettings): readonly Utterance[] {
  const { lexicon } = settings;
  return utterances.map((utterance) => {
    const { text, marks = [] } = utterance;
    const { voice, language } = settingsOf(utterance, { settings });
    const hasPhonemes = knowsPhonemes(voice);
    const own = marks
      .filter(({ phonemes }) => !phonemeFault(phonemes))
      .map(({ from, to, phonemes }): Pronounced => ({ from, to, say: { phonemes } }));
    const found = (lexicon?.matches(text, language) ?? [])
      .filter((match) => own.every(({ from, to }) => match.to <= from || to <= match.from))
      .map(({ from, to, say, entry }): Pronounced => ({ from, to, say, word: entry.word }));
    const all = [...own, ...found].filter(({ say }) => hasPhonemes || 'respelling' in say);
    if (all.length === 0) return utterance;
    all.sort((one, other) => one.from - other.from);
    const said = audible(text, all, language);
    return said.length === 0 ? utterance : { ...utterance, pronounced: said };
  });
}

/** Whether a voice can be given phonemes: of the draft voice's package espeak-ng reads its own notation as text. */
export function knowsPhonemes(voice: string): boolean {
  const choice = chooseVoice(voice);
  return 'voice' in choice && choice.engine === 'kokoro';
}

/** What the lexicon says in utterances, each word once and in an order of its own; undefined for nothing. */
export function lexiconHash(utterances: readonly Utterance[]): string | undefined {
  const said = new Set<string>();
  for (const { text, pronounced: all = [] } of utterances)
    for (const { from, to, say, word } of all)
      if (word !== undefined) said.add(JSON.stringify([text.slice(from, to), say]));
  return said.size === 0 ? undefined : sha256(JSON.stringify([...said].sort()));
}
