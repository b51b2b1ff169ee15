import { isDeepStrictEqual } from 'node:util';
import { messageOf, StoryFlowError } from '../errors';
import { formatLexicon, withEntry, withoutWord } from '../speech/lexicon/changeLexicon';
import type { LexiconEntry } from '../speech/lexicon/entry';
import { createLexicon, EMPTY_LEXICON, type Lexicon } from '../speech/lexicon/lexicon';
import { parseLexicon, type ParsedLexicon } from '../speech/lexicon/parseLexicon';
import { parseUserLexicon } from '../speech/lexicon/userLexicon';
import { changeLexiconText, readLexiconText } from '../store/lexiconFile';
import { storePaths } from '../store/paths';

/** What words are said otherwise in the stories of a root. */
export interface RootLexicon {
  /** The file's entries, then the user's own. */
  readonly lexicon: Lexicon;
  /** Why lexicon.json cannot be read, as one sentence; undefined where it can. Then what it said last still counts. */
  readonly unreadable: string | undefined;
  /** A sentence for each entry that does not count. */
  readonly problems: readonly string[];
}

const NONE: RootLexicon = { lexicon: EMPTY_LEXICON, unreadable: undefined, problems: [] };

/**
 * A function that reads the lexicon of a root with the user's own, given as the setting has it. It gives the same object
 * as long as nothing changed. A file that cannot be read changes nothing: the entries that it had when it could be read
 * last stay, so that no audio counts as out of date for it. Never rejects.
 */
export function lexiconReader(root: string): (setting: unknown) => Promise<RootLexicon> {
  let text: string | undefined;
  let own: unknown;
  let known = NONE;
  let readable: readonly LexiconEntry[] = [];
  return async (setting) => {
    const now = await readLexiconText(root).catch((error: unknown) => error as Error);
    const found = now instanceof Error ? `\0${messageOf(now)}` : now;
    if (found === text && isDeepStrictEqual(setting, own)) return known;
    [text, own] = [found, setting];
    const parsed = now instanceof Error || now === undefined ? NO_ENTRIES : parseLexicon(now);
    const unreadable = now instanceof Error ? messageOf(now) : whyUnreadable(parsed);
    if (unreadable === undefined) readable = parsed.entries;
    const user = parseUserLexicon(setting);
    const path = storePaths(root).lexicon;
    known = {
      lexicon: sameOrNew(known.lexicon, [...readable, ...user.entries]),
      unreadable: unreadable === undefined ? undefined : `${path} cannot be read: ${unreadable}`,
      problems: [
        ...parsed.problems.map(({ line, message }) => `${path}, line ${line}: ${message}`),
        ...user.problems,
      ],
    };
    return known;
  };
}

/** Adds an entry to the root's lexicon.json, in place of one about the same word. Rejects with InvalidLexicon and MediaNotWritable. */
export async function addEntry(root: string, entry: LexiconEntry): Promise<void> {
  await changeLexiconText(root, (before) => withEntry(before, entry) ?? refuse(root, before));
}

/** The absolute path of the root's lexicon.json, which is made where there is none. Rejects with MediaNotWritable. */
export async function ensureLexicon(root: string): Promise<string> {
  const { lexicon } = storePaths(root);
  // One that cannot be read is there, and is left as it is.
  if ((await readLexiconText(root).catch(() => '')) === undefined)
    await changeLexiconText(root, (before) => before ?? formatLexicon([]));
  return lexicon;
}

/** Removes a word from the root's lexicon.json, and resolves with the number of its entries. Rejects as addEntry does. */
export async function removeWord(root: string, word: string, language?: string): Promise<number> {
  let removed = 0;
  const before = await readLexiconText(root).catch(() => undefined);
  if (before === undefined) return 0;
  await changeLexiconText(root, (now) => {
    const changed = withoutWord(now, word, language) ?? refuse(root, now);
    removed = changed.removed;
    return removed === 0 ? (now ?? '') : changed.text;
  });
  return removed;
}

/** Refuses to speak while nobody knows how words are to be said. Throws InvalidLexicon. */
export function assertReadable({ unreadable }: RootLexicon): void {
  if (unreadable === undefined) return;
  throw new StoryFlowError(
    'InvalidLexicon',
    `${unreadable} Nothing was spoken: put that right and try again.`,
  );
}

const NO_ENTRIES: ParsedLexicon = { entries: [], problems: [], isReadable: true };

function whyUnreadable({ isReadable, problems: [problem] }: ParsedLexicon): string | undefined {
  return isReadable ? undefined : `line ${problem?.line ?? 1}: ${problem?.message ?? ''}`;
}

function sameOrNew(known: Lexicon, entries: readonly LexiconEntry[]): Lexicon {
  return isDeepStrictEqual(known.entries, entries) ? known : createLexicon(entries);
}

function refuse(root: string, text = ''): never {
  const why = whyUnreadable(parseLexicon(text)) ?? '';
  const { lexicon } = storePaths(root);
  throw new StoryFlowError(
    'InvalidLexicon',
    `${lexicon} was left as it is, because it cannot be read: ${why}`,
  );
}
