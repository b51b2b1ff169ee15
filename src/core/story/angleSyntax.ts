import { endOfMatch, matchAt } from './matchAt';

const address = /<[a-z][a-z0-9+.-]{1,31}:[^\p{Cc} <>]*>/iuy;
const mailAddress =
  /<[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*>/iy;
const attribute = /\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?/;
const tag = new RegExp(`<(?:([a-z][a-z0-9-]*)(?:${attribute.source})*\\s*/?|/[a-z][a-z0-9-]*\\s*)>`, 'iy');

// Comments, instructions, declarations and CDATA: how they start, and what ends them from where on.
const enclosures = [
  { start: /<!--/y, skip: 2, end: /-->/g },
  { start: /<\?/y, skip: 2, end: /\?>/g },
  { start: /<![a-z]/iy, skip: 2, end: />/g },
  { start: /<!\[CDATA\[/y, skip: 9, end: /\]\]>/g },
];

/** Elements whose content a browser does not show as text. */
export const silentElements: ReadonlySet<string> = new Set(
  'audio canvas head iframe noscript object script style template title video'.split(' '),
);

/** What begins with `<`: an address that is its own text, a line break, or HTML that is not spoken. */
export interface Angle {
  readonly spoken: 'address' | 'break' | 'nothing';
  readonly end: number;
}

/**
 * A function that reads what begins with `<` at an offset of the text, undefined where that is only a
 * character. It remembers which ends the text lacks, so that none is looked for again and again.
 */
export function angleReader(text: string): (at: number) => Angle | undefined {
  const missing = new Set<string>();
  const find = (end: RegExp, from: number): number => {
    if (missing.has(end.source)) return -1;
    const found = endOfMatch(end, text, from);
    if (found < 0) missing.add(end.source);
    return found;
  };
  const readElement = (name: string, end: number): Angle => {
    const closed = silentElements.has(name) ? find(new RegExp(`</${name}\\s*>`, 'gi'), end) : -1;
    return { spoken: name === 'br' ? 'break' : 'nothing', end: Math.max(end, closed) };
  };
  return (at) => {
    const addressEnd = Math.max(endOfMatch(address, text, at), endOfMatch(mailAddress, text, at));
    if (addressEnd >= 0) return { spoken: 'address', end: addressEnd };
    const element = matchAt(tag, text, at);
    if (element) return readElement(element[1]?.toLowerCase() ?? '', at + element[0].length);
    const enclosure = enclosures.find(({ start }) => matchAt(start, text, at));
    const end = enclosure ? find(enclosure.end, at + enclosure.skip) : -1;
    return end < 0 ? undefined : { spoken: 'nothing', end };
  };
}
