import { alignWords, type Group } from './alignWords';
import { toBritish } from './english/british';
import type { PronouncingDictionary } from './english/cmudict';
import { likeDictionary } from './english/fromArpabet';
import { pronounceEnglish, type Accent } from './english/pronounceEnglish';
import { toMisaki } from './misaki';
import { readText, type TextItem, type TextWord } from './readText';
import { isSpeakable, tokenize } from './vocabulary';
import type { VoiceLanguage } from './voices';

/**
 * espeak-ng's phonemes of a text: `_` between phonemes, blanks between words, `|` or a line break between clauses.
 * The voice is one of espeak-ng's. Throws when it does not have the voice.
 */
export type EspeakPhonemes = (text: string, espeakVoice: string) => string;

/** What turns words into sounds. */
export interface PhonemeSources {
  readonly espeak: EspeakPhonemes;
  /** For American English; without it espeak-ng says every word that is not a common one. */
  readonly dictionary?: PronouncingDictionary | undefined;
}

export interface PhonemizedWord {
  /** Range in the text, UTF-16. */
  readonly from: number;
  readonly to: number;
  /** Range in the tokens. */
  readonly start: number;
  readonly end: number;
}

export interface Phonemized {
  /** In the model's alphabet, one token per code point; empty when there is nothing to speak. */
  readonly phonemes: string;
  readonly tokens: readonly number[];
  /** The words that sound, in order. */
  readonly words: readonly PhonemizedWord[];
  /** Sounds of espeak-ng that the model's alphabet lacks and that are not spoken, each once. */
  readonly unknown: readonly string[];
}

/** Marks that end a clause; espeak-ng speaks what lies between them as one. Quotes and brackets do not. */
const clauseMarks = new Set(';:,.!?—…');

/**
 * Turns a text into the phonemes and tokens that Kokoro was trained on. Punctuation stays where it is in the text,
 * words are separated as in the text. English is said word by word, other languages by clause, as misaki does. A
 * language without a front end gives nothing.
 */
export function phonemize(text: string, language: VoiceLanguage, sources: PhonemeSources): Phonemized {
  const items = readText(text);
  const spoken = pronounce(items, language, sources);
  let phonemes = '';
  let spaced = false;
  const words: PhonemizedWord[] = [];
  for (const item of items) {
    const sound = item.kind === 'word' ? (spoken.words.get(item) ?? '') : item.symbol;
    spaced ||= item.spaced;
    if (sound === '') continue;
    if (spaced && phonemes !== '') phonemes += ' ';
    spaced = false;
    const start = phonemes.length;
    phonemes += sound;
    if (item.kind === 'word') words.push({ from: item.from, to: item.to, start, end: phonemes.length });
  }
  if (!isSpeakable(phonemes)) return { phonemes: '', tokens: [], words: [], unknown: spoken.unknown };
  // All of the vocabulary lies in the Basic Multilingual Plane: UTF-16 offsets count tokens.
  return { phonemes, tokens: tokenize(phonemes).ids, words, unknown: spoken.unknown };
}

interface Spoken {
  readonly words: ReadonlyMap<TextWord, string>;
  readonly unknown: readonly string[];
}

function pronounce(
  items: readonly TextItem[],
  { code, espeakVoice }: VoiceLanguage,
  { espeak, dictionary }: PhonemeSources,
): Spoken {
  if (espeakVoice === undefined) return { words: new Map(), unknown: [] };
  if (code === 'a' || code === 'b') {
    const unknown = new Set<string>();
    const fallback = (word: string): string => sayAlone(word, { accent: code, espeakVoice, espeak, unknown });
    return { words: pronounceEnglish(items, { accent: code, dictionary, fallback }), unknown: [...unknown] };
  }
  return pronounceClauses(items, { code, espeakVoice }, espeak);
}

interface AloneOptions {
  readonly accent: Accent;
  readonly espeakVoice: string;
  readonly espeak: EspeakPhonemes;
  /** Gets the sounds that the model's alphabet lacks. */
  readonly unknown: Set<string>;
}

