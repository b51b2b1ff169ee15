import { brotliDecompressSync } from 'node:zlib';

export interface PronouncingDictionary {
  /** The phones of a word in lower case, in ARPAbet with stress, such as `HH AH0 L OW1`. */
  get(word: string): string | undefined;
}

/** The code of the first of the characters that stand for phones and for numbers of shared letters. */
const FIRST = 0x30;

interface Block {
  readonly firstWord: string;
  readonly lines: string;
}

/**
 * Reads the dictionary that scripts/packDictionary.mjs packs. Its text begins with the names of the phones; blocks
 * of some lines follow, in order, each after an empty line. A line has the number of letters that the word shares with
 * the one before as a character, the rest of the word, a blank, and one character for each phone. Takes about 20 ms;
 * a word is found in some microseconds. Throws when the bytes are something else.
 */
export function readDictionary(bytes: Uint8Array): PronouncingDictionary {
  const [names = '', ...texts] = brotliDecompressSync(bytes).toString('latin1').split('\n\n');
  const phones = names.split(' ');
  const blocks = texts.map((lines): Block => ({ firstWord: lines.slice(1, lines.indexOf(' ')), lines }));
  if (blocks.length === 0) throw new Error('The pronouncing dictionary is damaged.');
  return {
    get(word) {
      const block = blockOf(blocks, word);
      const symbols = block && find(block, word);
      if (symbols === undefined) return undefined;
      return Array.from(symbols, (symbol) => phones[symbol.charCodeAt(0) - FIRST] ?? '').join(' ');
    },
  };
}

/** The last block that begins at the word or before it. */
function blockOf(blocks: readonly Block[], word: string): Block | undefined {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.firstWord ?? '') <= word) low = middle + 1;
    else high = middle;
  }
  return blocks[low - 1];
}

function find({ lines }: Block, word: string): string | undefined {
  let current = '';
  for (const line of lines.split('\n')) {
    const blank = line.indexOf(' ');
    current = current.slice(0, line.charCodeAt(0) - FIRST) + line.slice(1, blank);
    if (current === word) return line.slice(blank + 1);
  }
  return undefined;
}
