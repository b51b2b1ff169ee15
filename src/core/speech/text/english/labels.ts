import { rule, rulesAt, type Rule } from '../normaliseRule';
import type { Dialect } from './dialect';
import { pluralOf } from './numberWords';
import { END, SPACE } from './patterns';

/** Numbers that name instead of counting: `Room 237`, `Flight 370`, `221B Baker Street`, `v2.0`. */
export function labelRules({ words }: Dialect): Rule[] {
  return [
    rule(
      { start: 'digits', after: NUMBERED },
      String.raw`(?<number>[1-9]\d{2,3})(?<letter>[A-Z]?)${END}`,
      (part) => {
        return words.label(part('number')) + (part('letter') === '' ? '' : ` ${part('letter')}`);
      },
    ),
    rule(
      { start: 'digits', then: /^[\p{Lu}\d]/u },
      String.raw`(?<number>[1-9]\d{2,4})(?<letter>[A-Z]?)(?=${SPACE}(?:[NSEW]{1,2}\.?${SPACE})?(?:(?:\p{Lu}[\p{L}’']{1,20}|\d{1,3}(?:st|nd|rd|th))${SPACE}){1,3}(?:${STREETS})${END})`,
      (part) => words.label(part('number')) + (part('letter') === '' ? '' : ` ${part('letter')}`),
    ),
    rule(
      { start: 'digits', after: ['in', 'PIN', 'pin', 'passcode', 'code', 'password'] },
      String.raw`(?<=(?:end(?:s|ing) in|PIN|pin|passcode|code|password) )(?<code>\d{4,8})${END}`,
      (part) => words.digits(part('code')),
    ),
    // Roads, aircraft and machines: "I-405", "C-130", "T-1000s".
    ...rulesAt(
      [
        { start: 'digits', after: CAPITALS },
        { start: 'number', has: 's', after: CAPITALS },
      ],
      String.raw`(?<=(?:^|[^\p{L}\p{N}-])\p{Lu}{1,4}-)(?<number>[1-9]\d{2,3})(?<plural>s?)${END}`,
      (part) => {
        const number = part('number');
        const said = /^.00./.test(number) ? words.cardinal(number) : words.label(number);
        return part('plural') === '' ? said : pluralOf(said);
      },
    ),
    rule(
      { start: 'digits', has: '(kb' },
      String.raw`(?<plan>401|403)(?:\((?<letter>[kKbB])\)|(?<bare>[kKbB]))(?![\p{L}\p{N}])`,
      (part) => `${words.label(part('plan'))} ${(part('letter') || part('bare')).toUpperCase()}`,
    ),
    rule(
      { start: 'number', has: 'pi' },
      String.raw`(?<lines>480|720|1080|1440|2160)(?<letter>[pi])${END}`,
      (part) => {
        return `${words.label(part('lines'))} ${part('letter').toUpperCase()}`;
      },
    ),
    rule(
      { start: 'word', first: /^[vV]\d+$/ },
      String.raw`[vV](?<version>\d{1,4}(?:\.\d{1,5}){0,4})${END}`,
      (part) => `version ${part('version').split('.').map(words.cardinal).join(' point ')}`,
    ),
  ];
}

const CAPITALS = /^\p{Lu}{1,4}$/u;

/** What is numbered rather than counted. */
const NUMBERED = [
  'Room',
  'room',
  'Flight',
  'flight',
  'Route',
  'route',
  'Highway',
  'highway',
  'Interstate',
  'Apartment',
  'apartment',
  'Suite',
  'suite',
  'Boeing',
  'Airbus',
  'Exit',
  'Cell',
  'cell',
  'Locker',
  'locker',
  'Train',
  'Bus',
  'Unit',
  'Extension',
  'extension',
  'Apt',
  'Form',
  'Box',
  'Xbox',
  'Fahrenheit',
];

const STREETS =
  'Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct|Place|Square|Terrace|Row|Highway|Hwy|Parkway|Pkwy|Expressway|Expy|Crescent|Alley';
