import type { Rule } from '../normaliseRule';
import { expand, shortForms } from './expand';
import { LAST_STOP, SPACE } from './patterns';

/** `Dr. Hale`, `Mr. and Mrs. Smith`, `Lt. Col. Hale`, `Smith Jr.` */
export function titleRules(): Rule[] {
  return [
    expand(
      shortForms('Mr Mister|Mrs Missus|Ms Miz|Dr Doctor|MR Mister|MRS Missus|DR Doctor'),
      String.raw`\.?(?=${SPACE}(?:\p{Lu}|(?:and|&)${SPACE}\p{Lu}))`,
    ),
    expand(
      shortForms(
        'Prof Professor|Sgt Sergeant|Capt Captain|Lt Lieutenant|Cpl Corporal|Cmdr Commander|Messrs Messieurs',
      ),
      String.raw`(?:\.?(?=${SPACE}\p{Lu})|\.(?=-\p{Lu}))`,
    ),
    expand(
      shortForms(
        `Mx Mix|Mme Madame|Mlle Mademoiselle|Rev Reverend|Hon Honorable|Gov Governor|Sen Senator|Rep Representative
        |Pres President|Col Colonel|Gen General|Adm Admiral|Maj Major|Pvt Private|Pfc Private First Class|Supt Superintendent|Insp Inspector
        |Det Detective|Fr Father|Msgr Monsignor|Amb Ambassador|Sec Secretary|Brig Brigadier|Bp Bishop|Cdr Commander|Rt Right`,
      ),
      String.raw`\.(?=[ \u00a0-]\p{Lu})`,
    ),
    // Christian names as they were once shortened.
    expand(
      shortForms(
        'Wm William|Geo George|Chas Charles|Thos Thomas|Jas James|Jno John|Robt Robert|Edw Edward|Saml Samuel|Benj Benjamin|Lieut Lieutenant',
      ),
      String.raw`\.(?=${SPACE}\p{Lu})`,
    ),
    expand(
      shortForms('Jr Junior|Sr Senior|Esq Esquire'),
      LAST_STOP,
      String.raw`(?<=\p{Lu}[\p{L}’'.]{0,30},?${SPACE})`,
    ),
    expand(
      shortForms('Inc Incorporated|Ltd Limited|Corp Corporation|Co Company|Bros Brothers'),
      String.raw`(?=\.)${LAST_STOP}`,
      String.raw`(?<=(?:\p{Lu}[\p{L}’'.]{0,30},?|&)${SPACE})`,
    ),
  ];
}
