import type { TextItem, TextWord } from '../readText';
import type { LanguageCode } from '../voices';
import type { PronouncingDictionary } from './cmudict';
import { commonWord } from './commonWords';
import { americanSpelling, byStem, withEnding } from './endings';
import { fromArpabet } from './fromArpabet';
import { heteronym, type Neighbours } from './heteronyms';
import { spelled } from './letters';
import { joinCompound, withStress } from './stress';

export type Accent = Extract<LanguageCode, 'a' | 'b'>;

export interface EnglishSources {
  readonly accent: Accent;
  /** Used for American English only. */
  readonly dictionary: PronouncingDictionary | undefined;
  /** What espeak-ng makes of a word by itself, in the model's alphabet. */
  readonly fallback: (word: string) => string;
}

/** What is known of the rest of the clause while it is read from its end. */
interface Ahead {
  /** Whether the next sound is a vowel; undefined at the end of a clause. */
  readonly vowel: boolean | undefined;
  readonly word: string;
}

const END: Ahead = { vowel: undefined, word: '' };

/**
 * The phonemes of each word of a text, as misaki says them: word by word, each by a table of common words, the
 * pronouncing dictionary, its stem, its letters, and only then by espeak-ng. What a weak word such as "the" sounds
 * like depends on the sound after it, so the text is read from its end. Linear in the text.
 */
export function pronounceEnglish(
  items: readonly TextItem[],
  sources: EnglishSources,
): ReadonlyMap<TextWord, string> {
  const spoken = new Map<TextWord, string>();
  let ahead = END;
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index];
    if (item?.kind === 'mark') {
      // Quotes and brackets do not end a clause.
      if (/[;:,.!?—…]/u.test(item.symbol)) ahead = END;
    } else if (item) {
      const previous = items[index - 1];
      const before = previous?.kind === 'word' ? previous.text.toLowerCase() : '';
      const phonemes = inContext(item.text, { before, after: ahead.word }, ahead, sources);
      spoken.set(item, phonemes);
      ahead = { vowel: startsWithVowel(phonemes) ?? ahead.vowel, word: item.text.toLowerCase() };
    }
  }
  return spoken;
}

function startsWithVowel(phonemes: string): boolean | undefined {
  const first = /[^ˈˌ\s]/u.exec(phonemes)?.[0];
  return first === undefined ? undefined : /[AIOQWYaiuæɑɐɒɔəɛɜɪʊʌᵻ]/u.test(first);
}

function inContext(text: string, neighbours: Neighbours, ahead: Ahead, sources: EnglishSources): string {
  const lower = text.toLowerCase();
  const { accent } = sources;
  const weak = weakForm(text, lower, neighbours, ahead, accent);
  if (weak !== undefined) return weak;
  const common = commonWord(lower, accent);
  if (common) return withCase(ahead.vowel === undefined ? common.end : common.inside, text);
  const said = accent === 'a' ? heteronym(lower, neighbours) : undefined;
  return said === undefined ? pronounceWord(text, sources) : withCase(said, text);
}

/** Words that misaki takes apart by what follows. */
function weakForm(
  text: string,
  lower: string,
  { before, after }: Neighbours,
  { vowel }: Ahead,
  accent: Accent,
): string | undefined {
  const isEnd = vowel === undefined;
  switch (lower) {
    case 'a':
      return isEnd || before === 'vitamin' ? 'ˈA' : 'ɐ';
    case 'an':
      return 'ɐn';
    case 'i':
      return text === 'I' ? 'ˌI' : 'ˈI';
    case 'am':
      return text === 'am' && !isEnd ? 'ɐm' : accent === 'a' ? 'æm' : 'am';
    case 'the':
      return vowel === true ? 'ði' : 'ðə';
    case 'to':
      if (isEnd) return accent === 'a' ? 'tu' : 'tuː';
      return vowel ? 'tʊ' : 'tə';
    case 'in':
      return isEnd ? 'ˈɪn' : 'ɪn';
    case 'that':
      // The pronoun, as opposed to the conjunction.
      if (isEnd || /^(?:is|was|will|would)$/u.test(after)) return accent === 'a' ? 'ðˈæt' : 'ðˈat';
      return undefined;
    case 'used':
      if (after === 'to') return accent === 'a' ? 'jˈust' : 'jˈuːst';
      return accent === 'a' ? 'jˈuzd' : 'jˈuːzd';
    default:
      return undefined;
  }
}

