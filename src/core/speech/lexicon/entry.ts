/** How a word is said: with other letters, or in Kokoro's phonemes. */
export type Saying = { readonly respelling: string } | { readonly phonemes: string };

/**
 * Which letters a word has to be written with: `exact` as it stands in the lexicon, `any` in capitals or not. Undefined
 * for what is usual: a word in small letters counts in any case, one with capitals as it stands and all in capitals, so
 * that Rose is not every rose.
 */
export type CaseRule = 'exact' | 'any' | undefined;

/** A word or a phrase, and how it is said wherever it stands as a whole. */
export interface LexiconEntry {
  readonly word: string;
  readonly say: Saying;
  /** A BCP 47 tag: `en` counts for en-US and en-GB. Undefined for every language. */
  readonly language: string | undefined;
  readonly caseRule: CaseRule;
}

/** Whether two entries are about the same, so that only one of them can count. */
export function entryKey({ word, language, caseRule }: Omit<LexiconEntry, 'say'>): string {
  const written = canonical(word);
  const letters = caseRule === 'any' ? written.toLowerCase() : written;
  return JSON.stringify([letters, language?.toLowerCase() ?? '', caseRule ?? '']);
}

/** Whether an entry or a story's text is in a language that a tag stands for. */
export function speaks(language: string, tag: string | undefined): boolean {
  if (tag === undefined) return true;
  const wanted = tag.toLowerCase();
  const spoken = language.toLowerCase();
  return spoken === wanted || spoken.startsWith(`${wanted}-`);
}

/** A text in one way of writing it: composed letters, one kind of apostrophe, hyphen and blank. */
export function canonical(text: string): string {
  // Most of all text is plain already, and this is asked for every word of a story.
  if (/^[A-Za-z]*$/u.test(text)) return text;
  return text.normalize('NFC').replace(/[’ʼ]/gu, "'").replace(/[‐‑]/gu, '-').replace(/\s+/gu, ' ');
}
