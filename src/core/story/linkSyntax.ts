import { endOfMatch } from './matchAt';

/** CommonMark's limit, in characters between the brackets. */
export const maxLabelLength = 999;

// What a link or a link definition consists of, each as a pattern for one place of a text.
const label = /\[(?:[^\\[\]]|\\.){0,999}\]/sy;
const angleDestination = /<(?:[^<>\n\\]|\\.)*>/y;
const title = /"[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*'|\([^()\\]*(?:\\.[^()\\]*)*\)/sy;
const space = /[ \t\n]*/y;
const phonemes = /\(\/([^/()\n]{1,200})\/\)/y;
const restOfLine = /[ \t]*(?:\n|$)/y;

// A destination with more unclosed parentheses is none: it keeps `[a](` repeated linear, as in cmark.
const maxParentheses = 32;

/** Where the link definitions that a paragraph starts with end, and their labels as `linkKey` gives them. */
export function readDefinitions(paragraph: string): { end: number; labels: string[] } {
  const labels: string[] = [];
  let end = 0;
  for (;;) {
    const definition = readDefinition(paragraph, end);
    if (!definition) return { end, labels };
    labels.push(definition.label);
    end = definition.end;
  }
}

/** The end of `(address "title")` at an offset; -1 when there is none. */
export function linkTailEnd(text: string, from: number): number {
  if (text[from] !== '(') return -1;
  const start = endOfMatch(space, text, from + 1);
  const destination = destinationEnd(text, start);
  if (destination < 0) return -1;
  const gap = endOfMatch(space, text, destination);
  const titled = gap > destination ? endOfMatch(title, text, gap) : -1;
  const end = titled < 0 ? gap : endOfMatch(space, text, titled);
  return text[end] === ')' ? end + 1 : -1;
}

/**
 * Phonemes in the place of an address, as misaki reads them: `(/lˈAvi/)`. What is ASCII throughout is a path, such as
 * `(/docs/)`; undefined then, and where there is nothing of the kind.
 */
export function phonemesTail(text: string, from: number): { phonemes: string; end: number } | undefined {
  const end = endOfMatch(phonemes, text, from);
  const found = text.slice(from + 2, end - 2);
  return end < 0 || /^\p{ASCII}*$/u.test(found) ? undefined : { phonemes: found, end };
}

/** The label in brackets at an offset; undefined when there is none. */
export function readLabel(text: string, from: number): { key: string; end: number } | undefined {
  const end = endOfMatch(label, text, from);
  return end < 0 ? undefined : { key: linkKey(text.slice(from + 1, end - 1)), end };
}

/** A label in the form in which labels are compared: case and white space make no difference. */
export function linkKey(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}

function readDefinition(text: string, from: number): { label: string; end: number } | undefined {
  const found = readLabel(text, endOfMatch(space, text, from));
  if (!found || found.key === '' || text[found.end] !== ':') return undefined;
  const start = endOfMatch(space, text, found.end + 1);
  const destination = destinationEnd(text, start);
  if (destination <= start) return undefined;
  const gap = endOfMatch(space, text, destination);
  const titled = gap > destination ? endOfMatch(title, text, gap) : -1;
  const withTitle = titled < 0 ? -1 : endOfMatch(restOfLine, text, titled);
  const end = withTitle < 0 ? endOfMatch(restOfLine, text, destination) : withTitle;
  return end < 0 ? undefined : { label: found.key, end };
}

/** The end of an address, which may be empty; -1 when there is none. */
function destinationEnd(text: string, from: number): number {
  if (text[from] === '<') return endOfMatch(angleDestination, text, from);
  let parentheses = 0;
  for (let at = from; ; at++) {
    const character = text.charAt(at);
    if (character <= ' ' || (character === ')' && parentheses === 0)) return parentheses === 0 ? at : -1;
    if (character === '\\' && /[!-/:-@[-`{-~]/.test(text.charAt(at + 1))) at++;
    else if (character === ')') parentheses--;
    else if (character === '(' && ++parentheses > maxParentheses) return -1;
  }
}
