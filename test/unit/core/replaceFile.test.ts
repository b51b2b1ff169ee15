import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathBeside, removeLeftovers, replaceFile } from '../../../src/core/replaceFile';

describe('replaceFile', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storyflow-replace-'));
    path = join(folder, 'a.txt');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('creates and replaces, and leaves nothing beside the file', async () => {
    await replaceFile(path, 'one');
    await replaceFile(path, Buffer.from('two'));
    assert.equal(await readFile(path, 'utf8'), 'two');
    assert.deepEqual(await readdir(folder), ['a.txt']);
  });

  it('writes through a link to the file behind it', async () => {
    await mkdir(join(folder, 'real'));
    await writeFile(join(folder, 'real', 'b.txt'), 'old');
    await symlink(join(folder, 'real', 'b.txt'), path);
    await replaceFile(path, 'new');
    assert.equal(await readFile(join(folder, 'real', 'b.txt'), 'utf8'), 'new');
  });

  it('leaves the old content and nothing else when it fails', async () => {
    await replaceFile(path, 'old');
    const refuse = () => {
      throw new Error('not any more');
    };
    await assert.rejects(replaceFile(path, 'new', refuse), /not any more/u);
    await mkdir(join(folder, 'dir'));
    await assert.rejects(replaceFile(join(folder, 'dir'), 'new'));
    assert.equal(await readFile(path, 'utf8'), 'old');
    assert.deepEqual((await readdir(folder)).sort(), ['a.txt', 'dir']);
  });

  it('removes what dead processes left, and not what living ones are writing', async () => {
    const dead = spawnSync(process.execPath, ['-e', 'console.log(process.pid)'], {
      encoding: 'utf8',
    }).stdout.trim();
    const left = pathBeside(path).replace(`.${process.pid}.`, `.${dead}.`);
    const nested = `${left}.${dead}.${left.split('.').at(-2) ?? ''}.tmp`;
    const living = pathBeside(path);
    const foreign = join(folder, 'a.txt.1.notes.tmp');
    for (const file of [left, nested, living, foreign]) await writeFile(file, '');
    await removeLeftovers(path);
    assert.deepEqual(
      new Set((await readdir(folder)).map((name) => join(folder, name))),
      new Set([living, foreign]),
    );
  });
});
