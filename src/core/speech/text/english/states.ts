import { rule, type Rule } from '../normaliseRule';
import type { Dialect } from './dialect';
import { expand, shortForms } from './expand';
import { anyOf, END, LAST_STOP, SPACE } from './patterns';

/** `Beverly Hills, CA 90210`, `Austin, TX`, `Richmond, Va.` */
export function stateRules({ words }: Dialect): Rule[] {
  return [
    rule(
      { start: 'digits', after: Object.keys(states) },
      String.raw`(?<=, [A-Z]{2},?${SPACE})(?<zip>\d{5})(?:-(?<more>\d{4}))?${END}`,
      (part) => words.digits(part('zip')) + (part('more') === '' ? '' : `, ${words.digits(part('more'))}`),
    ),
    rule(
      { start: 'word', first: Object.keys(states) },
      String.raw`(?<=, )(?<state>[A-Z]{2})(?=,?${SPACE}\d{5}(?!\d))`,
      (part) => states[part('state')],
    ),
    rule(
      { start: 'word', first: PLAIN },
      String.raw`${BEHIND_A_PLACE}(?<state>${anyOf(PLAIN)})(?![\p{L}\p{N}.])`,
      (part) => states[part('state')],
    ),
    expand(oldStates, String.raw`(?=\.)${LAST_STOP}`, BEHIND_A_PLACE),
    expand(homonyms, String.raw`\.(?=,)`, BEHIND_A_PLACE),
  ];
}

const BEHIND_A_PLACE = String.raw`(?<=\p{Lu}\p{Ll}{2,20}, )`;

const states: Readonly<Record<string, string>> = Object.fromEntries(
  `AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|DC D.C`
    .split('|')
    .map((state) => [state.slice(0, 2), state.slice(3)]),
);

/** Those that are no word, degree or sigh, as in "Well, OK" and "Smith, MD". */
const PLAIN = 'AK AZ CA CT FL GA IL KS KY MN MT NC ND NE NH NJ NM NV NY RI SC SD TN TX UT VT WI WV WY'.split(
  ' ',
);

/** How they were shortened before the post office did. */
const oldStates = shortForms(
  `Ala Alabama|Ariz Arizona|Ark Arkansas|Calif California|Colo Colorado|Conn Connecticut|Fla Florida|Ga Georgia|Kan Kansas|Kans Kansas
  |Ky Kentucky|Mass Massachusetts|Mich Michigan|Minn Minnesota|Mont Montana|Neb Nebraska|Nebr Nebraska|Nev Nevada|Okla Oklahoma|Ore Oregon
  |Tenn Tennessee|Va Virginia|Vt Vermont|Wis Wisconsin|Wyo Wyoming|N.C North Carolina|N.H New Hampshire|N.J New Jersey|N.M New Mexico
  |N.Y New York|R.I Rhode Island|S.C South Carolina`,
);

/** Words and names too, unless a comma follows their stop. */
const homonyms = shortForms(
  'Cal California|Del Delaware|Ill Illinois|Ind Indiana|La Louisiana|Md Maryland|Me Maine|Miss Mississippi|Mo Missouri|Pa Pennsylvania|Tex Texas|Wash Washington',
);
