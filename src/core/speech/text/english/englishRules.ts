import type { Rule } from '../normaliseRule';
import { abbreviationRules } from './abbreviations';
import { capitalRules } from './capitals';
import { clockRules } from './clock';
import { codeRules } from './codes';
import { dateRules } from './dates';
import { dialectOf } from './dialect';
import { electronicRules } from './electronic';
import { emojiRules } from './emoji';
import { fractionRules } from './fractions';
import { initialRules } from './initials';
import { labelRules } from './labels';
import { measureRules } from './measures';
import { sizeRules } from './sizes';
import { angleRules } from './angles';
import { moneyRules } from './money';
import { numberRules } from './numbers';
import { oldMoneyRules } from './oldMoney';
import { phoneRules } from './phones';
import { placeRules } from './places';
import { rangeRules } from './ranges';
import { romanRules } from './roman';
import { stateRules } from './states';
import { sumRules } from './sums';
import { symbolRules } from './symbols';
import { titleRules } from './titles';
import { yearRules } from './years';

/** The rules of English, in the order in which they are tried. The tag decides the dialect. */
export function englishRules(language: string): readonly Rule[] {
  const dialect = dialectOf(language);
  return [
    ...emojiRules(dialect),
    ...electronicRules(dialect),
    ...oldMoneyRules(dialect),
    ...moneyRules(dialect),
    ...clockRules(dialect),
    ...dateRules(dialect),
    ...phoneRules(dialect),
    ...labelRules(dialect),
    ...stateRules(dialect),
    ...sizeRules(dialect),
    ...angleRules(dialect),
    ...rangeRules(dialect),
    ...measureRules(dialect),
    ...yearRules(dialect),
    ...fractionRules(dialect),
    ...sumRules(dialect),
    ...symbolRules(),
    ...numberRules(dialect),
    ...romanRules(dialect),
    ...placeRules(),
    ...titleRules(),
    ...abbreviationRules(),
    ...initialRules(),
    ...capitalRules(),
    ...codeRules(dialect),
  ];
}
