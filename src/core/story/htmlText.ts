import { Tokenizer } from 'htmlparser2';
import { silentElements } from './angleSyntax';
import type { InlinePiece } from './scanInline';

// Elements that stand inside a line of text. All others end the line, as a browser shows them.
const inlineElements = new Set(
  (
    'a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark meter output q rb ' +
    'rp rt ruby s samp small span strike strong sub sup time tt u var wbr'
  ).split(' '),
);

/** The text that an HTML block shows, as one list of pieces for each paragraph. */
export function htmlText(block: string): InlinePiece[][] {
  const start = instructionEnd(block);
  const html = block.slice(start);
  const paragraphs: InlinePiece[][] = [[]];
  let silent: { readonly name: string; depth: number } | undefined;
  const add = (piece: InlinePiece): void => {
    const inBlock = { ...piece, from: start + piece.from, to: start + piece.to };
    if (!silent) paragraphs.at(-1)?.push(inBlock);
  };
  const meetTag = (from: number, to: number, depth: 1 | -1): void => {
    const name = html.slice(from, to).toLowerCase();
    if (silent?.name === name) silent.depth += depth;
    else if (!silent && depth > 0 && silentElements.has(name)) silent = { name, depth };
    if (silent?.depth === 0) silent = undefined;
    if (name === 'br') add({ from: from - 1, to, replacement: ' ' });
    else if (!inlineElements.has(name)) paragraphs.push([]);
  };
  const ignore = (): void => undefined;
  const tokenizer = new Tokenizer(
    {},
    {
      ontext: (from, to) => {
        add({ from, to });
      },
      ontextentity: (codePoint, to) => {
        const from = html.lastIndexOf('&', to - 1);
        add({ from, to, replacement: String.fromCodePoint(codePoint) });
      },
      onopentagname: (from, to) => {
        meetTag(from, to, 1);
      },
      onclosetag: (from, to) => {
        meetTag(from, to, -1);
      },
      onopentagend: ignore,
      onselfclosingtag: ignore,
      onattribname: ignore,
      onattribdata: ignore,
      onattribentity: ignore,
      onattribend: ignore,
      oncomment: ignore,
      oncdata: ignore,
      ondeclaration: ignore,
      onprocessinginstruction: ignore,
      onend: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return paragraphs.filter((pieces) => pieces.length > 0);
}

/** Where an instruction that starts a block ends: for Markdown at `?>`, for HTML already at the first `>`. */
function instructionEnd(block: string): number {
  if (!block.startsWith('<?')) return 0;
  const end = block.indexOf('?>');
  return end < 0 ? block.length : end + 2;
}
