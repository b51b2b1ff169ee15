import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir, utimes } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type * as Esbuild from 'esbuild';
import { readWavInfo } from '../../src/core/audio/readWav';
import { projectFolder, storePaths } from '../../src/core/store/paths';
import type { tempStories } from './cli';
import { SQLITE } from './studio';

export type WriterOperation = 'narrate' | 'lock' | 'unlock' | 'delete' | 'add';

/** What a writer prints of each of its steps. */
export type WriterLine = { readonly file: string; readonly heading: string } & (
  | { readonly began: WriterOperation }
  | { readonly did: WriterOperation; readonly spoken: string | undefined }
  | { readonly failed: WriterOperation; readonly isSentence: boolean; readonly error: string }
);

export type Stories = Awaited<ReturnType<typeof tempStories>>;

/** What was acknowledged of a section; what is being changed, or was not acknowledged, is undefined. */
interface Promised {
  exists?: boolean | undefined;
  isLocked?: boolean | undefined;
  /** The text that its wav speaks. */
  spoken?: string | undefined;
  /** Whether it has audio, be it out of date. */
  hasAudio?: boolean | undefined;
}

interface ListedSegment {
  readonly id: string;
  readonly index: number;
  readonly heading: string;
  readonly spoken: string;
  readonly locked: boolean;
  readonly status: string;
  readonly audio: string | null;
  readonly duration: number | null;
}

/** What writers were promised, by story and heading. */
export class Promises {
  readonly #sections = new Map<string, Promised>();
  acknowledged = 0;
  /** The sentences of what was refused. */
  readonly refusals: string[] = [];

  hear(line: WriterLine): void {
    const key = `${line.file}\n${line.heading}`;
    const section = this.#sections.get(key) ?? {};
    this.#sections.set(key, section);
    if ('began' in line) {
      if (line.began === 'narrate') section.spoken = undefined;
      else if (line.began === 'delete') this.#sections.set(key, {});
      else if (line.began === 'add') section.exists = undefined;
      else section.isLocked = undefined;
    } else if ('did' in line) {
      this.acknowledged++;
      if (line.did === 'narrate' && line.spoken !== undefined)
        Object.assign(section, { spoken: line.spoken, hasAudio: true });
      else if (line.did === 'delete') this.#sections.set(key, { exists: false });
      else if (line.did === 'add') Object.assign(section, { exists: true, isLocked: false });
      else if (line.did !== 'narrate') section.isLocked = line.did === 'lock';
    } else {
      assert(line.isSentence, `${line.failed} failed without a sentence: ${line.error}`);
      this.refusals.push(line.error);
    }
  }

  /** Asserts that `storyflow segments` is consistent for these stories, and says what was acknowledged. */
  async assertKept(stories: Stories, files: readonly string[], options = {}): Promise<void> {
    for (const file of files) {
      const { code, out, err } = await stories.run(['segments', file, '--json'], options);
      assert.equal(code, 0, err);
      const { project, segments } = JSON.parse(out) as { project: { id: string }; segments: ListedSegment[] };
      await assertConsistent(stories, project.id, segments);
      for (const [key, promised] of this.#sections) {
        const [ofFile, heading = ''] = key.split('\n');
        if (ofFile === file) assertPromised(segments, heading, promised);
      }
    }
  }
}

function assertPromised(segments: readonly ListedSegment[], heading: string, promised: Promised): void {
  const found = segments.filter((segment) => segment.heading === heading);
  const [segment] = found;
  const told = `${heading}: ${JSON.stringify(promised)}, found ${JSON.stringify(found)}`;
  if (promised.exists === false) assert.equal(found.length, 0, told);
  if (promised.exists === true)
    assert.deepEqual(
      found.map(({ index }) => index >= 0),
      [true],
      told,
    );
  if (!segment) return;
  if (promised.isLocked !== undefined) assert.equal(segment.locked, promised.isLocked, told);
  if (promised.hasAudio) assert.notEqual(segment.audio, null, told);
  if (promised.spoken !== undefined)
    assert.deepEqual([segment.status, segment.spoken], ['ready', promised.spoken], told);
}

async function assertConsistent(
  stories: Stories,
  projectId: string,
  segments: readonly ListedSegment[],
): Promise<void> {
  const ids = new Set(segments.map(({ id }) => id));
  assert.equal(ids.size, segments.length, 'every id is there once');
  const { media } = storePaths(stories.folder);
  for (const { id, audio, duration } of segments) {
    if (audio === null) continue;
    assert.equal(audio, `projects/${projectId}/audio/${id}.wav`);
    const info = await readWavInfo(join(media, audio));
    assert.equal(info?.tags.segmentId, id, `${audio} is whole and its own`);
    assert.equal(info.durationSeconds.toFixed(2), duration?.toFixed(2));
  }
  const names = await readdir(join(projectFolder(media, projectId), 'audio')).catch(() => []);
  const strays = names.filter((name) => name.endsWith('.wav') && !ids.has(name.slice(0, -4)));
  assert.deepEqual(strays, [], 'no wav without a segment');
}

export interface WriterOptions {
  readonly prefix: string;
  readonly own: string;
  readonly shared?: string;
  readonly steps?: number;
  /** The system's number of the user to run as. */
  readonly user?: number;
  readonly onStart?: (stop: () => void) => void;
}

/** Bundles a program of `children` into a folder, and resolves with the bundle's path. */
export async function bundleChild(name: string, folder: string): Promise<string> {
  // Not bundled with the tests: esbuild looks for its binary beside itself.
  const esbuild = createRequire(join(process.cwd(), 'package.json'))('esbuild') as typeof Esbuild;
  const outfile = join(folder, `${name}.cjs`);
  await esbuild.build({
    entryPoints: [join(process.cwd(), 'test', 'support', 'children', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    // jsonc-parser's other form looks for its parts beside itself.
    mainFields: ['module', 'main'],
    logLevel: 'error',
    loader: { '.wasm': 'binary' },
  });
  return outfile;
}

/** Bundles the writer into a folder; the function starts one, and resolves when it has ended. */
export async function bundleWriter(folder: string) {
  const outfile = await bundleChild('write', folder);
  return async (stories: Stories, promises: Promises, options: WriterOptions): Promise<void> => {
    const { prefix, own, shared = '', steps = 1_000_000, user } = options;
    const child = spawn(
      process.execPath,
      [outfile, stories.folder, prefix, own, shared, String(steps), SQLITE],
      user === undefined ? {} : { uid: user, gid: user, cwd: '/' },
    );
    let errors = '';
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    const ended = new Promise((resolve) => child.on('close', resolve));
    let isStarted = false;
    for await (const line of createInterface(child.stdout)) {
      promises.hear(JSON.parse(line) as WriterLine);
      if (!isStarted) options.onStart?.(() => child.kill('SIGKILL'));
      isStarted = true;
    }
    await ended;
    assert.equal(errors, '');
  };
}

/** Lets locks that a killed process held count as its, as they do ten seconds later. */
export async function ageLocks({ folder }: Pick<Stories, 'folder'>): Promise<void> {
  const longAgo = new Date(Date.now() - 11_000);
  const store = storePaths(folder).folder;
  for (const name of await readdir(store).catch(() => []))
    if (name.endsWith('.lock')) await utimes(join(store, name), longAgo, longAgo);
}
