import type { PhonemeRange, Range } from '../../model';
import type { Phonemized, PhonemizedWord } from './phonemes';
import { isSpeakable, tokenize } from './vocabulary';

/** A word for the place of given phonemes: plain, and of the kind that the words before it are spoken for. */
const VOWEL_WORD = 'abba';
const CONSONANT_WORD = 'bab';

/**
 * The phonemes of a text, parts of which are given. Around them the text is phonemized as a whole, so that "the" and "a"
 * are spoken as the sound that follows asks for, and clauses stay what they are.
 */
export function phonemizePronounced(
  text: string,
  pronunciations: readonly PhonemeRange[],
  phonemize: (text: string) => Phonemized,
): Phonemized {
  if (pronunciations.length === 0) return phonemize(text);
  const { readable, stands, toText } = withStandIns(text, pronunciations);
  const read = phonemize(readable);
  const words: PhonemizedWord[] = [];
  let phonemes = '';
  let copied = 0;
  for (const word of read.words) {
    phonemes += read.phonemes.slice(copied, word.start);
    copied = word.end;
    const stand = stands.find(({ from, to }) => word.from < to && from < word.to);
    const last = words.at(-1);
    // A stand-in that came out as two words is one all the same.
    if (stand && last?.from === stand.pronunciation.from) {
      phonemes = phonemes.slice(0, last.end);
      continue;
    }
    const start = phonemes.length;
    phonemes += stand ? stand.pronunciation.phonemes : read.phonemes.slice(word.start, word.end);
    const { from, to } = stand?.pronunciation ?? { from: toText(word.from), to: toText(word.to) };
    words.push({ from, to, start, end: phonemes.length });
  }
  phonemes += read.phonemes.slice(copied);
  if (!isSpeakable(phonemes)) return { ...read, phonemes: '', tokens: [], words: [] };
  return { ...read, phonemes, tokens: tokenize(phonemes).ids, words };
}

interface StandIn extends Range {
  readonly pronunciation: PhonemeRange;
}

function withStandIns(text: string, pronunciations: readonly PhonemeRange[]) {
  const stands: StandIn[] = [];
  /** Where the readable text begins to be so much longer than the text. */
  const shifts: { readonly at: number; readonly by: number }[] = [{ at: 0, by: 0 }];
  let readable = '';
  let copied = 0;
  for (const pronunciation of pronunciations) {
    const { from, to, phonemes } = pronunciation;
    readable += text.slice(copied, from);
    // A hyphen would make one word of it and its neighbour.
    if (/[\p{L}\p{M}\p{N}-]$/u.test(readable)) readable += ' ';
    const at = readable.length;
    readable += /^[ˈˌ]*[aeiouæɑɐɒɔəɚɛɜɪɨøœʊʌɣɤyAIOQWYᵊᵻ]/u.test(phonemes) ? VOWEL_WORD : CONSONANT_WORD;
    stands.push({ from: at, to: readable.length, pronunciation });
    if (/^[\p{L}\p{M}\p{N}-]/u.test(text.slice(to, to + 2))) readable += ' ';
    shifts.push({ at: readable.length, by: readable.length - to });
    copied = to;
  }
  readable += text.slice(copied);
  const toText = (at: number) => at - (shifts.findLast((shift) => shift.at <= at)?.by ?? 0);
  return { readable, stands, toText };
}
