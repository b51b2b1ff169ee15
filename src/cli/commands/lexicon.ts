import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StoryFlowError } from '../../core/errors';
import {
  addEntry,
  assertReadable,
  lexiconReader,
  removeWord,
  type RootLexicon,
} from '../../core/narration/rootLexicon';
import type { CaseRule } from '../../core/speech/lexicon/entry';
import { parseLexicon } from '../../core/speech/lexicon/parseLexicon';
import { readSaying, sayingText } from '../../core/speech/lexicon/phonemeText';
import { assertEntry } from '../../core/speech/lexicon/userLexicon';
import { readLexiconText } from '../../core/store/lexiconFile';
import { storePaths } from '../../core/store/paths';
import { findGitRoot, findRoot } from '../../core/store/root';
import { printJson, printLine, type Console } from '../console';
import { exitCode, type ExitCode } from '../exitCode';
import { count } from '../format';

interface LexiconOptions {
  readonly root?: string;
  readonly json?: boolean;
}

interface WordOptions extends LexiconOptions {
  readonly language?: string;
  readonly case?: Exclude<CaseRule, undefined>;
}

/** The root that `--root` names, else the nearest above the working folder, as for a story that lies there. */
export async function rootFor({ root }: LexiconOptions): Promise<string> {
  const folder = process.cwd();
  if (root !== undefined) return realpath(resolve(root));
  return (await findRoot(join(folder, 'any'))) ?? (await findGitRoot(folder)) ?? folder;
}

/** The lexicon of the root that a command is about. Rejects with InvalidLexicon where it cannot be read. */
export async function lexiconFor(options: LexiconOptions): Promise<RootLexicon> {
  const found = await lexiconReader(await rootFor(options))(undefined);
  assertReadable(found);
  return found;
}

export async function lexiconList(console: Console, options: LexiconOptions): Promise<ExitCode> {
  const { lexicon } = await lexiconFor(options);
  if (options.json) {
    printJson(
      console.out,
      lexicon.entries.map(({ word, say, language, caseRule }) => ({
        word,
        ...say,
        language,
        case: caseRule,
      })),
    );
  } else if (lexicon.entries.length === 0) printLine(console.out, 'No word is said otherwise.');
  else {
    for (const { word, say, language, caseRule } of lexicon.entries) {
      const about = [language, caseRule].filter((each) => each !== undefined).join(', ');
      printLine(console.out, `${word}: ${sayingText(say)}${about === '' ? '' : ` (${about})`}`);
    }
  }
  return exitCode.done;
}

export async function lexiconAdd(
  console: Console,
  word: string,
  saying: string,
  options: WordOptions,
): Promise<ExitCode> {
  const entry = {
    word: word.trim(),
    say: readSaying(saying),
    language: options.language,
    caseRule: options.case,
  };
  assertEntry(entry);
  const root = await rootFor(options);
  await addEntry(root, entry);
  printLine(
    console.out,
    `“${entry.word}” is said ${sayingText(entry.say)} from now on (${storePaths(root).lexicon}).`,
  );
  return exitCode.done;
}

export async function lexiconRemove(console: Console, word: string, options: WordOptions): Promise<ExitCode> {
  const removed = await removeWord(await rootFor(options), word, options.language);
  if (removed === 0)
    throw new StoryFlowError('WrongUse', `The lexicon has no “${word}”: see \`storyflow lexicon list\`.`);
  printLine(console.out, `“${word}” is said as it is written again (${count(removed, 'line')}).`);
  return exitCode.done;
}

/** Tells every problem of the lexicon with its place, as compilers do. */
export async function lexiconCheck(console: Console, options: LexiconOptions): Promise<ExitCode> {
  const root = await rootFor(options);
  const path = storePaths(root).lexicon;
  const text = (await readLexiconText(root)) ?? '{"version": 1, "entries": []}';
  const { entries, problems } = parseLexicon(text);
  for (const { line, message, source } of problems) {
    const column = source.from - (text.lastIndexOf('\n', source.from - 1) + 1) + 1;
    printLine(console.err, `${path}:${line}:${column}: ${message}`);
  }
  printLine(console.out, `${count(entries.length, 'word')}, ${count(problems.length, 'problem')}`);
  return problems.length === 0 ? exitCode.done : exitCode.wrongUse;
}
