import { rule, rulesAt, type Parts, type Rule, type Where } from '../normaliseRule';
import { FIGURE } from '../tokens';
import type { Dialect } from './dialect';
import {
  ADJECTIVE,
  anyOf,
  ARTICLES,
  GAP,
  NUMBER,
  QUANTITY,
  SPACE,
  sayNumber,
  sayQuantity,
  sayRange,
  UNIT_END,
  UNIT_STOP,
} from './patterns';
import { unitHeads, unitsOf, writtenUnits } from './units';

/** `5 km`, `5-km`, `20°C`, `10–15%`, `60 km/h`. */
export function measureRules(dialect: Dialect): Rule[] {
  const units = unitsOf(dialect);
  /** `isThing` is for what describes something: "a five kilometer run". */
  const sayUnit = (part: Parts, isThing: boolean): string | undefined => {
    const [quantity, gap, unit] = [part('quantity'), part('gap'), units.get(part('unit'))];
    if (!unit || isPlural(part)) return undefined;
    const per = part('per') === '' ? '' : ` per ${units.get(part('per'))?.one ?? part('per')}`;
    const name = quantity === '1' || gap === '-' || isThing ? unit.one : unit.many;
    const said = (unit.one === 'percent' ? sayQuantity : sayRange)(quantity, dialect.words);
    return `${said}${gap === '-' ? '-' : ' '}${name}${per}`;
  };
  const sayRate = (part: Parts): string | undefined => {
    const unit = units.get(part('per'));
    return unit && `${sayQuantity(part('quantity'), dialect.words)} per ${unit.one}`;
  };
  const sayDegrees = (part: Parts): string => {
    const scale = part('scale') === 'F' ? 'Fahrenheit' : 'Celsius';
    return `${sayNumber(part('number'), dialect.words)} ${part('number') === '1' ? 'degree' : 'degrees'} ${scale}`;
  };
  return [
    rule(
      { start: 'digits', then: MAGNITUDES },
      String.raw`(?<number>${NUMBER})${SPACE}(?<magnitude>${anyOf(MAGNITUDES)})${SPACE}(?<unit>${anyOf(writtenUnits)})${UNIT_END}${UNIT_STOP}`,
      (part) => {
        const unit = units.get(part('unit'));
        return unit && `${sayNumber(part('number'), dialect.words)} ${part('magnitude')} ${unit.many}`;
      },
    ),
    rule(
      { start: 'sign', first: ['.'] },
      String.raw`(?<=^|[\s(["“−-])\.(?<decimals>\d{1,9})(?<gap>${GAP})(?<unit>${anyOf(writtenUnits)})${UNIT_END}${UNIT_STOP}`,
      (part) => {
        const unit = units.get(part('unit'));
        return unit && `point ${dialect.words.digits(part('decimals'))} ${unit.many}`;
      },
    ),
    // Without its sign a degree is told by its place: "72 F outside".
    rule(
      { start: 'digits', then: ['F', 'C'] },
      String.raw`(?<number>\d{2,3}(?:\.\d)?) (?<scale>[FC])(?=${SPACE}(?:outside|inside|today|tonight|tomorrow|in the|at|and|or|to)(?!\p{L})|[,;]|\.?$)`,
      sayDegrees,
    ),
    rule(
      { start: 'number', first: ['F', 'C'] },
      String.raw`(?<=(?:^|[\s(])[-−])(?<number>\d{1,2})(?<scale>[FC])${UNIT_END}`,
      sayDegrees,
    ),
    // Ovens: rows of seats have less than a hundred numbers.
    rule(
      { start: 'number', first: ['F', 'C'], after: ['at', 'to', 'At'] },
      String.raw`(?<number>[1-5]\d\d)(?<scale>[FC])${UNIT_END}`,
      sayDegrees,
    ),
    ...rulesAt(
      PLACES.map((place) => ({ ...place, after: ARTICLES })),
      MEASURE + ADJECTIVE,
      (part) => sayUnit(part, true),
    ),
    ...rulesAt(PLACES, MEASURE + UNIT_STOP, (part) => sayUnit(part, false)),
    // "47.3/km²", as the density of people is written.
    rule(
      { start: 'digits', then: ['/'] },
      String.raw`(?<quantity>${QUANTITY})\/(?<per>${PER})${UNIT_END}`,
      sayRate,
    ),
  ];
}

/** `5s` and `5t` are not seconds and tons, but `9.58s` are. */
function isPlural(part: Parts): boolean {
  return part('gap') === '' && /^[st]$/.test(part('unit')) && !part('quantity').includes('.');
}

const MAGNITUDES = ['hundred', 'thousand', 'million', 'billion', 'trillion'];

const PLACES: readonly Where[] = [
  { start: 'digits', then: [...unitHeads, FIGURE] },
  { start: 'number', first: /\p{L}/u },
];

/** What there may be so much of in one of it. */
const PER = anyOf([
  ...writtenUnits.filter((unit) => /^\p{L}[\p{L} ]*[²³]?$/u.test(unit)),
  ...['day', 'week', 'month', 'year', 'hour', 'minute', 'second', 'person'],
]);

const MEASURE = String.raw`(?<quantity>${QUANTITY})(?<gap>${GAP}|-)(?!mo['’])(?<unit>${anyOf(writtenUnits)})(?:\/(?<per>${PER}))?${UNIT_END}`;
