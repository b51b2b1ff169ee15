import { numberWords, type NumberWords } from './numberWords';

/** What the rules of English need to know of the kind of English. */
export interface Dialect {
  /** "May fifth", and 5/6 is a day in May; elsewhere it is "the fifth of June". */
  readonly american: boolean;
  readonly words: NumberWords;
}

/** By its BCP 47 tag. English without a country is taken for American, as Kokoro's voices are named. */
export function dialectOf(language: string): Dialect {
  const american = /^en(?:$|-(?:[a-z]{4}-)?(?:US|CA|PH)\b)/i.test(language);
  return { american, words: numberWords({ and: !american }) };
}
