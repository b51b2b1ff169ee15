import { rule, type Rule } from '../normaliseRule';
import type { Dialect } from './dialect';
import { END, SPACE } from './patterns';

/** Numbers that name instead of counting: `Room 237`, `Flight 370`, `221B Baker Street`, `CA 90210`, `v2.0`. */
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
      { start: 'digits', then: /^\p{Lu}/u },
      String.raw`(?<number>[1-9]\d{2,4})(?<letter>[A-Z]?)(?=${SPACE}(?:[NSEW]{1,2}\.?${SPACE})?(?:\p{Lu}[\p{L}’']{1,20}${SPACE}){1,3}(?:${STREETS})${END})`,
      (part) => words.label(part('number')) + (part('letter') === '' ? '' : ` ${part('letter')}`),
    ),
    rule(
      { start: 'number', has: 'pi' },
      String.raw`(?<lines>480|720|1080|1440|2160)(?<letter>[pi])${END}`,
      (part) => {
        return `${words.label(part('lines'))} ${part('letter').toUpperCase()}`;
      },
    ),
    rule(
      { start: 'digits', after: Object.keys(states) },
      String.raw`(?<=, [A-Z]{2}${SPACE})(?<zip>\d{5})(?:-(?<more>\d{4}))?${END}`,
      (part) => words.digits(part('zip')) + (part('more') === '' ? '' : `, ${words.digits(part('more'))}`),
    ),
    rule(
      { start: 'word', first: Object.keys(states) },
      String.raw`(?<=, )(?<state>[A-Z]{2})(?=${SPACE}\d{5}(?!\d))`,
      (part) => states[part('state')],
    ),
    rule(
      { start: 'word', first: /^[vV]\d+$/ },
      String.raw`[vV](?<version>\d{1,4}(?:\.\d{1,5}){0,4})${END}`,
      (part) => `version ${part('version').split('.').map(words.cardinal).join(' point ')}`,
    ),
  ];
}

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
  'Xbox',
  'Fahrenheit',
];

const STREETS =
  'Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct|Place|Square|Terrace|Row|Highway|Hwy|Parkway|Pkwy|Crescent|Alley';

const states: Readonly<Record<string, string>> = Object.fromEntries(
  `AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|DC D.C`
    .split('|')
    .map((state) => [state.slice(0, 2), state.slice(3)]),
);
