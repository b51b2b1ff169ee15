import { signsOf } from '../languageSigns';
import { rule, type Rule } from '../normaliseRule';
import { expand, shortForms } from './expand';
import { LAST_STOP, SPACE } from './patterns';

/** `St. Ives`, `Elm St.`, `St. Mary's St.`, `Mt. Doom`, `123 N. Sunset Dr.` */
export function placeRules(): Rule[] {
  return [
    rule(
      { start: 'word', first: ['St'] },
      String.raw`(?<=(?<name>\p{Lu}[\p{L}’']{1,30}|\d(?:st|nd|rd|th)|\b(?:\p{Lu}[\p{L}’']{1,20} ){0,2}(?:North|South|East|West))${SPACE})St(?![\p{L}\p{N}])(?:\.(?=${SPACE}(?!${SAINTS})\p{Lu})|${LAST_STOP}(?!\.?${SPACE}\p{Lu}))`,
      (part) => (notStreets.has(part('name')) ? undefined : 'Street'),
    ),
    expand(shortForms('St Saint|Mt Mount'), String.raw`\.?(?=${SPACE}\p{Lu})`),
    expand(shortForms('Ste Sainte|Ft Fort|Mts Mountains'), String.raw`\.(?=${SPACE}\p{Lu})`),
    expand(
      shortForms(
        'Ave Avenue|Blvd Boulevard|Rd Road|Ln Lane|Hwy Highway|Pkwy Parkway|Ct Court|Pl Place|Sq Square|Dr Drive|Ter Terrace',
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
      shortForms('N North|S South|E East|W West|NW Northwest|NE Northeast|SW Southwest|SE Southeast'),
      String.raw`\.?(?=${SPACE}\p{Lu})`,
      String.raw`(?<=\d[A-Z]?${SPACE})`,
    ),
  ];
}

/** Before these "St." is a saint's, also behind a name: "Lake St. Clair", "Jill St. John". */
const SAINTS =
  'Andrew|Ann|Augustine|Barth|Bernard|Catharine|Clair|Claire|Cloud|Francis|George|Germain|Helen|James|John|Joseph|Kitts|Lawrence|Louis|Lucia|Lucie|Luke|Mark|Martin|Mary|Matthew|Michael|Moritz|Nicholas|Patrick|Paul|Peter|Petersburg|Pancras|Thomas|Tropez|Vincent';

/** Words with a capital that are no name of a street. */
const notStreets = new Set([
  ...signsOf('en').openers,
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
