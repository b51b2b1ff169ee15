import { signsOf } from '../languageSigns';
import { rule, type Rule, type Where } from '../normaliseRule';
import type { Dialect } from './dialect';
import { anyOf, SPACE, WORD_END } from './patterns';
import { romanValue } from './romanValue';

const openers = signsOf('en').openers;

/** `Chapter IV`, `World War II`, `Henry VIII`, `King Henry I`, `the XIX century`. A lone "I" elsewhere is the pronoun. */
export function romanRules({ words }: Dialect): Rule[] {
  const cardinal = (numeral: string): string | undefined => {
    const value = romanValue(numeral.toUpperCase());
    return value === undefined ? undefined : words.cardinal(String(value));
  };
  const ordinal = (numeral: string): string | undefined => {
    const value = romanValue(numeral);
    return value === undefined ? undefined : words.ordinal(String(value));
  };
  const ranked = (numeral: string): string | undefined => {
    const said = ordinal(numeral);
    return said && `the ${said}`;
  };
  return [
    rule(
      NUMERAL,
      String.raw`(?<=(?:^|[^\p{L}])(?:${LABELS}) )(?<first>[IVXLC]{2,9}|[IVX](?=[-–]))[-–](?<last>[IVXLC]{1,9})${END}`,
      (part) => {
        const [first, last] = [cardinal(part('first')), cardinal(part('last'))];
        return first && last && `${first} to ${last}`;
      },
    ),
    rule(
      NUMERAL,
      String.raw`(?<=(?:^|[^\p{L}])(?:${LABELS}) )(?<numeral>[IVXLC]{2,9}|[VX])${END}${STOP}`,
      (part) => cardinal(part('numeral')),
    ),
    // A single letter after these is a letter: "Model X".
    rule(
      NUMERAL,
      String.raw`(?<=(?:^|[^\p{L}])(?:${LETTERED}) )(?<numeral>[IVXLC]{2,9})${END}${STOP}`,
      (part) => cardinal(part('numeral')),
    ),
    rule(
      NUMERAL,
      String.raw`(?<=(?:^|[^\p{L}])(?:${LABELS}) )(?<numeral>I)${END}(?!['’ ]\p{Ll})${STOP}`,
      (part) => cardinal(part('numeral')),
    ),
    // "of" follows a number, hardly ever the pronoun; and nobody says "I" of himself after "World War" or "Type".
    rule(
      NUMERAL,
      String.raw`(?<=(?:World War|Type|Phase|Stage|Grade|Division|Schedule|(?:Chapter|Part|Book|Volume|Act|Scene|Canto)(?= I of)) )(?<numeral>I)${END}`,
      (part) => cardinal(part('numeral')),
    ),
    rule(
      { start: 'word', first: /^[ivxl]{1,6}$/ },
      String.raw`(?<=(?:^|[^\p{L}])(?:${LABELS}|[Pp]ages?|pp?\.|${BIBLE}) )(?<numeral>[ivxl]{2,7}|[vx])${END}(?:\.(?=[,;:]| \d))?|(?<=\()(?<item>i[ivx]{1,3}|v[i]{1,3}|x[iv]{1,4})(?=\))`,
      (part) => cardinal(part('numeral') || part('item')),
    ),
    rule(
      NUMERAL,
      String.raw`(?<numeral>[IVX]{2,6}|[VX])(?:th)?(?= (?:[Cc]entur(?:y|ies)|[Dd]ynasty|Corps|Olympiad|Legion)${WORD_END})`,
      (part) => ordinal(part('numeral')),
    ),
    rule(
      NUMERAL,
      String.raw`(?<=(?:${RULERS}) \p{Lu}\p{Ll}{1,20} )(?<numeral>[IVX]{2,6}|[VX]${NO_INITIAL}|I(?=${AFTER_I}))${END}`,
      (part) => ranked(part('numeral')),
    ),
    rule(
      NUMERAL,
      String.raw`(?<=(?:^|[^\p{L}])(?:${REGNAL_NAMES}) )(?<numeral>[IVX]{2,6}|[VX]${NO_INITIAL})${END}`,
      (part) => ranked(part('numeral')),
    ),
    rule(
      NUMERAL,
      String.raw`(?<=(?:^|[^\p{L}])(?:${REGNAL_NAMES}) )(?<numeral>I)${END}(?=${AFTER_I})`,
      (part) => ranked(part('numeral')),
    ),
    rule(
      NUMERAL,
      String.raw`(?<=(?:^|[^\p{L}])(?<thing>(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Mm]y|[Oo]ur|[Tt]heir) )?(?<name>\p{Lu}\p{Ll}{1,20}) )(?<numeral>[IVX]{2,6})${END}${NOT_A_DRIP}`,
      (part) => {
        if (openers.has(part('name'))) return undefined;
        // "Start IV now" is medicine too.
        if (part('numeral') === 'IV' && GIVING.has(part('name'))) return undefined;
        return part('thing') === '' ? ranked(part('numeral')) : cardinal(part('numeral'));
      },
    ),
    // "Articles V and IX", "Chapters II to IV"
    rule(
      NUMERAL,
      String.raw`(?<=(?:^|[^\p{L}])(?:${LABELS}) [IVXLC]{1,7},? (?:and|or|to|through|&) )(?<numeral>[IVXLC]{2,9}|[VX])${END}`,
      (part) => cardinal(part('numeral')),
    ),
    // A chapter's heading of nothing but its number.
    rule(
      NUMERAL,
      String.raw`(?<=^)(?<numeral>[IVX]{2,7})(?=\.?$|\. \p{Lu}|: |\.?(?:--|—| [–—-] ))`,
      (part) => {
        const said = cardinal(part('numeral'));
        return said && said.charAt(0).toUpperCase() + said.slice(1);
      },
    ),
    rule(NUMERAL, String.raw`(?<year>M[CDXLVIM]{3,14})${END}`, (part) => {
      const year = romanValue(part('year'));
      return year === undefined || year < 1100 || year > 2099 ? undefined : words.year(String(year));
    }),
  ];
}

