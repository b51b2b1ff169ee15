/** A segment to be: a text, a prompt or both, without white space around them and with `\n` as line end. */
export interface ImportedBlock {
  readonly text: string;
  readonly prompt: string;
}

/** Why something cannot be imported. */
export interface ImportProblem {
  /** Number of the block of text or segment of JSON, from 1; 0 for the file as a whole. */
  readonly block: number;
  /** What is wrong and what to do about it. */
  readonly message: string;
}

/** What a file says, as far as it can be used. */
export interface ImportReading {
  /** Undefined when what is wrong with it is among the problems. */
  readonly title: string | undefined;
  readonly blocks: readonly ImportedBlock[];
  readonly problems: readonly ImportProblem[];
}

/** Joins what was read of each block with what is wrong with all of them. */
export function readingOf(
  title: string | undefined,
  blocks: readonly (ImportedBlock | { readonly problems: readonly string[] })[],
): ImportReading {
  const problems = blocks.flatMap((block, index) =>
    problemsOf(block).map((message) => ({ block: index + 1, message })),
  );
  const none = { block: 0, message: 'There is no segment in it: write one.' };
  return {
    title,
    blocks: blocks.flatMap((block) =>
      'text' in block ? { text: tidy(block.text), prompt: tidy(block.prompt) } : [],
    ),
    problems: blocks.length === 0 ? [none] : problems,
  };
}

function problemsOf(block: ImportedBlock | { readonly problems: readonly string[] }): readonly string[] {
  if ('problems' in block) return block.problems;
  const isBlank = (block.text + block.prompt).trim() === '';
  return isBlank ? ['There is neither text nor prompt: write one of them, or remove the block.'] : [];
}

function tidy(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD').trim();
}
