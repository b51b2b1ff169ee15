import * as z from 'zod';
import { messageOf, StoryFlowError } from '../errors';
import { readRegular } from '../regularFile';
import { hasCode, notWritable } from './fileError';
import { withFileLock } from './fileLock';
import { storePaths } from './paths';
import { replaceFile } from '../replaceFile';
import { ensureRoot } from './root';

/** A lock: the segment's audio and image stay as they are, and its text as it was spoken is remembered. */
export type Lock = z.output<typeof lockSchema>;

/** What locks.json says. One that cannot be read is data, not an error: everything it might name stays locked. */
export type LockFile =
  | { readonly state: 'readable'; readonly locks: readonly Lock[] }
  | {
      readonly state: 'unreadable';
      /** Completes "locks.json". */
      readonly reason: string;
      /** Those that can be made out all the same, from both sides of a conflict. */
      readonly locks: readonly Lock[];
      mightLock(segmentId: string, story: string): boolean;
    };

/** Whether a segment is locked, or must count as such. */
export function isLocked(file: LockFile, segmentId: string, story: string): boolean {
  return file.state === 'readable' ? lockedIds(file).has(segmentId) : file.mightLock(segmentId, story);
}

/** Reads the root's locks.json; a root without one has no locks. Never rejects. */
export async function readLocks(root: string): Promise<LockFile> {
  return lockReader(root)();
}

/** A function that reads the root's locks.json as `readLocks` does, and parses it only when its text is another one. */
export function lockReader(root: string): () => Promise<LockFile> {
  let text: string | undefined;
  let file = NO_LOCKS;
  return async () => {
    try {
      const now = await textOf(storePaths(root).locks);
      if (now !== text) [text, file] = [now, now === undefined ? NO_LOCKS : parseLocks(now)];
      return file;
    } catch (error) {
      return unreadable(`cannot be read (${messageOf(error)})`, '', () => true);
    }
  };
}

/**
 * Adds locks, in place of any the same segments have; keys of theirs that are not known here are kept. Rejects with
 * SegmentLocked when the file cannot be read, and then leaves it as it is, and with MediaNotWritable.
 */
export async function lockSegments(root: string, added: readonly Lock[]): Promise<void> {
  await changeLocks(root, (locks) => {
    const byId = new Map(locks.map((lock) => [lock.segmentId, lock]));
    for (const lock of added) byId.set(lock.segmentId, { ...byId.get(lock.segmentId), ...lock });
    return [...byId.values()];
  });
}

/** Removes the locks of these segments. Rejects as lockSegments does. */
export async function unlockSegments(root: string, segmentIds: readonly string[]): Promise<void> {
  const ids = new Set(segmentIds);
  await changeLocks(root, (locks) => locks.filter((lock) => !ids.has(lock.segmentId)));
}

/**
 * Says of locks that their story is another one now: of those of these segments, and of all that name `from`. Rejects as
 * lockSegments does.
 */
export async function restateLocks(
  root: string,
  story: string,
  { segmentIds, from }: { readonly segmentIds: readonly string[]; readonly from?: string | undefined },
): Promise<void> {
  const ids = new Set(segmentIds);
  await changeLocks(root, (locks) =>
    locks.map((lock) => (ids.has(lock.segmentId) || lock.story === from ? { ...lock, story } : lock)),
  );
}

/** The locks as they are once those that moved, which name one of `from`, name `story`. The same file where none does. */
export function locksOfMoved(
  file: LockFile,
  story: string,
  from: readonly string[],
  hasMoved: (lock: Lock) => boolean,
): LockFile {
  const locks = file.locks.map((lock) => (hasMoved(lock) ? { ...lock, story } : lock));
  if (file.state === 'readable') return file.locks.some(hasMoved) ? { ...file, locks } : file;
  const namesOf = (path: string) => (path === story ? [path, ...from] : [path]);
  return { ...file, locks, mightLock: (id, path) => namesOf(path).some((name) => file.mightLock(id, name)) };
}

/** The file's text: one lock a line, in an order that depends on nothing but the locks, so that git can merge it. */
export function formatLocks(locks: readonly Lock[]): string {
  const lines = locks.map((lock) => ({ lock, key: [lock.story, lock.heading, lock.segmentId] }));
  lines.sort((one, other) => compare(one.key, other.key));
  const entries = lines.map(({ lock }) => `\n    ${JSON.stringify(ordered(lock))}`).join(',');
  return `{\n  "version": ${VERSION},\n  "locks": [${entries}${entries ? '\n  ' : ''}]\n}\n`;
}

