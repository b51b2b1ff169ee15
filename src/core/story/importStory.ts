import { StoryFlowError } from '../errors';
import { escapeSection } from './escapeSection';
import { promptComment } from './imagePrompt';
import type { ImportedBlock, ImportProblem } from './importReading';
import { isImportJson, readImportJson } from './readImportJson';
import { readImportText } from './readImportText';

/** A new story's title and the Markdown of its file. */
export interface ImportedStory {
  readonly title: string;
  readonly markdown: string;
}

/** The longest title, in UTF-16 code units, as front matter counts (decision D-01): an emoji may count as two or more. */
const LONGEST_TITLE = 200;

/**
 * Makes a story of JSON `{title, segments: [{text_content, image_prompt?}]}` or of text in blocks, whose title is the
 * file's name. All problems are found together, and with any there is no story.
 *
 * A text is Markdown and stays as it is, without the white space around it, save what would not stay inside its
 * segment (see `escapeSection`). What no text file can hold (NUL, lone surrogates) becomes U+FFFD.
 */
export function importStory(
  content: string,
  { fileName }: { readonly fileName: string },
): ImportedStory | { readonly problems: readonly ImportProblem[] } {
  const text = content.replace(/^\uFEFF/, '');
  const reading = isImportJson(text, fileName)
    ? readImportJson(text)
    : readImportText(text, withoutExtension(fileName));
  const title = reading.title
    ?.toWellFormed()
    .replace(/[\s\0]+/g, ' ')
    .trim();
  const problems = [...titleProblems(title), ...reading.problems];
  if (title === undefined || problems.length > 0) return { problems };
  return { title, markdown: toMarkdown(title, reading.blocks) };
}

/** A refused import as one error that tells every problem. */
export function importRefused(fileName: string, problems: readonly ImportProblem[]): StoryFlowError {
  const told = problems.map(({ block, message }) => (block === 0 ? message : `Block ${block}: ${message}`));
  return new StoryFlowError('Import', `“${fileName}” was not imported. ${told.join(' ')}`);
}

function titleProblems(title: string | undefined): ImportProblem[] {
  if (title === '') return [{ block: 0, message: 'The title is empty: give the story a name.' }];
  if (title === undefined || title.length <= LONGEST_TITLE) return [];
  const message = `The title has ${title.length} characters: shorten it to ${LONGEST_TITLE} or fewer.`;
  return [{ block: 0, message }];
}

function toMarkdown(title: string, blocks: readonly ImportedBlock[]): string {
  const sections = blocks.map(({ text, prompt }, index) => [
    `## Segment ${index + 1}`,
    ...(prompt === '' ? [] : [promptComment(prompt)]),
    ...(text === '' ? [] : [escapeSection(text)]),
  ]);
  const heading = `# ${title.replace(/[\\`*_~[\]<&#]/g, '\\$&')}`;
  return `${[heading, ...sections.flat()].join('\n\n')}\n`;
}

function withoutExtension(fileName: string): string {
  return (fileName.split(/[\\/]/).at(-1) ?? '').replace(/\.[^.]*$/, '');
}
