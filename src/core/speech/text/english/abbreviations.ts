import type { Rule } from '../normaliseRule';
import { expand, shortForms, type ShortForms } from './expand';
import { fullMonths, shortMonths } from './months';
import { anyOf, LAST_STOP, SPACE } from './patterns';

/** `vs.`, `No. 5`, `pp. 5–10`, `e.g.`, `Sept. 5`, `a.k.a.`, `w/o`. */
export function abbreviationRules(): Rule[] {
  return [
    expand(
      shortForms(
        'Vol volume|vol volume|Vols volumes|vols volumes|Ch chapter|ch chapter|Chap chapter|chap chapter|Bk book|bk book|Pt part|pt part',
      ),
      String.raw`\.(?=${SPACE}?\d|${SPACE}(?:[IVXLC]{1,9}|[ivxl]{1,7})(?!\p{L}))`,
    ),
    expand(
      shortForms(
        `No number|Nos numbers|Nr number|p page|pp pages|Fig figure|fig figure|Figs figures|figs figures|Sec section|sec section|Art article
        |Eq equation|eq equation|Tel telephone|tel telephone|Ext extension|ext extension|Apt Apartment|apt apartment
        |Op opus|op opus|Ver version|ver version|Rte Route|Ste Suite|Rm Room|rm room`,
      ),
      String.raw`\.(?=${SPACE}?[\d(+#]|${SPACE}[IVXLC]{2,9}(?!\p{L}))`,
    ),
    expand(
      shortForms('no number|nos numbers'),
      String.raw`\.(?=${SPACE}?\d)`,
      String.raw`(?<=(?:\d,|[Tt]he|[Aa]|his|her|my|our|your|their|its|at|in|house|page|[Ss]ee|apartment) )`,
    ),
    expand(shortForms('nos numbers|v verse|vv verses'), String.raw`\.(?=${SPACE}\d)`),
    expand(
      shortForms('c circa|ca circa|est established|b born|d died'),
      String.raw`\.(?=${SPACE}?\d{3,4}(?!\d))`,
    ),
    expand(withTo(shortMonths), String.raw`\.?[-–](?=(?:${MONTH})(?!\p{L}))`),
    expand(shortMonths, String.raw`(?:${ITS_STOP}|(?!\.))`, String.raw`(?<=(?:${MONTH})\.?[-–])`),
    expand(withTo(inFull), String.raw`[-–](?=(?:${anyOf(Object.keys(inFull))})(?!\p{L}))`),
    expand(shortMonths, String.raw`\.?(?=,?${SPACE}\d)`),
    expand(shortMonths, LAST_STOP, String.raw`(?<=\d(?:st|nd|rd|th)?${SPACE})`),
    expand(
      shortForms('Feb February|Aug August|Sept September|Oct October|Nov November|Dec December'),
      ITS_STOP,
      String.raw`(?<=(?:in|of|In|last|next|since|until|by|early|late|mid|and|or|to) )`,
    ),
    expand(withTo(weekdays), String.raw`\.?[-–](?=(?:${WEEKDAY})(?!\p{L}))`),
    expand(weekdays, String.raw`(?:${ITS_STOP}|(?!\.))`, String.raw`(?<=(?:${WEEKDAY})\.?[-–])`),
    expand(shortForms('Tues Tuesday|Thurs Thursday|Thur Thursday'), ITS_STOP),
    expand(weekdays, ITS_STOP, String.raw`(?<=(?:[Oo]n|and|or|[Ee]very|next|last) )`),
    expand(weekdays, String.raw`\.(?=,| and )`),
    // No sentence ends with these.
    expand(
      shortForms('vs versus|VS versus|approx approximately|Approx Approximately|incl including'),
      String.raw`(?:\.(?!$)|(?<=vs|VS)(?!\.))`,
      String.raw`(?<![\p{L}\p{N}/.-])`,
    ),
    expand(
      shortForms('Dept Department|dept department|Univ University|Govt Government|govt government'),
      String.raw`\.?(?=${SPACE}\p{L})`,
    ),
    // Books of the Bible whose short forms are no names that a time of day may follow.
    expand(
      shortForms(
        `Gen Genesis|Exod Exodus|Lev Leviticus|Deut Deuteronomy|Chron Chronicles|Ps Psalm|Prov Proverbs|Eccl Ecclesiastes|Isa Isaiah
        |Jer Jeremiah|Ezek Ezekiel|Rom Romans|Cor Corinthians|Gal Galatians|Eph Ephesians|Col Colossians|Thess Thessalonians
        |Heb Hebrews|Rev Revelation`,
      ),
      String.raw`\.?(?=${SPACE}\d{1,3}:\d)`,
    ),
    expand(
      shortForms(
        'Regt Regiment|Bn Battalion|Bde Brigade|Div Division|Batt Battalion|Inf Infantry|Cav Cavalry',
      ),
      String.raw`(?=\.)${LAST_STOP}`,
      String.raw`(?<=\d(?:st|nd|rd|th|d)${SPACE})`,
    ),
    expand(shortForms('Hwy Highway'), String.raw`\.?(?=${SPACE}\d)`),
    expand(
      shortForms('avg average|Avg Average|temp temperature|Temp Temperature'),
      String.raw`\.(?=${SPACE}\p{Ll})`,
    ),
    expand(
      shortForms('etc et cetera|max maximum|min minimum|misc miscellaneous|cont continued'),
      String.raw`(?:(?=\.)|(?<=etc))${LAST_STOP}`,
    ),
    expand(
      shortForms(
        'e.g for example|i.e that is|E.g For example|I.e That is|a.k.a also known as|c/o care of|viz namely|cf compare|Cf Compare',
      ),
      String.raw`(?:\.(?![\p{L}\p{N}])|(?<=/o))`,
    ),
    expand(shortForms('aka also known as'), ''),
    expand(shortForms('w/o without|w/out without|w/ with'), String.raw`(?=${SPACE}?\p{L})`),
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

const MONTH = anyOf([...Object.keys(shortMonths), ...fullMonths]);

/** Months and days as they are: between two of a kind a dash is said. */
const inFull = Object.fromEntries([...fullMonths, ...Object.values(weekdays)].map((name) => [name, name]));

function withTo(forms: ShortForms): ShortForms {
  return Object.fromEntries(Object.entries(forms).map(([short, long]) => [short, `${long} to `]));
}
