import { signsOf } from '../languageSigns';
import { rule, type Parts, type Rule } from '../normaliseRule';
import { expand, shortForms } from './expand';
import { anyOf, LAST_STOP, SPACE } from './patterns';

/** `St. Ives`, `Elm St.`, `St. Mary's St.`, `Mt. Doom`, `123 N. Sunset Dr.` */
export function placeRules(): Rule[] {
  return [
    rule(
      { start: 'word', first: ['St'], has: '.' },
      String.raw`(?<=${NAME})St\.(?=${SPACE}(?!${SAINTS})(?<next>\p{Lu}[\p{L}’']{0,20}))`,
      (part) => sayWay('Street', part),
    ),
    rule(
      { start: 'word', first: ['St'] },
      String.raw`(?<=${NAME})St(?![\p{L}\p{N}])${LAST_STOP}(?!\.?${SPACE}\p{Lu})`,
      (part) => (notStreets.has(part('name')) ? undefined : 'Street'),
    ),
    // "Rodeo Dr. Then" where "Marie Dr. Hale" is a title.
    rule(
      { start: 'word', first: ['Dr'], has: '.' },
      String.raw`(?<=${NAME})Dr\.(?=${SPACE}(?<next>${anyOf([...openers])})(?!\p{L}))`,
      (part) => sayWay('Drive', part),
    ),
    expand(shortForms('St Saint|Mt Mount'), String.raw`\.?(?=${SPACE}\p{Lu})`),
    expand(shortForms('Ste Sainte|Ft Fort|Mts Mountains'), String.raw`\.(?=${SPACE}\p{Lu})`),
    expand(
      shortForms(
        'Ave Avenue|Blvd Boulevard|Rd Road|Ln Lane|Hwy Highway|Pkwy Parkway|Expy Expressway|Ct Court|Pl Place|Sq Square|Dr Drive|Ter Terrace',
      ),
      LAST_STOP,
      String.raw`(?<=(?:(?:\d|\d[A-Z]) (?:[NSEW]{1,2}\.? )?(?:\p{Lu}[\p{L}’']{1,30}${SPACE}){0,2}(?:\p{Lu}[\p{L}’']{1,30})|\d(?:st|nd|rd|th))${SPACE})`,
    ),
    expand(
      shortForms('Ave Avenue|Blvd Boulevard|Rd Road|Hwy Highway|Pkwy Parkway|Ln Lane|Dr Drive'),
      LAST_STOP,
      String.raw`(?<=\p{Lu}[\p{L}’']{1,30}${SPACE})(?!Dr\.?${SPACE}\p{Lu})`,
    ),
    expand(
      shortForms('st Street|ave Avenue|rd Road|hwy Highway|blvd Boulevard'),
      LAST_STOP,
      String.raw`(?<=\d (?:[NSEW]{1,2}\.? )?(?:(?:\p{Lu}[\p{L}’']{1,30}|\d{1,3}(?:st|nd|rd|th))${SPACE}){1,3})`,
    ),
    expand(
      shortForms('N North|S South|E East|W West|NW Northwest|NE Northeast|SW Southwest|SE Southeast'),
      String.raw`\.?(?=${SPACE}(?:\p{Lu}|\d{1,3}(?:st|nd|rd|th)(?!\p{L})))`,
      String.raw`(?<=\d[A-Z]?${SPACE})`,
    ),
  ];
}

/** Before a name the abbreviation's stop is only its own, before a word that begins sentences also the sentence's. */
function sayWay(way: string, part: Parts): string | undefined {
  if (notStreets.has(part('name'))) return undefined;
  return openers.has(part('next')) ? `${way}.` : way;
}

/** What a street may be called. */
const NAME = String.raw`(?<name>\p{Lu}[\p{L}’']{1,30}|\d(?:st|nd|rd|th))${SPACE}`;

const openers = signsOf('en').openers;

/** Before these "St." is a saint's, also behind a name: "Lake St. Clair", "Jill St. John". */
const SAINTS =
  'Andrew|Ann|Augustine|Barth|Bernard|Catharine|Clair|Claire|Cloud|Francis|George|Germain|Helen|James|John|Joseph|Kitts|Lawrence|Louis|Lucia|Lucie|Luke|Mark|Martin|Mary|Matthew|Michael|Moritz|Nicholas|Patrick|Paul|Peter|Petersburg|Pancras|Thomas|Tropez|Vincent';

/** Words with a capital that are no name of a street. */
const notStreets = new Set([
  ...openers,
  ...[
    'Near',
    'Around',
    'Outside',
    'Inside',
    'Beyond',
    'Under',
    'Over',
    'Fort',
    'Port',
    'Lake',
    'Mount',
    'Cape',
    'Saint',
    'Old',
    'New',
  ],
]);
