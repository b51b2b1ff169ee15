/** What can be completed before the cursor, and how much of it is written already. */
export interface CompletionPlace {
  readonly kind: 'voice' | 'language' | 'tag' | 'attribute';
  /** Length of what is replaced, up to the cursor. */
  readonly length: number;
}

/** Where a line stands: what is completed depends on it. */
export type LinePlace = 'frontMatter' | 'heading' | 'text';

/** More before the cursor is not looked at. */
const NEAR = 200;

const places: Record<LinePlace, readonly (readonly [CompletionPlace['kind'], RegExp])[]> = {
  frontMatter: [
    ['voice', /^voice:[ \t]+["']?(?:[^"'\n]*[+][ \t]*)?(?<written>[\w:.-]*)$/u],
    ['language', /^language:[ \t]+["']?(?<written>[\w-]*)$/u],
  ],
  heading: [
    ['voice', /\{[^{}]*\bvoice=["']?(?:[^"'{}\s]*[+])?(?<written>[\w:.-]*)$/u],
    ['attribute', /\s\{(?:[^{}]*\s)?(?<written>[a-z]*)$/u],
  ],
  text: [
    ['voice', /(?<!\\)\[voice[ \t]+(?:[^[\]]*[+][ \t]*)?(?<written>[\w:.-]*)$/iu],
    ['tag', /(?<![\\\]!])\[(?<written>\/?[a-z]*)$/iu],
  ],
};

/** What can be completed at the end of the text before a cursor; undefined where there is nothing. */
export function completionPlace(before: string, line: LinePlace): CompletionPlace | undefined {
  const near = before.slice(-NEAR);
  // Inside a code span a tag is no tag.
  if (line === 'text' && (before.match(/`/gu)?.length ?? 0) % 2 === 1) return undefined;
  for (const [kind, pattern] of places[line]) {
    const written = pattern.exec(near)?.groups?.['written'];
    if (written !== undefined) return { kind, length: written.length };
  }
  return undefined;
}

/** Where a line of a story stands; undefined in a code block. `lineAt` gives a line's text. */
export function linePlace(line: number, lineAt: (line: number) => string): LinePlace | undefined {
  let fence = '';
  let isFront = /^---[ \t]*$/u.test(lineAt(0)) && line > 0;
  for (let at = isFront ? 1 : 0; at < line; at++) {
    const text = lineAt(at);
    if (isFront) {
      isFront = !/^(?:---|\.\.\.)[ \t]*$/u.test(text);
      continue;
    }
    const mark = /^ {0,3}(?<mark>`{3,}|~{3,})/u.exec(text)?.groups?.['mark'] ?? '';
    if (fence === '') fence = mark;
    else if (mark.startsWith(fence)) fence = '';
  }
  if (isFront) return 'frontMatter';
  const text = lineAt(line);
  if (fence !== '' || /^(?: {4}|\t)/u.test(text)) return undefined;
  return /^ {0,3}#{1,6}[ \t]/u.test(text) ? 'heading' : 'text';
}
