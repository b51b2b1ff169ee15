import type { Rule } from '../normaliseRule';
import { expand, shortForms, type ShortForms } from './expand';
import { shortMonths } from './months';
import { LAST_STOP, SPACE } from './patterns';

/** `vs.`, `No. 5`, `pp. 5–10`, `e.g.`, `Sept. 5`, `a.k.a.`, `w/o`. */
export function abbreviationRules(): Rule[] {
  return [
    expand(
      shortForms(
        `No number|Nos numbers|Nr number|p page|pp pages|Vol volume|vol volume|Vols volumes|vols volumes|Ch chapter|ch chapter
        |Chap chapter|chap chapter|Fig figure|fig figure|Figs figures|figs figures|Sec section|sec section|Art article
        |Eq equation|eq equation|Tel telephone|tel telephone|Ext extension|ext extension|Apt Apartment|apt apartment
        |Op opus|op opus|Ver version|ver version|Rte Route|Pt part|pt part`,
      ),
      String.raw`\.(?=${SPACE}?[\d(+]|${SPACE}[IVXLC]{2,9}(?!\p{L}))`,
    ),
    expand(
      shortForms('c circa|ca circa|est established|b born|d died'),
      String.raw`\.(?=${SPACE}?\d{3,4}(?!\d))`,
    ),
    expand(shortMonths, String.raw`\.?(?=,?${SPACE}\d)`),
    expand(shortMonths, LAST_STOP, String.raw`(?<=\d(?:st|nd|rd|th)?${SPACE})`),
    expand(
      shortForms('Feb February|Aug August|Sept September|Oct October|Nov November|Dec December'),
      ITS_STOP,
      String.raw`(?<=(?:in|of|In|last|next|since|until|by|early|late|mid|and|or|to) )`,
    ),
    expand(withTo(weekdays), String.raw`[-–](?=(?:${WEEKDAY})(?!\p{L}))`),
    expand(weekdays, ITS_STOP, String.raw`(?<=(?:${WEEKDAY})[-–])`),
    expand(weekdays, '', String.raw`(?<=(?:${WEEKDAY})[-–])`),
    expand(weekdays, String.raw`\.(?=,)`),
    expand(
      shortForms(
        `vs versus|etc et cetera|approx approximately|Approx Approximately|govt government|Govt Government
        |dept department|Dept Department|Univ University|incl including|max maximum|min minimum|misc miscellaneous
        |cont continued|VS versus`,
      ),
      String.raw`(?:(?=\.|(?<=vs|VS|etc|govt|Govt|dept|Dept)(?!\.)))${LAST_STOP}`,
    ),
    expand(
      shortForms(
        'e.g for example|i.e that is|E.g For example|I.e That is|a.k.a also known as|c/o care of|viz namely|cf compare|Cf Compare',
      ),
      String.raw`(?:\.|(?<=/o))`,
    ),
    expand(shortForms('aka also known as'), ''),
    expand(shortForms('w/o without|w/ with'), String.raw`(?=${SPACE}?\p{L})`),
    expand(
      shortForms('v versus'),
      String.raw`\.?(?=${SPACE}\p{Lu})`,
      String.raw`(?<=\p{Lu}\p{Ll}{1,30}${SPACE})`,
    ),
    expand(shortForms('Ph.D PhD|Ph.Ds PhDs'), LAST_STOP),
  ];
}

/** A full stop that is there, kept where it may be the sentence's too. */
const ITS_STOP = String.raw`(?=\.)${LAST_STOP}`;

const weekdays = shortForms(
  'Mon Monday|Tue Tuesday|Tues Tuesday|Wed Wednesday|Thu Thursday|Thur Thursday|Thurs Thursday|Fri Friday|Sat Saturday|Sun Sunday',
);
const WEEKDAY = Object.keys(weekdays).join('|');

function withTo(forms: ShortForms): ShortForms {
  return Object.fromEntries(Object.entries(forms).map(([short, long]) => [short, `${long} to `]));
}