/** What espeak-ng makes of an English word by itself, in the model's alphabet. */
function sayAlone(word: string, { accent, espeakVoice, espeak, unknown }: AloneOptions): string {
  const written = parseGroups(pronounceAlone(word, espeakVoice, espeak)).map((group) =>
    toMisaki(group, accent),
  );
  written.flatMap((group) => group.unknown).forEach((symbol) => unknown.add(symbol));
  return written
    .map(({ phonemes }) => {
      if (accent === 'b') return toBritish(phonemes, word.toLowerCase());
      return /^[a-z]+$/u.test(word) ? likeDictionary(phonemes, word) : phonemes;
    })
    .filter((sound) => sound !== '')
    .join(' ');
}

function pronounceClauses(
  items: readonly TextItem[],
  { code, espeakVoice }: { readonly code: VoiceLanguage['code']; readonly espeakVoice: string },
  espeak: EspeakPhonemes,
): Spoken {
  const words = new Map<TextWord, string>();
  const unknown = new Set<string>();
  const clauseGroups = (text: string): Group[] => parseGroups(espeak(text, espeakVoice));
  const aloneGroups = (text: string): Group[] => parseGroups(pronounceAlone(text, espeakVoice, espeak));
  for (const clause of clausesOf(items)) {
    wordGroups(clause, clauseGroups, aloneGroups).forEach((groups, index) => {
      const written = groups.map((group) => toMisaki(group, code));
      written.flatMap((group) => group.unknown).forEach((symbol) => unknown.add(symbol));
      const word = clause[index];
      const sounds = written.map((group) => group.phonemes).filter((sound) => sound !== '');
      if (word !== undefined) words.set(word, sounds.join(' '));
    });
  }
  return { words, unknown: [...unknown] };
}

/** Characters of a clause that espeak-ng gets at once: aligning a clause takes the square of its length. */
const LONGEST_CLAUSE = 200;

/** The words between two clause marks, for each clause that has any. What has no marks is cut at some word. */
function clausesOf(items: readonly TextItem[]): TextWord[][] {
  const clauses: TextWord[][] = [[]];
  let length = 0;
  for (const item of items) {
    const isWord = item.kind === 'word';
    if (isWord) length += item.text.length;
    if (isWord ? length > LONGEST_CLAUSE : clauseMarks.has(item.symbol)) {
      clauses.push([]);
      length = isWord ? item.text.length : 0;
    }
    if (isWord) clauses.at(-1)?.push(item);
  }
  return clauses.filter((clause) => clause.length > 0);
}

/**
 * The groups of each word of a clause. Plain words that come out as one group each need no alignment; anything else
 * is compared with what espeak-ng makes of each word alone.
 */
function wordGroups(
  clause: readonly TextWord[],
  groupsOf: (text: string) => Group[],
  aloneGroupsOf: (word: string) => Group[],
): Group[][] {
  const groups = groupsOf(clause.map((word) => word.text).join(' '));
  if (clause.length === 1) return [groups];
  if (groups.length === clause.length && clause.every((word) => isPlain(word.text))) {
    return groups.map((group) => [group]);
  }
  return alignWords(
    groups,
    clause.map((word) => aloneGroupsOf(word.text)),
  );
}

/** Enough for every word of a long novel, a few megabytes. */
const REMEMBERED_WORDS = 30_000;

/** What each espeak-ng made of single words: they come again and again, and each takes it a millisecond. */
const remembered = new WeakMap<EspeakPhonemes, Map<string, string>>();

function pronounceAlone(word: string, espeakVoice: string, espeak: EspeakPhonemes): string {
  const words = remembered.get(espeak) ?? new Map<string, string>();
  remembered.set(espeak, words);
  const key = `${espeakVoice} ${word}`;
  const known = words.get(key);
  if (known !== undefined) return known;
  if (words.size >= REMEMBERED_WORDS) words.clear();
  const phonemes = espeak(word, espeakVoice);
  words.set(key, phonemes);
  return phonemes;
}

/** Letters only, without capitals inside: such a word is one group unless it is fused with its neighbour. */
function isPlain(word: string): boolean {
  return /^[\p{L}\p{M}][\p{Ll}\p{Lo}\p{M}']*$/u.test(word);
}

/** Reads espeak-ng's notation. Flags of a language switch such as `(en)` and empty phonemes are left out. */
function parseGroups(raw: string): Group[] {
  return raw
    .replace(/\([a-z]{2,3}(?:-[a-z0-9]+)*\)/gu, '_')
    .split(/[\s|]+/u)
    .map((group) => group.split('_').filter((phoneme) => phoneme !== ''))
    .filter((group) => group.length > 0);
}
