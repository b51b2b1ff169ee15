import { blockSyntax } from './blockSyntax';
import { takeLinkDefinitions } from './linkDefinitions';
import { parseBlocks } from './parseBlocks';

/**
 * A Markdown text as the body of a section, so that the section holds it and nothing more: a line that would be a
 * heading gets a backslash, and so does one that opens code or HTML without an end, which would hide the headings
 * below. A comment in the text is not taken for the section's image prompt. What looks escaped already is escaped once
 * more, so that `unescapeSection` gives the same text back. Line ends must be `\n`.
 */
export function escapeSection(text: string): string {
  let escaped = text.replace(promptMark, '$1\\$2').replace(markedLine, withSlashes(oneMore));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const places = breaches(escaped);
    if (places.length === 0) return escaped;
    escaped = withSlashAt(places, escaped);
  }
  return escaped.replace(markedLine, withSlashes(atLeastOne));
}

/** The text that `escapeSection` was given; of any other section's body, the text without such backslashes. */
export function unescapeSection(body: string): string {
  return body.replace(markedLine, withSlashes(oneLess)).replace(escapedPromptMark, '$1$2');
}

/**
 * How often the lines that have to be escaped are looked for: a line may become a heading only because the one above
 * it is none any more. No text that a person wrote needs as many rounds.
 */
const MOST_ROUNDS = 6;

/** A line that is a heading, underlines one, or opens code or HTML in some text; with backslashes it is none of these. */
const markedLine =
  /^( {0,3})(\\*)(#{1,6}(?=[ \t]|$)|(?:=+|-+)(?=[ \t]*$)|`{3}|~{3}|<(?=[!?]|(?:script|pre|style|textarea)(?:[\s>]|$)))/gim;

const promptMark = /(<!--[\s>]*\\*)(prompt\s*:)/gi;
const escapedPromptMark = /(<!--[\s>]*\\*)\\(prompt\s*:)/gi;

const oneMore = (slashes: string): string => (slashes === '' ? '' : `\\${slashes}`);
const atLeastOne = (slashes: string): string => (slashes === '' ? '\\' : slashes);
const oneLess = (slashes: string): string => slashes.slice(1);

function withSlashes(change: (slashes: string) => string) {
  return (_line: string, indent: string, slashes: string, mark: string): string =>
    indent + change(slashes) + mark;
}

/** Where lines begin, behind their indent, that would not stay inside a section: all are marked lines, in order. */
function breaches(text: string): number[] {
  const end = `${text}\n\n`;
  const markdown = `${end}# Next`;
  const blocks = parseBlocks(markdown);
  const headings = takeLinkDefinitions(blocks, markdown).blocks.filter(
    ({ level, source }) => level > 0 && source.from < end.length,
  );
  const places = headings.map(({ source }) => {
    const line = markdown.lastIndexOf('\n', source.to - 1) + 1;
    return line + markdown.slice(line).search(/[^ ]/);
  });
  const isOpen = blocks.at(-1)?.source.from !== end.length;
  const opener = isOpen ? blockSyntax.parse(markdown).topNode.lastChild : undefined;
  return opener ? [...places, opener.from] : places;
}

function withSlashAt(places: readonly number[], text: string): string {
  const pieces = places.map((place, index) => text.slice(places[index - 1] ?? 0, place));
  return [...pieces, text.slice(places.at(-1))].join('\\');
}
