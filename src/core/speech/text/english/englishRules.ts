import type { Rule } from '../normaliseRule';
import { abbreviationRules } from './abbreviations';
import { clockRules } from './clock';
import { dateRules } from './dates';
import { fractionRules } from './fractions';
import { measureRules } from './measures';
import { moneyRules } from './money';
import { numberRules } from './numbers';
import { numberWords } from './numberWords';
import { romanRules } from './roman';

/** The rules of English, in the order in which they are tried. The tag decides the dialect. */
export function englishRules(language: string): readonly Rule[] {
  const american = /^en(?:$|-(?:[a-z]{4}-)?(?:US|CA|PH)\b)/i.test(language);
  const words = numberWords({ and: !american });
  return [
    ...moneyRules(words),
    ...clockRules(words),
    ...measureRules(words),
    ...dateRules(words, { american }),
    ...fractionRules(words),
    ...numberRules(words),
    ...romanRules(words),
    ...abbreviationRules(),
  ];
}