const NUMERAL: Where = { start: 'word', first: /^[IVXLCDM]+(?:th)?$/ };

/** After these a numeral counts: "chapter four". A lone C or L after them is a letter: "Type C". */
const LABELS = String.raw`[Cc]hapters?|CHAPTERS?|[Pp]arts?|PARTS?|[Bb]ooks?|BOOKS?|[Vv]olumes?|VOLUMES?|[Vv]ols?\.?|[Cc]h(?:ap)?\.|[Pp]t\.|[Bb]k\.|[Aa]cts?|ACT|[Ss]cenes?|SCENE|[Ss]ections?|SECTION|[Aa]rticles?|ARTICLE|[Aa]ppendix|APPENDIX|[Cc]antos?|CANTO|[Ss]tanzas?|[Pp]salms?|[Ss]onnet|[Ff]igures?|[Ff]ig\.|[Tt]ables?|[Pp]lates?|[Ll]esson|[Ee]pisode|[Ss]eason|[Pp]hase|[Ss]tage|[Ll]evel|[Tt]ype|[Cc]lass|[Cc]ategory|[Gg]rade|[Mm]ark|[Mm]ach|[Uu]nit|[Vv]ersion|Title|Schedule|Division|Group|Zone|World War|WORLD WAR|Super Bowl|Apollo|Saturn|Gemini|Vatican|Rocky|Fantasy|Wars|Quest|Windsor|Op\.|No\.`;

const LETTERED =
  'Letter|LETTER|Model|Formula|Ode|Hymn|Track|Test|Case|Form|Round|Game|Team|Camp|Sector|Symphony|Concerto|Sonata|Generation|Vitamin|Plan';

/** Books of the Bible that have a chapter in small numerals: "Luke xv. 11". */
const BIBLE =
  'Genesis|Exodus|Leviticus|Numbers|Deuteronomy|Joshua|Judges|Samuel|Kings|Job|Proverbs|Isaiah|Jeremiah|Ezekiel|Daniel|Matthew|Mark|Luke|John|Acts|Romans|Corinthians|Hebrews|Revelation';

/** The full stop of `Vol. II., ch. iv.`, where the sentence goes on. */
const STOP = String.raw`(?:\.(?=[,;:]))?`;

/** After these and a name a numeral ranks: "King Henry the first". */
const RULERS =
  'King|Queen|Pope|Emperor|Empress|Tsar|Czar|Kaiser|Prince|Princess|Duke|Duchess|Sultan|Pharaoh|Shah|Lord|Sir';

const REGNAL_NAMES =
  'Henry|Louis|George|Edward|Elizabeth|Richard|William|James|Charles|Philip|Mary|Anne|John|Paul|Pius|Benedict|Leo|Gregory|Clement|Innocent|Alexander|Catherine|Napoleon|Ramses|Ptolemy|Xerxes|Darius|Frederick|Friedrich|Wilhelm|Peter|Ivan|Nicholas|Francis|Ferdinand|Leopold|Otto|Christian|Gustav|Karl|Albert|Alfonso|Carlos|Felipe|Urban|Boniface|Julius|Stephen|Robert|David|Constantine|Theodosius|Cyrus|Sixtus';

const END = WORD_END;
/** What follows a numeral but not the pronoun; before a name the letter is an initial: "John I. Smith". */
const AFTER_I = String.raw`[,;:!?)”"]|['’]s|--|—|$|\.(?!${SPACE}\p{Lu})|\.${SPACE}(?=${anyOf([...openers])}(?!\p{L}))| of \p{Lu}`;
const NO_INITIAL = String.raw`(?!\.${SPACE}(?!${anyOf([...openers])}(?!\p{L}))\p{Lu})`;
const GIVING: ReadonlySet<string> = new Set(
  'Start Give Begin Continue Push Stop Run Hang Need Get'.split(' '),
);
/** `Start IV fluids` is medicine. */
const NOT_A_DRIP = String.raw`(?! (?:bags?|drips?|fluids?|lines?|needles?|poles?|stands?|tubes?)(?!\p{L}))`;
