import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Paragraphs of real text, so many words in all: what the installed packages say of themselves, then their licences and
 * the comments of their declarations, with everything that people write there. Always the same for the same packages.
 */
export async function* realParagraphs(words: number): AsyncGenerator<string> {
  let left = words;
  for (const path of await texts()) {
    for (const paragraph of prose(path, await readFile(path, 'utf8'))) {
      const count = paragraph.match(/\S+/gu)?.length ?? 0;
      if (count === 0) continue;
      yield paragraph;
      left -= count;
      if (left <= 0) return;
    }
  }
  throw new Error(`The installed packages have ${left} words too few.`);
}

async function texts(): Promise<string[]> {
  const kinds = [/\.md$/iu, /(?:^|[\\/])licen[cs]e[^\\/]*$/iu, /\.d\.ts$/u];
  const paths = (await readdir('node_modules', { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return kinds.flatMap((kind) => paths.filter((path) => kind.test(path)));
}

function prose(path: string, text: string): string[] {
  if (!path.endsWith('.d.ts')) return text.split(/\n\s*\n/u);
  return (text.match(/\/\*\*[\s\S]*?\*\//gu) ?? []).map((comment) =>
    comment.replace(/^\s*\/?\*+\/?/gmu, ' '),
  );
}
