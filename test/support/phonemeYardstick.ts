import { readFile } from 'node:fs/promises';
import { toMisaki } from '../../src/core/speech/kokoro/misaki';
import { phonemize, type PhonemeSources } from '../../src/core/speech/kokoro/phonemes';
import { languages } from '../../src/core/speech/kokoro/voices';

export type Accent = 'american' | 'british';

/** A word with what misaki's dictionary says of it, a tap and a glottal stop as the model takes them. */
export interface KnownWord {
  readonly word: string;
  readonly misaki: string;
  /** Whether rules were made with a look at the word. */
  readonly set: 'tuned' | 'heldOut';
}

/** How many words of a set come to what misaki's dictionary says. */
export interface Score {
  readonly words: number;
  /** What espeak-ng writes, as it is. */
  readonly raw: number;
  /** Symbol by symbol in the model's alphabet. */
  readonly mapped: number;
  /** As StoryFlow says them. */
  readonly ours: number;
  readonly differences: readonly { readonly word: string; readonly misaki: string; readonly ours: string }[];
}

export async function readKnownWords(accent: Accent): Promise<KnownWord[]> {
  const text = await readFile(`test/fixtures/phonemes/${accent}.tsv`, 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [word = '', misaki = '', set] = line.split('\t');
      return { word, misaki, set: set === 'heldOut' ? 'heldOut' : 'tuned' };
    });
}

/** What espeak-ng writes of a text, phoneme by phoneme, for each of its words. */
export function espeakGroups(raw: string): string[][] {
  return raw
    .replace(/\([a-z]{2,3}(?:-[a-z0-9]+)*\)/gu, '_')
    .split(/[\s|]+/u)
    .map((group) => group.split('_').filter((phoneme) => phoneme !== ''))
    .filter((group) => group.length > 0);
}

export function scoreOf(words: readonly KnownWord[], accent: Accent, sources: PhonemeSources): Score {
  const language = accent === 'american' ? languages.a : languages.b;
  const voice = accent === 'american' ? 'en-us' : 'en';
  const score = { words: words.length, raw: 0, mapped: 0, ours: 0 };
  const differences: { word: string; misaki: string; ours: string }[] = [];
  for (const { word, misaki } of words) {
    const groups = espeakGroups(sources.espeak(word, voice));
    if (groups.map((group) => group.join('')).join(' ') === misaki) score.raw++;
    if (groups.map((group) => toMisaki(group, language.code).phonemes).join(' ') === misaki) score.mapped++;
    // Within a clause, before a consonant.
    const { phonemes, words: spoken } = phonemize(`${word} so`, language, sources);
    const ours = phonemes.slice(spoken[0]?.start, spoken[0]?.end);
    if (ours === misaki) score.ours++;
    else differences.push({ word, misaki, ours });
  }
  return { ...score, differences };
}
