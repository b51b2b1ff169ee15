import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { storePaths } from '../../src/core/store/paths';
import { tempStories } from './cli';
import { ageLocks, bundleWriter, Promises, type Stories } from './writers';

export interface FaultOptions {
  /** How often a writer is killed. */
  readonly kills: number;
  /** How long two writers are at work at once, in seconds. */
  readonly seconds: number;
  /** How often the disk is full. */
  readonly full: number;
}

/** What was acknowledged must be there after kills, on full disks, in read-only folders and with two writers. */
export function faults({ kills, seconds, full }: FaultOptions): void {
  let bundle: string;
  let write: Awaited<ReturnType<typeof bundleWriter>>;
  let stories: Stories;
  before(async () => {
    bundle = await mkdtemp(join(tmpdir(), 'storyflow-writer-'));
    await chmod(bundle, 0o755);
    write = await bundleWriter(bundle);
  });
  after(() => rm(bundle, { recursive: true, force: true }));
  afterEach(() => stories.remove());

  it(`what was acknowledged survives kill -9 at ${kills} random moments`, async function () {
    stories = await tempStories({ 'a.story.md': '# A\n' });
    const promises = new Promises();
    for (let round = 0; round < kills; round++) {
      await write(stories, promises, {
        prefix: 'A',
        own: 'a.story.md',
        onStart: (stop) => setTimeout(stop, Math.random() * 600),
      });
      await ageLocks(stories);
      await promises.assertKept(stories, ['a.story.md']);
    }
    assert(promises.acknowledged > kills, `${promises.acknowledged} steps in ${kills} rounds`);
    assert.deepEqual(promises.refusals, []);
    figures(this, `${promises.acknowledged} acknowledged changes, ${kills} kills`);
  });

  it(`two writers in one folder for ${seconds} s lose nothing of each other`, async function () {
    const shared = ['A', 'B'].flatMap((prefix) =>
      [1, 2, 3].map((number) => `## ${prefix} ${number}\n\nThis is ${prefix} ${number}.\n`),
    );
    stories = await tempStories({
      'a.story.md': '# A\n',
      'b.story.md': '# B\n',
      'c.story.md': shared.join('\n'),
    });
    const promises = new Promises();
    const writer = (prefix: string, own: string) =>
      write(stories, promises, {
        prefix,
        own,
        shared: 'c.story.md',
        onStart: (stop) => setTimeout(stop, seconds * 1000),
      });
    await Promise.all([writer('A', 'a.story.md'), writer('B', 'b.story.md')]);
    await ageLocks(stories);
    await promises.assertKept(stories, ['a.story.md', 'b.story.md', 'c.story.md']);
    assert(promises.acknowledged > seconds, `${promises.acknowledged} steps`);
    assert.deepEqual(promises.refusals, []);
    figures(this, `${promises.acknowledged} acknowledged changes in ${seconds} s`);
  });

  it(`on a disk of 2 MB that is full ${full} times everything is refused with a sentence, and nothing is lost`, async function () {
    stories = await tempStories({ 'a.story.md': '' });
    const isMounted = process.platform === 'linux' && mount(stories.folder);
    if (!isMounted) this.skip();
    try {
      await writeFile(stories.path('a.story.md'), '# A\n');
      const promises = new Promises();
      const filler = stories.path('filler');
      for (let round = 0; round < full; round++) {
        await rm(filler, { force: true });
        await write(stories, promises, { prefix: 'A', own: 'a.story.md', steps: 10 });
        // The first time nothing at all fits; later something does, and then no more.
        const left = round === 0 ? 0 : Math.random() * 200_000;
        await writeFile(filler, Buffer.alloc(Math.max(0, room(stories.folder) - left)));
        await write(stories, promises, { prefix: 'A', own: 'a.story.md', steps: 20 });
        await promises.assertKept(stories, ['a.story.md']);
      }
      await rm(filler, { force: true });
      const refused = promises.refusals.length;
      await write(stories, promises, { prefix: 'A', own: 'a.story.md', steps: 10 });
      await promises.assertKept(stories, ['a.story.md']);
      assert.equal(promises.refusals.length, refused, 'all is well once there is room');
      assert(refused > 0, 'the disk was never full');
      for (const sentence of promises.refusals) assert.match(sentence, /the disk is full; .*\.$/u);
      figures(this, `${promises.acknowledged} acknowledged changes, ${refused} refused`);
    } finally {
      execFileSync('umount', [stories.folder]);
    }
  });

  it('in a folder of mode 0500 stories can be looked at, and every change is refused with a sentence', async function () {
    if (process.platform === 'win32') this.skip();
    stories = await tempStories({ 'a.story.md': '# A\n' });
    const base = dirname(stories.folder);
    // To root nothing is read-only, so nobody is at work here.
    const user = process.getuid?.() === 0 ? NOBODY : undefined;
    if (user !== undefined) execFileSync('chown', ['-R', `${user}:${user}`, base]);
    const promises = new Promises();
    const options = { prefix: 'A', own: 'a.story.md', ...(user === undefined ? {} : { user }) };
    await write(stories, promises, { ...options, steps: 12 });
    const asUser = user === undefined ? {} : { user };
    await promises.assertKept(stories, ['a.story.md'], asUser);
    const { folder } = storePaths(stories.folder);
    const closed = [stories.folder, ...(await foldersBelow(folder))];
    const listing = await readdir(folder, { recursive: true });
    for (const each of closed) await chmod(each, 0o500);
    try {
      await write(stories, promises, { ...options, steps: 12 });
      // Nothing is left to do where a segment is as it should be already.
      assert(promises.refusals.length > 0, 'nothing was refused');
      for (const sentence of promises.refusals) assert.match(sentence, /permission.*\.$/u);
      await promises.assertKept(stories, ['a.story.md'], asUser);
      assert.deepEqual(await readdir(folder, { recursive: true }), listing);
    } finally {
      for (const each of closed) await chmod(each, 0o700);
    }
    const refused = promises.refusals.length;
    await write(stories, promises, { ...options, steps: 12 });
    await promises.assertKept(stories, ['a.story.md'], asUser);
    assert.equal(promises.refusals.length, refused, 'all is well once it may be written');
  });
}

/** Tells with a test's title what was measured. */
function figures({ test }: Mocha.Context, measured: string): void {
  if (test) test.title += `: ${measured}`;
}

/** The user that owns nothing, by custom. */
const NOBODY = 65_534;

function mount(folder: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]).status === 0;
}

/** Bytes that are free. */
function room(folder: string): number {
  const out = execFileSync('df', ['--output=avail', '-B1', folder]).toString();
  return Number(out.trim().split('\n').at(-1));
}

async function foldersBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const below = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  return [folder, ...below];
}
