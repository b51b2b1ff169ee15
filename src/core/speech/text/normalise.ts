import type { SpokenText } from '../../model';
import { commonRules } from './commonRules';
import { englishRules } from './english/englishRules';
import { isEnglish } from './isEnglish';
import { indexRules, type RuleIndex } from './ruleIndex';
import { SpokenForm } from './spokenForm';
import { isPlainSpace, tokenAt } from './tokens';

/**
 * The spoken form of a text: numbers, money, times, titles and the like as words in English; in other
 * languages only white space and invisible characters change, since espeak-ng reads their numbers itself.
 * What no rule is sure of stays exactly as it is. A span's source is a range of `text`; `language` is a
 * BCP 47 tag. Takes time in proportion to the text.
 */
export function normalise(text: string, language: string): SpokenText {
  const rules = rulesOf(language);
  const spoken = new SpokenForm(text);
  let before = { word: '', end: 0 };
  let at = 0;
  while (at < text.length) {
    if (isPlainSpace(text, at)) at++;
    const token = tokenAt(text, at);
    const said = rules.sayAt(text, at, token, at - before.end <= REACH ? before.word : '');
    if (said) spoken.replace(at, said.end, said.text);
    const end = said?.end ?? token.end;
    if (end > token.end) before = lastWord(text, end);
    else if (token.start === 'word') before = { word: text.slice(at, end), end };
    at = end;
  }
  return spoken.finished();
}

/** How far behind its end a word still counts as the one before: "Sept. 5", "ISBN: 0". */
const REACH = 2;

const LAST_WORD = /(\p{L}{1,24})([^\p{L}]{0,2})$/u;

/** The last word before `end`, if there is one near it. */
function lastWord(text: string, end: number): { word: string; end: number } {
  const [, word = '', rest = ''] = LAST_WORD.exec(text.slice(Math.max(0, end - 26), end)) ?? [];
  return { word, end: end - rest.length };
}

const byLanguage = new Map<string, RuleIndex>();

function rulesOf(language: string): RuleIndex {
  const known = byLanguage.get(language);
  if (known) return known;
  const index = indexRules(isEnglish(language) ? [...commonRules, ...englishRules(language)] : commonRules);
  byLanguage.set(language, index);
  return index;
}
