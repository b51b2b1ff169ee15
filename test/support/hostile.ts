import assert from 'node:assert/strict';
import { cp, lstat, mkdir, readdir, readFile, readlink, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import initSqlJs from 'sql.js/dist/sql-wasm-browser.js';
import { StoryFlowError } from '../../src/core/errors';
import type { Story } from '../../src/core/narration/story';
import { imageFolder, projectFolder, storePaths } from '../../src/core/store/paths';
import type { SqlDatabase } from '../../src/core/store/sqlite';
import { scriptedEngine } from './engines';
import { PICTURES } from './pictures';
import { openPlace, segmentOf, SQLITE, type Place } from './studio';

/** What stands in the files that nobody may read. */
const CANARY = 'canary-7d1f';
const STORY = '## One\n\nThe boat came in.\n\n## Two\n\nNobody said a word.\n';
const LONG_AGO = new Date('2001-01-01');

/** Everything that is tried in turn in a folder that somebody prepared. */
const STEPS = ['open', 'generate', 'image', 'lock', 'unlock', 'delete', 'sweep', 'delete project'] as const;
type Step = (typeof STEPS)[number];

/** A folder with a narrated story, and beside it a folder `outside` that is nobody's business. */
export interface Prepared {
  readonly root: string;
  readonly paths: ReturnType<typeof storePaths>;
  readonly outside: (...parts: string[]) => string;
  /** Of “One”, which also has an image. */
  readonly id: string;
  readonly projectId: string;
  readonly project: string;
  readonly audio: string;
  readonly wav: string;
  readonly images: string;
  readonly image: string;
}

export interface HostileCase {
  readonly what: string;
  readonly prepare: (place: Prepared) => Promise<unknown>;
  /** What the steps that are refused say; all others must succeed. */
  readonly refused?: Partial<Record<Step, RegExp>>;
  /** States of the segments when the story is opened; both ready when left out. */
  readonly states?: readonly string[];
  /** What a warning must say. */
  readonly warns?: RegExp;
  /** The case gives a place outside to StoryFlow: what was there stays, and other files may come. */
  readonly isGiven?: boolean;
}

/** Tries each case with the whole core; afterwards what lies outside is as it was and nobody has looked at it. */
export function hostileCases(cases: readonly HostileCase[]): void {
  let template: Place;
  let known: Story;
  before(async () => {
    template = await openPlace({ 'a.story.md': STORY }, { engine: scriptedEngine() });
    const { studio } = template;
    const { projectId } = await studio.open(template.path('a.story.md'));
    const response = await studio.generateAllAudio(projectId);
    assert('task_id' in response);
    await template.ended(response.task_id);
    const one = segmentOf(await studio.open(template.path('a.story.md')), 'One');
    await studio.attachImage(one.id, { name: 'old.png', bytes: PICTURES.png });
    await studio.attachImage(one.id, { name: 'boat.png', bytes: PICTURES.png });
    known = await studio.open(template.path('a.story.md'));
  });
  after(() => template.close());

  for (const each of cases) {
    it(each.what, async () => {
      const place = await openPlace({}, { engine: scriptedEngine() });
      try {
        await cp(template.root, place.root, { recursive: true });
        const prepared = preparedPlace(place, known);
        await mkdir(prepared.outside('folder'), { recursive: true });
        for (const name of ['dear.txt', 'dear.json', 'dear.wav', 'dear.png', 'folder/dear.txt'])
          await writeFile(prepared.outside(name), `${CANARY} ${name}\n`);
        await each.prepare(prepared);
        await tryEverything(place, each, prepared);
      } finally {
        await place.close();
      }
    });
  }
}

function preparedPlace({ base, root }: Place, story: Story): Prepared {
  const paths = storePaths(root);
  const one = segmentOf(story, 'One');
  const project = projectFolder(paths.media, story.projectId);
  return {
    root,
    paths,
    outside: (...parts) => join(base, 'outside', ...parts),
    id: one.id,
    projectId: story.projectId,
    project,
    audio: join(project, 'audio'),
    wav: join(project, 'audio', `${one.id}.wav`),
    images: imageFolder(paths.media, story.projectId),
    image: join(paths.media, one.stored?.imageFile ?? ''),
  };
}

async function tryEverything(place: Place, each: HostileCase, prepared: Prepared): Promise<void> {
  const before = await contentOf(prepared.outside());
  const unread = await forgetReading(Object.keys(before));
  const said: Partial<Record<Step, string>> = {};
  const seen: unknown[] = [];
  let window: Window | undefined;
  for (const step of STEPS) {
    const sentence = await outcomeOf(async () => {
      window ??= await place.open();
      await take(step, place, window, seen);
    });
    // What was only looked at is looked at anew by the window that acts.
    if (step === 'open') window = undefined;
    if (sentence !== undefined) said[step] = sentence;
  }
  for (const step of STEPS) {
    const expected = each.refused?.[step];
    const sentence = said[step];
    if (expected) assert.match(sentence ?? '(it succeeded)', expected, step);
    else assert.equal(sentence, undefined, step);
  }
  if (!each.refused?.open) assert.deepEqual(seen[0], each.states ?? ['ready', 'ready']);
  if (each.warns) assert.match(place.log.lines.join('\n'), each.warns);

  assert.deepEqual(await wereRead(unread), [], 'nobody read what lies outside');
  const after = await contentOf(prepared.outside());
  for (const [path, content] of Object.entries(before)) assert.equal(after[path], content, path);
  if (!each.isGiven) assert.deepEqual(Object.keys(after), Object.keys(before));
  const told = JSON.stringify([seen, said, place.log.lines]);
  assert(!told.includes(CANARY), 'nothing tells what stands outside');
}

type Window = Awaited<ReturnType<Place['open']>>;

async function take(step: Step, place: Place, { studio, ended }: Window, seen: unknown[]): Promise<void> {
  const path = place.path('a.story.md');
  const story = await studio.open(path);
  const one = story.segments.find(({ parsed }) => parsed.heading === 'One');
  switch (step) {
    case 'open':
      seen.push(story.segments.map(({ status }) => status));
      seen.push(await studio.preview(path, `${story.source}\n## Three\n\nMore.\n`));
      for (const { id, stored } of story.segments) if (stored?.audio) seen.push(await studio.soundtrack(id));
      return;
    case 'generate': {
      const response = await studio.generateAllAudio(story.projectId, { forceRegenerate: true });
      if (!('task_id' in response)) throw new StoryFlowError('SegmentLocked', `${response.message}.`);
      const { errors } = await ended(response.task_id);
      for (const { error } of errors) throw new StoryFlowError('SpeechFailed', error);
      const now = await studio.open(path);
      assert.deepEqual(
        now.segments.map(({ status }) => status),
        ['ready', 'ready'],
      );
      return;
    }
    case 'image':
      return studio.attachImage(one?.id ?? '', { name: 'boat.png', bytes: PICTURES.png });
    case 'lock':
      return studio.lock(story, story.segments.slice(0, 1));
    case 'unlock':
      return studio.unlock(story.segments.slice(0, 1));
    case 'delete':
      return studio.deleteSegment(one?.id ?? '');
    case 'sweep':
      return studio.sweep();
    case 'delete project':
      return studio.deleteProject(story.projectId);
  }
}

/** The sentence of a refusal. Whatever else goes wrong fails the test. */
async function outcomeOf(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!(error instanceof StoryFlowError)) throw error;
    assert.match(error.message, /^[^]+\.$/u, 'a whole sentence');
    return error.message;
  }
}

