/** A text by its lines, counted from 0, as an editor's document gives it. */
export interface Lines {
  readonly lineCount: number;
  lineAt(line: number): { readonly text: string };
}

/** The line of the heading that is a story's title; undefined where no heading before the line `end` is. */
export function titleLine(lines: Lines, end: number): number | undefined {
  const last = Math.min(end, lines.lineCount);
  for (let line = frontMatterEnd(lines); line < last; line++) {
    const { text } = lines.lineAt(line);
    if (/^ {0,3}#[ \t]+\S/u.test(text)) return line;
    const below = line + 1 < last ? lines.lineAt(line + 1).text : '';
    if (text.trim() !== '' && /^ {0,3}=+[ \t]*$/u.test(below)) return line;
  }
  return undefined;
}

/** The line of the front matter that names the voice; the first line where none does. */
export function voiceLine(lines: Lines): number {
  const end = frontMatterEnd(lines);
  for (let line = 1; line < end; line++)
    if (/^(["']?)voice\1[ \t]*:/u.test(lines.lineAt(line).text)) return line;
  return 0;
}

/** The first line after the front matter; 0 where there is none. */
function frontMatterEnd(lines: Lines): number {
  if (lines.lineCount === 0 || !/^---[ \t]*$/u.test(lines.lineAt(0).text)) return 0;
  for (let line = 1; line < lines.lineCount; line++)
    if (/^(?:---|\.\.\.)[ \t]*$/u.test(lines.lineAt(line).text)) return line + 1;
  return 0;
}
