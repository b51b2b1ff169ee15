import { rule, type Rule } from '../normaliseRule';
import type { NumberWords } from './numberWords';
import { GAP, QUANTITY, sayQuantity } from './patterns';

/** `5 km`, `5-km`, `20°C`, `10–15%`, `5'10"`, `6 ft 2 in`. */
export function measureRules(words: NumberWords): Rule[] {
  return [
    rule('digits', String.raw`(?<feet>\d{1,2})['’′](?<inches>\d{1,2})(?:["”″]|'')`, (part) => {
      return `${words.cardinal(part('feet'))} foot ${words.cardinal(part('inches'))}`;
    }),
    rule(
      'digits',
      String.raw`(?<feet>\d{1,2})${GAP}ft\.?${GAP}(?<inches>\d{1,2})${GAP}in(?![\p{L}\p{N}])`,
      (part) => {
        const inches = part('inches') === '1' ? 'inch' : 'inches';
        const feet = part('feet') === '1' ? 'foot' : 'feet';
        return `${words.cardinal(part('feet'))} ${feet} ${words.cardinal(part('inches'))} ${inches}`;
      },
    ),
    rule(
      'digits',
      String.raw`(?<quantity>${QUANTITY})(?<gap>${GAP}|-)(?<unit>${UNIT})(?![\p{L}\p{N}])${STOP}`,
      (part) => {
        const unit = units.get(part('unit'));
        if (!unit) return undefined;
        const single = part('quantity') === '1' || part('gap') === '-';
        const said = sayQuantity(part('quantity'), words);
        return `${said}${part('gap') === '-' ? '-' : ' '}${single ? unit.one : unit.many}`;
      },
    ),
  ];
}

interface Unit {
  readonly one: string;
  readonly many: string;
}

/** How it is written, then how one is said, then how more are where that is not with an "s". */
const table: readonly (readonly [written: string, one: string, many?: string])[] = [
  ['%', 'percent', 'percent'],
  ['°C|° C|ºC|℃', 'degree Celsius', 'degrees Celsius'],
  ['°F|° F|ºF|℉', 'degree Fahrenheit', 'degrees Fahrenheit'],
  ['°', 'degree'],
  ['mm', 'millimeter'],
  ['cm', 'centimeter'],
  ['m', 'meter'],
  ['km', 'kilometer'],
  ['m²', 'square meter'],
  ['km²', 'square kilometer'],
  ['m³', 'cubic meter'],
  ['ft²', 'square foot', 'square feet'],
  ['ft', 'foot', 'feet'],
  ['yd|yds', 'yard'],
  ['mi', 'mile'],
  ['ha', 'hectare'],
  ['mg', 'milligram'],
  ['g', 'gram'],
  ['kg', 'kilogram'],
  ['lb|lbs', 'pound'],
  ['oz', 'ounce'],
  ['ml|mL', 'milliliter'],
  ['cl', 'centiliter'],
  ['l|L', 'liter'],
  ['gal', 'gallon'],
  ['ms', 'millisecond'],
  ['sec|secs', 'second'],
  ['min|mins', 'minute'],
  ['h|hr|hrs', 'hour'],
  ['mph', 'mile per hour', 'miles per hour'],
  ['km/h|kph|kmh|km/hr', 'kilometer per hour', 'kilometers per hour'],
  ['m/s', 'meter per second', 'meters per second'],
  ['rpm', 'revolution per minute', 'revolutions per minute'],
  ['hp', 'horsepower', 'horsepower'],
  ['Hz', 'hertz', 'hertz'],
  ['kHz', 'kilohertz', 'kilohertz'],
  ['MHz', 'megahertz', 'megahertz'],
  ['GHz', 'gigahertz', 'gigahertz'],
  ['dB', 'decibel'],
  ['kB|KB', 'kilobyte'],
  ['MB', 'megabyte'],
  ['GB', 'gigabyte'],
  ['TB', 'terabyte'],
  ['kW', 'kilowatt'],
  ['MW', 'megawatt'],
  ['kWh', 'kilowatt hour'],
  ['kcal', 'kilocalorie'],
];

const units: ReadonlyMap<string, Unit> = new Map(
  table.flatMap(([written, one, many = `${one}s`]) =>
    written.split('|').map((form): [string, Unit] => [form, { one, many }]),
  ),
);

/** Longest first. */
const UNIT = [...units.keys()].sort((a, b) => b.length - a.length).join('|');

/** The full stop of `5 ft. of rope`, where it cannot be the end of the sentence. */
const STOP = String.raw`(?:\.(?=[ \u00a0]\p{Ll}|[,;:]))?`;
