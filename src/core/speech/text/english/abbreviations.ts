import { rule, type Rule } from '../normaliseRule';

/** `Dr. Hale`, `St. Ives`, `Elm St.`, `Smith Jr.`, `vs.`, `No. 5`, `e.g.`, `&`. Initialisms are left alone. */
export function abbreviationRules(): Rule[] {
  return [
    expand(
      { Mr: 'Mister', Mrs: 'Missus', Ms: 'Miz', Dr: 'Doctor' },
      String.raw`\.?(?=${SPACE}(?:\p{Lu}|(?:and|&)${SPACE}\p{Lu}))`,
    ),
    expand(
      {
        Mx: 'Mix',
        Prof: 'Professor',
        Rev: 'Reverend',
        Hon: 'Honorable',
        Gov: 'Governor',
        Sen: 'Senator',
        Rep: 'Representative',
        Pres: 'President',
        Lt: 'Lieutenant',
        Col: 'Colonel',
        Gen: 'General',
        Capt: 'Captain',
        Cmdr: 'Commander',
        Adm: 'Admiral',
        Maj: 'Major',
        Sgt: 'Sergeant',
        Cpl: 'Corporal',
        Pvt: 'Private',
        Supt: 'Superintendent',
        Insp: 'Inspector',
        Det: 'Detective',
        Fr: 'Father',
        St: 'Saint',
        Mt: 'Mount',
        Ft: 'Fort',
      },
      String.raw`\.(?=${SPACE}\p{Lu})`,
    ),
    expand(
      { St: 'Street', Ave: 'Avenue', Blvd: 'Boulevard', Rd: 'Road' },
      LAST_STOP,
      String.raw`(?<=(?:\p{Lu}[\p{L}’']{1,30}|\d(?:st|nd|rd|th))${SPACE})`,
    ),
    expand({ Jr: 'Junior', Sr: 'Senior' }, LAST_STOP, String.raw`(?<=\p{Lu}[\p{L}’'.]{0,30},?${SPACE})`),
    expand(
      {
        No: 'number',
        Nos: 'numbers',
        p: 'page',
        pp: 'pages',
        Vol: 'volume',
        vol: 'volume',
        Ch: 'chapter',
        ch: 'chapter',
        Fig: 'figure',
        fig: 'figure',
      },
      String.raw`\.(?=${SPACE}\d)`,
    ),
    expand(
      {
        Jan: 'January',
        Feb: 'February',
        Mar: 'March',
        Apr: 'April',
        Jun: 'June',
        Jul: 'July',
        Aug: 'August',
        Sep: 'September',
        Sept: 'September',
        Oct: 'October',
        Nov: 'November',
        Dec: 'December',
      },
      String.raw`\.?(?=${SPACE}\d)`,
    ),
    expand({ vs: 'versus', etc: 'et cetera', approx: 'approximately', Approx: 'Approximately' }, LAST_STOP),
    expand(
      { 'e.g': 'for example', 'i.e': 'that is', 'E.g': 'For example', 'I.e': 'That is' },
      String.raw`\.`,
    ),
    rule('sign', String.raw`(?<=\s)&(?=\s)`, () => 'and'),
  ];
}

/** Says the short forms in full when what stands around them fits. */
function expand(forms: Readonly<Record<string, string>>, after: string, before = ''): Rule {
  const short = Object.keys(forms)
    .join('|')
    .replaceAll('.', String.raw`\.`);
  return rule(
    'word',
    String.raw`${before}(?<short>${short})(?![\p{L}\p{N}])${after}`,
    (part) => forms[part('short')],
  );
}

const SPACE = String.raw`[ \u00a0]`;

/** The abbreviation's full stop, unless it may be the sentence's too: that one is kept. */
const LAST_STOP = String.raw`(?:\.(?!["”’')\]]*(?:$|\s+\p{Lu})))?`;
