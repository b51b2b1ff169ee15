import type { Range } from '../../model';
import type { LanguageSigns } from './languageSigns';

/** Whether a sentence that begins at `from` ends at the possible break `to`. */
export function endsSentence(text: string, { from, to }: Range, signs: LanguageSigns): boolean {
  const junction = junctionAt(text, { from, to }, signs);
  return !falseEnds.some((isFalseEnd) => isFalseEnd(junction));
}

/** What stands around a possible break. */
interface Junction {
  /** The word before the end mark, with the full stops inside it: `Mr`, `U.S`, `5`. */
  readonly word: string;
  /** The end marks: `.`, `?!`, `. . .` */
  readonly mark: string;
  /** Quotation marks and brackets that close right after the end mark. */
  readonly closers: string;
  /** White space, opening marks and dashes before the next word. */
  readonly lead: string;
  /** The word after the break. */
  readonly next: string;
  /** The text from the next word on. */
  readonly rest: string;
  readonly signs: LanguageSigns;
}

const falseEnds: readonly ((junction: Junction) => boolean)[] = [
  goesOnInLowerCase,
  isReportedByName,
  isQuotedWithParticle,
  stammers,
  isAbbreviation,
  isInitial,
  isInitialism,
  isTimeOfDay,
  isOrdinal,
];

/** `Ok... then`, `“Why?” asked Mara`, `(really?) he`, `¡Alto! —gritó`; but `Oh! how` is two. */
function goesOnInLowerCase({ mark, closers, lead, next }: Junction): boolean {
  return /^\p{Ll}/u.test(next) && (/[.…]/.test(mark) || closers !== '' || /\p{Pd}/u.test(lead));
}

/** `“Why?” Mara asked`: a full stop would be a comma there, so only other marks are looked at. */
function isReportedByName({ mark, closers, rest, signs }: Junction): boolean {
  return mark !== '.' && closers !== '' && (signs.reporting?.test(rest) ?? false);
}

/** `「はい。」と言った`, `"가자!"라고 말했다`: the particle belongs to the quotation before it. */
function isQuotedWithParticle({ closers, lead, next }: Junction): boolean {
  return closers !== '' && lead === '' && /^(?:と|って|\p{Script=Hangul})/u.test(next);
}

/** `I… I don't know`. */
function stammers({ word, mark, next }: Junction): boolean {
  return /…|\.\s?\./.test(mark) && next !== '' && next.toLowerCase() === word.toLowerCase();
}

function isAbbreviation({ word, mark, closers, next, signs }: Junction): boolean {
  if (mark !== '.' || closers !== '') return false;
  if (signs.joining.has(word)) return true;
  if (signs.counting.has(word)) return /^\d|^[IVXLC]{2,}$/.test(next);
  return signs.closing.has(word) && !signs.openers.has(next);
}

/** `J. R. R. Tolkien`; a lone "I" is the pronoun unless another initial follows. */
function isInitial({ word, mark, closers, next, rest, signs }: Junction): boolean {
  if (mark !== '.' || closers !== '' || !/^\p{Lu}$/u.test(word)) return false;
  if (/^\p{Lu}\./u.test(rest)) return true;
  return word !== 'I' && /^\p{Lu}/u.test(next) && !signs.openers.has(next);
}

/** `the U.S. Army`, but not `in the U.S. He went`. */
function isInitialism({ word, mark, closers, next, signs }: Junction): boolean {
  if (mark !== '.' || closers !== '' || !/^(?:\p{Lu}\.)+\p{Lu}$/u.test(word)) return false;
  return next !== '' && !signs.openers.has(next);
}

/** `at 5 p.m. Monday`. */
function isTimeOfDay({ word, mark, next, signs }: Junction): boolean {
  return mark === '.' && /^[ap]\.m$/i.test(word) && signs.days.has(next);
}

/** `am 5. Mai`, `der 2. Weltkrieg`, but not `Das war 1990. Er ging`. */
function isOrdinal({ word, mark, closers, next, signs }: Junction): boolean {
  if (!signs.ordinalStop || mark !== '.' || closers !== '') return false;
  return /^(?:\d{1,3}|[IVX]+)$/.test(word) && /^\p{L}/u.test(next) && !signs.openers.has(next);
}

/** How far a junction reaches to either side, in characters. */
const REACH = 60;

const END_MARK = /[\p{Sentence_Terminal}…;\s]/u;
const CLOSER = /[\p{Pe}\p{Pf}\p{Pi}"']/u;
const LEAD = /^[\s\p{Ps}\p{Pi}\p{Pf}\p{Pd}"'¿¡]*/u;
const IN_WORD = /[^\s\p{Ps}\p{Pi}\p{Pf}\p{Pd}"'/]/u;
const WORD = /^[\p{L}\p{M}\p{N}'’]+/u;

function junctionAt(text: string, { from, to }: Range, signs: LanguageSigns): Junction {
  const tail = text.slice(Math.max(from, to - REACH), to);
  const before = tail.trimEnd();
  const after = text.slice(to, to + REACH);
  const closersAt = backOver(before, before.length, CLOSER);
  const markAt = backOver(before, closersAt, END_MARK);
  const wordAt = backOver(before, markAt, IN_WORD);
  const lead = LEAD.exec(after)?.[0] ?? '';
  const rest = after.slice(lead.length);
  return {
    word: before.slice(wordAt, markAt),
    mark: before.slice(markAt, closersAt).trim(),
    closers: before.slice(closersAt),
    lead: tail.slice(before.length) + lead,
    next: WORD.exec(rest)?.[0] ?? '',
    rest,
    signs,
  };
}

function backOver(text: string, end: number, character: RegExp): number {
  let at = end;
  while (at > 0 && character.test(text.charAt(at - 1))) at--;
  return at;
}
