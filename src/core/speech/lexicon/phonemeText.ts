import { isSpeakable, vocabulary } from '../kokoro/vocabulary';

/** A symbol that cannot stand in phonemes. */
export interface PhonemeFault {
  /** Offset of the symbol, in UTF-16 units. */
  readonly at: number;
  /** Length of the symbol; 0 where something is missing. */
  readonly length: number;
  /** One sentence. */
  readonly message: string;
}

/** What was most likely meant by a symbol that the alphabet lacks, or that is punctuation in it. */
const meant: Readonly<Record<string, string>> = {
  g: 'ɡ',
  "'": 'ˈ',
  '’': 'ˈ',
  '`': 'ˈ',
  ',': 'ˌ',
  ':': 'ː',
  ɫ: 'l',
  ɝ: 'ɜɹ',
  ʉ: 'u',
  ʍ: 'w',
  ɵ: 'ə',
  B: 'b',
  D: 'd',
  E: 'ɛ',
  F: 'f',
  K: 'k',
  L: 'l',
  M: 'm',
  N: 'ŋ',
  P: 'p',
  R: 'ɹ',
  Z: 'ʒ',
};

/** Part of the model's alphabet, and no sound: a pause inside a word is nothing that a writer means. */
const punctuation = /[;:,.!?—…"()“”]/u;

/** The first symbol that Kokoro's alphabet lacks, where there is one. Phonemes without a sound are a fault too. */
export function phonemeFault(phonemes: string): PhonemeFault | undefined {
  let at = 0;
  for (const symbol of phonemes) {
    if (!vocabulary.has(symbol) || punctuation.test(symbol)) {
      const hint = meant[symbol];
      const what = hint === undefined ? '' : `: did you mean “${hint}”`;
      const message = `“${symbol}” is no phoneme of Kokoro's (column ${at + 1})${what}.`;
      return { at, length: symbol.length, message };
    }
    at += symbol.length;
  }
  if (isSpeakable(phonemes)) return undefined;
  return { at: 0, length: phonemes.length, message: 'There is no sound in these phonemes (column 1).' };
}

/** Phonemes of an English name with its possessive `'s`, by the sound that it ends in (as English grammar has it). */
export function withPossessive(phonemes: string, language: string): string {
  const last = Array.from(phonemes.replace(/[ˈˌː\s]+$/u, '')).at(-1) ?? '';
  if ('szʃʒʧʤ'.includes(last)) return `${phonemes}${/^en-gb\b/iu.test(language) ? 'ɪz' : 'ᵻz'}`;
  return `${phonemes}${'ptkfθT'.includes(last) ? 's' : 'z'}`;
}

/** Reads what a person types: phonemes between slashes, else other letters. */
export function readSaying(typed: string): { respelling: string } | { phonemes: string } {
  const text = typed.normalize('NFC').trim();
  const [, phonemes] = /^\/(.*)\/$/u.exec(text) ?? [];
  return phonemes === undefined ? { respelling: text } : { phonemes: phonemes.trim() };
}

/** A saying as a person types it. */
export function sayingText(say: { respelling: string } | { phonemes: string }): string {
  return 'phonemes' in say ? `/${say.phonemes}/` : say.respelling;
}
