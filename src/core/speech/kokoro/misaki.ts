import type { LanguageCode } from './voices';
import { vocabulary } from './vocabulary';

/*
 * Kokoro v1.0 was trained on the alphabet of the phonemizer misaki: diphthongs and affricates are one letter each.
 * The tables follow misaki's own conversion from espeak-ng (misaki/espeak.py of hexgrad/misaki), which works on
 * whole phonemes; so does this one, because espeak-ng separates its phonemes. Two phonemes that merely meet, as the
 * t and ʃ of "merchantship", are not an affricate.
 */

/** From a part of one espeak-ng phoneme to the model's symbols. */
type PhonemeTable = Readonly<Record<string, string>>;

interface Alphabet {
  readonly table: PhonemeTable;
  /** Two neighbouring phonemes of one word, joined by `_`, that are spoken differently together. */
  readonly pairs: PhonemeTable;
}

/** What both kinds of English share. A diphthong is a capital; a tap is T, and a glottal stop counts as a t. */
const english: PhonemeTable = {
  aɪ: 'I',
  aʊ: 'W',
  eɪ: 'A',
  ɔɪ: 'Y',
  dʒ: 'ʤ',
  tʃ: 'ʧ',
  əl: 'ᵊl',
  'm\u0329': 'ᵊm',
  'n\u0329': 'ᵊn',
  'l\u0329': 'ᵊl',
  ɚ: 'əɹ',
  ɐ: 'ə',
  e: 'A',
  o: 'ɔ',
  r: 'ɹ',
  x: 'k',
  ç: 'k',
  ɾ: 'T',
  ʔ: 't',
  ʲo: 'jo',
  ʲə: 'jə',
  ʲ: '',
  '\u0303': '',
  '\u0329': '',
};

const englishPairs: PhonemeTable = { 'ʔ_n\u0329': 'tn' };

/** American English has no length marks; the vowel of "bird" is written with its r. */
const american: Alphabet = {
  table: { ...english, oʊ: 'O', ɜːɹ: 'ɜɹ', ɜː: 'ɜɹ', ɪə: 'iə', ː: '' },
  pairs: { ...englishPairs, ɜː_ɹ: 'ɜɹ' },
};

const british: Alphabet = {
  table: { ...english, əʊ: 'Q', eə: 'ɛː', iə: 'ɪə' },
  pairs: englishPairs,
};

const otherLanguages: Alphabet = {
  table: {
    aɪ: 'I',
    aʊ: 'W',
    dz: 'ʣ',
    dʒ: 'ʤ',
    eɪ: 'A',
    oʊ: 'O',
    əʊ: 'Q',
    ss: 'S',
    ts: 'ʦ',
    tʃ: 'ʧ',
    ɔɪ: 'Y',
  },
  pairs: {},
};

/** The nearest symbol for sounds of espeak-ng that the model has no symbol for; empty when it is best left out. */
const nearest: PhonemeTable = {
  'r.': 'ɽ',
  '-': '',
  ä: 'a',
  ã: 'a\u0303',
  ẽ: 'e\u0303',
  ĩ: 'i\u0303',
  õ: 'o\u0303',
  ũ: 'u\u0303',
  g: 'ɡ',
  ɓ: 'b',
  ɗ: 'd',
  ɘ: 'ə',
  ɝ: 'ɜɹ',
  ɞ: 'ɜ',
  ɢ: 'ɡ',
  ɦ: 'h',
  ħ: 'h',
  ɫ: 'l',
  ɬ: 'l',
  ɭ: 'l',
  ɮ: 'l',
  ʟ: 'l',
  ɱ: 'm',
  ɵ: 'ə',
  ɶ: 'œ',
  ʀ: 'ʁ',
  ʉ: 'u',
  ʍ: 'w',
  ʏ: 'y',
  ʐ: 'ʒ',
  ʑ: 'ʒ',
  ʕ: '',
  ʱ: 'ʰ',
  ʷ: 'w',
  ʼ: '',
  ˑ: 'ː',
  '\u0329': '',
  '\u032a': '',
  '\u032f': '',
  '\u0361': '',
};

export interface MisakiWord {
  /** Only symbols of the vocabulary. */
  readonly phonemes: string;
  /** What espeak-ng wrote and no table knows; it is not spoken. */
  readonly unknown: readonly string[];
}

/** Writes one group of espeak-ng's phonemes, stress marks included, in the alphabet that the model was trained on. */
export function toMisaki(group: readonly string[], language: LanguageCode): MisakiWord {
  const { table, pairs } = alphabetOf(language);
  const unknown: string[] = [];
  let phonemes = '';
  for (let index = 0; index < group.length; index++) {
    const phoneme = group[index] ?? '';
    const next = group[index + 1];
    const stress = /^[ˈˌ]*/u.exec(phoneme)?.[0] ?? '';
    const sound = phoneme.slice(stress.length);
    const pair = next === undefined ? undefined : pairs[`${sound}_${next.replace(/^[ˈˌ]+/u, '')}`];
    if (pair !== undefined) index++;
    phonemes += stress + (pair ?? convert(sound, table, unknown));
  }
  return { phonemes, unknown };
}

function alphabetOf(language: LanguageCode): Alphabet {
  if (language === 'a') return american;
  if (language === 'b') return british;
  return otherLanguages;
}

/** Replaces the longest known parts of one phoneme from the left. */
function convert(sound: string, table: PhonemeTable, unknown: string[]): string {
  let converted = '';
  let at = 0;
  while (at < sound.length) {
    const part = longestKey(sound, at, table) ?? unlisted(sound, at);
    const symbols = table[part] ?? (vocabulary.has(part) ? part : nearest[part]);
    if (symbols === undefined) unknown.push(part);
    converted += symbols ?? '';
    at += part.length;
  }
  return converted;
}

function longestKey(sound: string, at: number, table: PhonemeTable): string | undefined {
  for (let length = Math.min(3, sound.length - at); length > 0; length--) {
    const part = sound.slice(at, at + length);
    if (Object.hasOwn(table, part)) return part;
  }
  return undefined;
}

/** The next letter, with the full stop that espeak-ng writes after a retroflex r. */
function unlisted(sound: string, at: number): string {
  if (sound.startsWith('r.', at)) return 'r.';
  return String.fromCodePoint(sound.codePointAt(at) ?? 0);
}