/** Reads a lock file's text. */
export function parseLocks(text: string): LockFile {
  if (/^(<{7}|={7}|>{7})/mu.test(text)) {
    return unreadable('has conflict marks of git', text, (...facts) =>
      facts.some((fact) => fact !== '' && text.includes(JSON.stringify(fact))),
    );
  }
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    // What was cut off or overwritten may have named anything.
    return unreadable(`is not valid JSON (${messageOf(error)})`, text, () => true);
  }
  const parsed = fileSchema.safeParse(content);
  if (parsed.success) return { state: 'readable', locks: parsed.data.locks };
  const [issue] = parsed.error.issues;
  return unreadable(
    `has something unexpected at ${issue?.path.join('.') || 'its beginning'}`,
    text,
    () => true,
  );
}

const NO_LOCKS: LockFile = { state: 'readable', locks: [] };

const VERSION = 1;

const markRange = { from: z.number().int().nonnegative(), to: z.number().int().nonnegative() };
const markSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pause'), ...markRange, milliseconds: z.number().nonnegative() }),
  z.object({ kind: z.literal('voice'), ...markRange, voice: z.string() }),
  z.object({ kind: z.literal('pronounce'), ...markRange, phonemes: z.string() }),
]);

const lockSchema = z.looseObject({
  segmentId: z.string().min(1),
  /** Path of the story relative to the root, with `/`. */
  story: z.string(),
  heading: z.string(),
  ordinal: z.number().int().nonnegative(),
  /** The spoken text as it was locked. */
  text: z.string(),
  textHash: z.string(),
  voice: z.string(),
  speed: z.number(),
  /** How each block of the text was marked: its pauses, voices and given sounds. Absent where none was. */
  marks: z.array(z.array(markSchema)).exactOptional(),
});

const fileSchema = z.object({ version: z.literal(VERSION), locks: z.array(lockSchema) });

const KEYS = Object.keys(lockSchema.shape);

async function changeLocks(root: string, change: (locks: readonly Lock[]) => Lock[]): Promise<void> {
  const path = storePaths(root).locks;
  await ensureRoot(root);
  await withFileLock(path, async (held) => {
    const file = await readLocks(root);
    if (file.state === 'unreadable') {
      const message = `The locks were left as they are, because ${path} ${file.reason}: put that right and try again.`;
      throw new StoryFlowError('SegmentLocked', message);
    }
    const before = formatLocks(file.locks);
    const after = formatLocks(change(file.locks));
    if (after === before) return;
    try {
      await replaceFile(path, after, held.assertHeld);
    } catch (error) {
      throw notWritable(path, error);
    }
  });
}

/** The file's text; undefined when there is no file. */
async function textOf(path: string): Promise<string | undefined> {
  try {
    return (await readRegular(path)).toString('utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

const idsOf = new WeakMap<LockFile, ReadonlySet<string>>();

function lockedIds(file: LockFile): ReadonlySet<string> {
  const ids = idsOf.get(file) ?? new Set(file.locks.map(({ segmentId }) => segmentId));
  idsOf.set(file, ids);
  return ids;
}

function unreadable(
  reason: string,
  text: string,
  mightLock: (segmentId: string, story: string) => boolean,
): LockFile {
  return { state: 'unreadable', reason, locks: locksByLine(text), mightLock };
}

/** The locks of a text that is not whole: each has a line of its own. */
function locksByLine(text: string): Lock[] {
  return text.split('\n').flatMap((line) => {
    try {
      return lockSchema.safeParse(JSON.parse(line.replace(/,\s*$/u, ''))).data ?? [];
    } catch {
      return [];
    }
  });
}

function ordered(lock: Lock): Record<string, unknown> {
  const others = Object.keys(lock).filter((key) => !KEYS.includes(key));
  return Object.fromEntries([...KEYS, ...others.sort()].map((key) => [key, lock[key]]));
}

/** By code units, as the order must not depend on anybody's language. */
function compare(one: readonly string[], other: readonly string[]): number {
  for (const [index, text] of one.entries()) {
    const against = other[index] ?? '';
    if (text !== against) return text < against ? -1 : 1;
  }
  return 0;
}
