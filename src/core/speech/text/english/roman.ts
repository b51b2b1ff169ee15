import { signsOf } from '../languageSigns';
import { rule, type Rule } from '../normaliseRule';
import type { NumberWords } from './numberWords';

/** `Chapter IV`, `World War II`, `Henry VIII`, `King Henry I`. A lone "I" elsewhere is the pronoun. */
export function romanRules(words: NumberWords): Rule[] {
  const ordinal = (numeral: string): string | undefined => {
    const value = romanValue(numeral);
    return value === undefined ? undefined : `the ${words.ordinal(String(value))}`;
  };
  return [
    rule('word', String.raw`(?<=(?:^|[^\p{L}])(?:${LABELS}) )(?<numeral>[IVXLC]{2,9}|[VX])${END}`, (part) =>
      cardinalOf(part('numeral'), words),
    ),
    rule('word', String.raw`(?<=(?:^|[^\p{L}])(?:${LABELS}) )(?<numeral>I)${END}(?!['’ ]\p{Ll})`, (part) =>
      cardinalOf(part('numeral'), words),
    ),
    rule('word', String.raw`(?<=(?:${RULERS}) \p{Lu}\p{Ll}{1,20} )(?<numeral>[IVX]{1,6})${END}`, (part) =>
      ordinal(part('numeral')),
    ),
    rule(
      'word',
      String.raw`(?<=(?:^|[^\p{L}])(?:${REGNAL_NAMES}) )(?<numeral>[IVX]{2,6}|[VX])${END}`,
      (part) => ordinal(part('numeral')),
    ),
    rule(
      'word',
      String.raw`(?<=(?:^|[^\p{L}])(?:${REGNAL_NAMES}) )(?<numeral>I)${END}(?=[.,;:!?)”"]|['’]s|$)`,
      (part) => ordinal(part('numeral')),
    ),
    rule(
      'word',
      String.raw`(?<=(?:^|[^\p{L}])(?<name>\p{Lu}\p{Ll}{1,20}) )(?<numeral>[IVX]{2,6})${END}${NOT_A_DRIP}`,
      (part) => (openers.has(part('name')) ? undefined : ordinal(part('numeral'))),
    ),
  ];
}

/** After these a numeral counts: "chapter four". A lone C or L after them is a letter: "Type C". */
const LABELS = String.raw`[Cc]hapter|CHAPTER|[Pp]art|PART|[Bb]ook|BOOK|[Vv]olume|VOLUME|[Vv]ol\.|[Aa]ct|ACT|[Ss]cene|SCENE|[Ss]ection|[Aa]rticle|[Aa]ppendix|[Cc]anto|[Ss]tanza|[Pp]salm|[Ff]igure|[Tt]able|[Ll]esson|[Ee]pisode|[Ss]eason|[Pp]hase|[Ss]tage|[Ll]evel|[Tt]ype|[Cc]lass|[Cc]ategory|[Gg]rade|[Mm]ark|[Mm]ach|[Uu]nit|World War|Super Bowl|Apollo|Rocky|No\.`;

/** After these and a name a numeral ranks: "King Henry the first". */
const RULERS =
  'King|Queen|Pope|Emperor|Empress|Tsar|Czar|Kaiser|Prince|Princess|Duke|Duchess|Sultan|Pharaoh|Shah|Lord|Sir';

const REGNAL_NAMES =
  'Henry|Louis|George|Edward|Elizabeth|Richard|William|James|Charles|Philip|Mary|Anne|John|Paul|Pius|Benedict|Leo|Gregory|Clement|Innocent|Alexander|Catherine|Napoleon|Ramses|Ptolemy|Xerxes|Darius|Frederick|Friedrich|Wilhelm|Peter|Ivan|Nicholas|Francis|Ferdinand|Leopold|Otto|Christian|Gustav|Karl|Albert|Alfonso|Carlos|Felipe|Urban|Boniface|Julius|Stephen|Robert|David|Constantine|Theodosius|Cyrus|Sixtus';

const END = String.raw`(?![\p{L}\p{M}\p{N}_])`;
/** `Start IV fluids` is medicine. */
const NOT_A_DRIP = String.raw`(?! (?:bags?|drips?|fluids?|lines?|needles?|poles?|stands?|tubes?)(?!\p{L}))`;

const openers = signsOf('en').openers;

const ROMAN = /^(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;
const letterValues: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

function cardinalOf(numeral: string, words: NumberWords): string | undefined {
  const value = romanValue(numeral);
  return value === undefined ? undefined : words.cardinal(String(value));
}

/** Undefined where the letters are no numeral, as in "IIII". */
function romanValue(numeral: string): number | undefined {
  if (!ROMAN.test(numeral.replace(/^C{1,3}/, ''))) return undefined;
  let value = 0;
  for (const [index, letter] of Array.from(numeral).entries()) {
    const worth = letterValues[letter] ?? 0;
    const next = letterValues[numeral.charAt(index + 1)] ?? 0;
    value += worth < next ? -worth : worth;
  }
  return value;
}
