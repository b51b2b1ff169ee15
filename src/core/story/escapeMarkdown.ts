/**
 * Plain text as one Markdown paragraph that is spoken as the text is. Line breaks are kept, as `\n`; blank lines, white
 * space at the ends of lines and NUL are left out. Only what would be read as a mark gets a backslash, so that prose
 * stays readable.
 */
export function escapeParagraph(text: string): string {
  return text
    .replaceAll('\0', '')
    .split(/\r\n?|[\n\u2028\u2029]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(escapeLine)
    .join('\n');
}

/** Marks inside a line. A star between spaces and an underscore inside a word mark nothing. */
const inlineMarks = new RegExp(
  [
    String.raw`[\x60[]`,
    String.raw`\\(?=[!-/:-@[-\x60{-~]|$)`,
    String.raw`<(?=\S)`,
    String.raw`&(?=#?\w+;)`,
    String.raw`(?<!\s)\*|\*(?=\S)`,
    String.raw`(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])`,
    String.raw`~(?=~)|(?<=~)~`,
  ].join('|'),
  'gu',
);

/** A heading, quote, list item, underline or break, a table's second line, and what could end front matter. */
const lineMark = /^(?:#{1,6}(?!\S)|>|[-+](?!\S)|=+$|[-:|\s]+$|\.{3}$)/u;
const itemNumber = /^(\d{1,9})([.)])(?!\S)/u;

function escapeLine(line: string): string {
  const escaped = line.replace(inlineMarks, String.raw`\$&`);
  return lineMark.test(escaped) ? `\\${escaped}` : escaped.replace(itemNumber, String.raw`$1\$2`);
}
