import { canonical, entryKey, type LexiconEntry } from './entry';
import { entrySchema, LEXICON_VERSION, parseLexicon } from './parseLexicon';

/**
 * The text of a lexicon with an entry added, in place of one about the same word. Undefined for a text that cannot be
 * read. Entries that do not count and keys that are not known here are kept.
 */
export function withEntry(source: string | undefined, entry: LexiconEntry): string | undefined {
  const raw = rawEntries(source);
  if (!raw) return undefined;
  const key = entryKey(entry);
  const at = raw.findIndex((each) => keyOf(each) === key);
  const { word, language, caseRule, say } = entry;
  const added = {
    ...without(at === -1 ? {} : raw[at], ['word', 'respelling', 'phonemes', 'language', 'case']),
    word,
    ...say,
    ...(language === undefined ? {} : { language }),
    ...(caseRule === undefined ? {} : { case: caseRule }),
  };
  return formatLexicon([...raw.filter((each) => keyOf(each) !== key), added]);
}

/** The text of a lexicon without entries about a word, of a language where one is named, and how many those were. */
export function withoutWord(
  source: string | undefined,
  word: string,
  language?: string,
): { text: string; removed: number } | undefined {
  const raw = rawEntries(source);
  if (!raw) return undefined;
  const kept = raw.filter((each) => {
    const { data } = entrySchema.safeParse(each);
    if (!data || canonical(data.word) !== canonical(word.trim())) return true;
    return language !== undefined && data.language?.toLowerCase() !== language.toLowerCase();
  });
  return { text: formatLexicon(kept), removed: raw.length - kept.length };
}

/** The file's text: one entry a line, in an order that depends on nothing but the entries, so that git can merge it. */
export function formatLexicon(entries: readonly unknown[]): string {
  const lines = entries.map((entry) => JSON.stringify(ordered(entry))).sort(byCodeUnits);
  const list = lines.map((line) => `\n    ${line}`).join(',');
  return `{\n  "version": ${LEXICON_VERSION},\n  "entries": [${list}${list ? '\n  ' : ''}]\n}\n`;
}

function rawEntries(source: string | undefined): readonly unknown[] | undefined {
  if (source === undefined || source.trim() === '') return [];
  if (!parseLexicon(source).isReadable) return undefined;
  const { entries } = JSON.parse(source.replace(/^\uFEFF/u, '')) as { entries: readonly unknown[] };
  return entries;
}

function keyOf(raw: unknown): string | undefined {
  const { data } = entrySchema.safeParse(raw);
  return data && entryKey({ word: data.word, language: data.language, caseRule: data.case });
}

function ordered(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return entry;
  const known = ['word', 'language', 'case', 'respelling', 'phonemes'];
  const values = new Map(Object.entries(entry));
  const others = [...values.keys()].filter((key) => !known.includes(key)).sort(byCodeUnits);
  return Object.fromEntries(
    [...known, ...others].flatMap((key) => (values.has(key) ? [[key, values.get(key)]] : [])),
  );
}

function without(entry: unknown, keys: readonly string[]): object {
  if (typeof entry !== 'object' || entry === null) return {};
  return Object.fromEntries(Object.entries(entry).filter(([key]) => !keys.includes(key)));
}

function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
