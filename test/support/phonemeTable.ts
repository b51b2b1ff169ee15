import { readFile } from 'node:fs/promises';
import { commonWord } from '../../src/core/speech/kokoro/english/commonWords';
import { heteronym } from '../../src/core/speech/kokoro/english/heteronyms';
import { toMisaki } from '../../src/core/speech/kokoro/misaki';
import { phonemize, type PhonemeSources } from '../../src/core/speech/kokoro/phonemes';
import { languages, type LanguageCode, type VoiceLanguage } from '../../src/core/speech/kokoro/voices';
import { espeakGroups } from './phonemeYardstick';

/** Why a word is not what espeak-ng says, symbol by symbol. */
export const rules = {
  next: 'a weak word takes its form from the sound after it',
  common: 'a common word, as in every sentence',
  heteronym: 'one spelling with two sounds, told apart by the words around',
  letters: 'read letter by letter',
  compound: 'a compound: its parts, with one primary stress',
  dictionary: 'from the pronouncing dictionary',
  ending: 'a stem of the pronouncing dictionary with an ending',
  capital: 'a capital gives a weak word a stress',
  british: 'the British vowels of the model',
  alphabet: 'written as the dictionary writes weak vowels',
  alone: 'said as if it stood alone',
  clause: 'said with the words around it',
} as const;

export type Rule = keyof typeof rules;

export interface SentenceRow {
  readonly code: LanguageCode;
  readonly text: string;
  /** As they were looked over. */
  readonly expected: string;
}

export interface ExplainedSentence extends SentenceRow {
  readonly phonemes: string;
  /** What espeak-ng writes of the whole sentence, which is what others send to the model. */
  readonly raw: string;
  /** The same in the model's alphabet. */
  readonly mapped: string;
  /** Every word that differs from the mapping, in order. */
  readonly differences: readonly WordDifference[];
}

export interface WordDifference {
  readonly word: string;
  readonly phonemes: string;
  readonly mapped: string;
  /** Undefined when no rule explains it. */
  readonly rule: Rule | undefined;
}

export async function readSentences(): Promise<SentenceRow[]> {
  const text = await readFile('test/fixtures/phonemes/sentences.tsv', 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [code, sentence = '', expected = ''] = line.split('\t');
      return { code: code as LanguageCode, text: sentence, expected };
    });
}

export function explain(row: SentenceRow, sources: PhonemeSources): ExplainedSentence {
  const language = languages[row.code];
  const { phonemes, words } = phonemize(row.text, language, sources);
  const written = espeakGroups(sources.espeak(row.text, language.espeakVoice ?? ''));
  const spoken = words.map(({ from, to, start, end }) => ({
    word: row.text.slice(from, to),
    phonemes: phonemes.slice(start, end),
  }));
  const differences = spoken.flatMap((spokenWord, index) => {
    const mapped = mappedAlone(spokenWord.word, language, sources);
    if (spokenWord.phonemes === mapped) return [];
    const around = { before: plain(spoken[index - 1]?.word), after: plain(spoken[index + 1]?.word) };
    return [{ ...spokenWord, mapped, rule: ruleOf(spokenWord.word, around, row.code, sources) }];
  });
  const raw = written.map((group) => group.join('')).join(' ');
  const mapped = written.map((group) => toMisaki(group, row.code).phonemes).join(' ');
  return { ...row, phonemes, raw, mapped, differences };
}

function mappedAlone(
  word: string,
  { code, espeakVoice = '' }: VoiceLanguage,
  { espeak }: PhonemeSources,
): string {
  return espeakGroups(espeak(word, espeakVoice))
    .map((group) => toMisaki(group, code).phonemes)
    .join(' ');
}

function plain(word = ''): string {
  return word.toLowerCase().replace(/[‘’]/gu, "'");
}

function ruleOf(
  written: string,
  around: { readonly before: string; readonly after: string },
  code: LanguageCode,
  { dictionary }: PhonemeSources,
): Rule | undefined {
  const word = plain(written).replace(/^'/u, '');
  if (code !== 'a' && code !== 'b') return 'clause';
  if (/^(?:an?|am|the|to|in|i|that|used)$/u.test(word)) return 'next';
  if (commonWord(word, code)) return written === word ? 'common' : 'capital';
  if (code === 'a' && heteronym(word, around) !== undefined) return 'heteronym';
  if (/^(?:[A-Z]\.?){2,}$/u.test(written) && dictionary?.get(word) === undefined) return 'letters';
  if (code === 'b') return 'british';
  if (dictionary?.get(word) !== undefined) return 'dictionary';
  if (/[-–]/u.test(written)) return 'compound';
  if (/(?:s|ed|ing|ly|ness|less|ful|ment|ship)'?$|^un|our|is/u.test(word)) return 'ending';
  if (/^[a-z]+$/u.test(word)) return 'alphabet';
  return undefined;
}

/** The page docs/phonemes.md. */
export function renderPhonemeTable(sentences: readonly ExplainedSentence[]): string {
  const used = new Set(sentences.flatMap(({ differences }) => differences.map(({ rule }) => rule)));
  return [
    '# How sentences become phonemes',
    'Kokoro was trained on the alphabet of the phonemizer misaki. These sentences are shown as StoryFlow sends them to the',
    'model, as espeak-ng writes them, and as that looks in the model’s alphabet symbol by symbol. Below each stands why its',
    'words differ from what espeak-ng says of them. This page is written by `npm run docs:phonemes`; do not edit it.',
    '',
    '## The rules',
    '',
    ...Object.entries(rules)
      .filter(([rule]) => used.has(rule as Rule))
      .map(([rule, meaning]) => `- **${rule}**: ${meaning}`),
    '',
    '## The sentences',
    ...sentences.map(section),
    '',
  ].join('\n');
}

function section({ code, text, phonemes, raw, mapped, differences }: ExplainedSentence): string {
  const words = differences.map(({ word, phonemes, rule }) => `${word} ${phonemes} (${rule ?? '?'})`);
  return [
    `\n### ${text.replaceAll('{', '\\{').replaceAll('[', '\\[')}`,
    '',
    `- ${languages[code].name}: \`${phonemes}\``,
    `- espeak-ng: \`${raw}\``,
    `- mapped: \`${mapped}\``,
    ...(words.length > 0 ? [`- ${words.join(', ')}`] : []),
  ].join('\n');
}