/** A capital gives a weak word a stress, and capitals throughout a strong one. */
function withCase(phonemes: string, text: string): string {
  if (text === text.toLowerCase()) return phonemes;
  return withStress(phonemes, text === text.toUpperCase() && text.length > 1 ? 'strong' : 'some');
}

/** A word by itself, whatever stands around it. */
function pronounceWord(text: string, sources: EnglishSources): string {
  const whole = known(text, sources);
  if (whole !== undefined) return whole;
  // "well-known", "Cookie_Monster"
  const parts = text.split(/[-_]+/u).filter((part) => part !== '');
  if (parts.length > 1 && parts.every((part) => /^[\p{L}']+$/u.test(part))) {
    return joinCompound(parts.map((part) => inCompound(part, sources)));
  }
  return sources.fallback(text);
}

function inCompound(part: string, sources: EnglishSources): string {
  const common = commonWord(part.toLowerCase(), sources.accent);
  if (common) return withCase(common.inside, part);
  const lower = part.toLowerCase();
  if (lower === 'the' || lower === 'to' || lower === 'a')
    return lower === 'a' ? 'ɐ' : lower === 'the' ? 'ðə' : 'tə';
  return known(part, sources) ?? sources.fallback(part);
}

/** Without espeak-ng; undefined when nothing knows the word. */
function known(text: string, { accent, dictionary }: EnglishSources): string | undefined {
  if (/^(?:\p{L}\.)+\p{L}?\.?$/u.test(text)) return spelled(text, accent);
  if (/^[a-zA-Z]$/u.test(text)) return spelled(text, accent);
  const lower = text.toLowerCase();
  const isLong = text.length > LONGEST_WORD;
  const found = dictionary && accent === 'a' && !isLong ? inDictionary(lower, dictionary) : undefined;
  if (found !== undefined) return withCase(found, text);
  // Capitals that are no word are read one by one.
  return /^[A-Z]{2,5}$/u.test(text) ? spelled(text, accent) : undefined;
}

/** Letters of a word that may be in a dictionary. */
const LONGEST_WORD = 40;

/** Enough for every word of a long novel, a few megabytes. */
const REMEMBERED = 30_000;

/** What a dictionary says of single words: they come again and again, and each takes some microseconds. */
const remembered = new WeakMap<PronouncingDictionary, Map<string, string | undefined>>();

function inDictionary(word: string, dictionary: PronouncingDictionary): string | undefined {
  const words = remembered.get(dictionary) ?? new Map<string, string | undefined>();
  remembered.set(dictionary, words);
  if (words.has(word)) return words.get(word);
  if (words.size >= REMEMBERED) words.clear();
  const lookUp = (stem: string): string | undefined => {
    const phones = dictionary.get(stem) ?? dictionary.get(americanSpelling(stem));
    return commonWord(stem, 'a')?.end ?? (phones === undefined ? undefined : fromArpabet(stem, phones));
  };
  const phonemes = alike(lookUp(word), byStem(word, lookUp)) ?? withEnding(word, lookUp);
  words.set(word, phonemes);
  return phonemes;
}

/** Of two pronunciations that differ in weak vowels only, the second: misaki's dictionary has few inflected words. */
function alike(own: string | undefined, stemmed: string | undefined): string | undefined {
  if (own === undefined || stemmed === undefined) return own;
  const skeleton = (phonemes: string): string =>
    phonemes
      .replace(/[əɪᵻᵊ]/gu, '')
      .replaceAll('T', 't')
      .replaceAll('ɔ', 'ɑ');
  return skeleton(own) === skeleton(stemmed) ? stemmed : own;
}