/** Everything below a folder: files with their content, links with where they lead. */
async function contentOf(folder: string): Promise<Record<string, string>> {
  const content: Record<string, string> = {};
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const path = join(folder, name);
    const found = await lstat(path);
    if (found.isSymbolicLink()) content[path] = `link to ${await readlink(path)}`;
    else content[path] = found.isFile() ? (await readFile(path)).toString('latin1') : 'no file';
  }
  return content;
}

/** Sets the time of the last reading back, where the file system keeps it; the files whose reading will show. */
async function forgetReading(paths: readonly string[]): Promise<string[]> {
  const shown: string[] = [];
  for (const path of paths) {
    const found = await lstat(path);
    // What has a second name is read by that name.
    if (!found.isFile() || found.nlink > 1) continue;
    await utimes(path, LONG_AGO, new Date());
    await readFile(path);
    if ((await stat(path)).atime > LONG_AGO) shown.push(path);
    await utimes(path, LONG_AGO, new Date());
  }
  return shown;
}

async function wereRead(paths: readonly string[]): Promise<string[]> {
  const read: string[] = [];
  for (const path of paths) if ((await stat(path)).atime > LONG_AGO) read.push(path);
  return read;
}

/** Changes a database as somebody would who has no rules to keep. */
export async function editDatabase({ paths }: Prepared, edit: (db: SqlDatabase) => void): Promise<void> {
  const sqlite = await initSqlJs({ wasmBinary: Uint8Array.from(await readFile(SQLITE)).buffer });
  const db = new sqlite.Database(await readFile(paths.database));
  edit(db);
  await writeFile(paths.database, db.export());
  db.close();
}
