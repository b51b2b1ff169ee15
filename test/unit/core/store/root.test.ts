import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isErrorCode } from '../../../../src/core/errors';
import { dataFolder } from '../../../../src/core/store/dataFolder';
import { ensureRoot, findGitRoot, findRoot } from '../../../../src/core/store/root';
import { useFolder } from './support/store';

describe('root', () => {
  const folder = useFolder();

  it('is the nearest folder above a story that has .storyflow/', async () => {
    await mkdir(folder('outer', '.storyflow'), { recursive: true });
    await mkdir(folder('outer', 'inner', '.storyflow'), { recursive: true });
    await mkdir(folder('outer', 'inner', 'deep', 'down'), { recursive: true });
    await writeFile(folder('outer', 'inner', 'deep', '.storyflow'), 'a file does not count');
    const table: [story: string, root: string][] = [
      ['outer/a.story.md', 'outer'],
      ['outer/else/where/a.story.md', 'outer'],
      ['outer/inner/a.story.md', 'outer/inner'],
      ['outer/inner/deep/down/a.story.md', 'outer/inner'],
    ];
    for (const [story, root] of table) assert.equal(await findRoot(folder(story)), folder(root), story);
  });

  it('is undefined where there is none, and is not created by looking', async () => {
    await mkdir(folder('a'));
    assert.equal(await findRoot(folder('a', 'a.story.md')), undefined);
    assert.equal(await findRoot(folder('a', 'a.story.md')), undefined);
  });

  it("is not made by a user's data folder that bears the name", async () => {
    const before = process.env['STORYFLOW_HOME'];
    await mkdir(folder('.storyflow'));
    try {
      process.env['STORYFLOW_HOME'] = folder('.storyflow');
      assert.equal(await findRoot(folder('a.story.md')), undefined);
    } finally {
      if (before === undefined) delete process.env['STORYFLOW_HOME'];
      else process.env['STORYFLOW_HOME'] = before;
    }
  });

  it('lets only the texts through to git', async () => {
    execFileSync('git', ['init', '--quiet', folder()]);
    await ensureRoot(folder());
    for (const name of ['locks.json', 'lexicon.json', 'storyflow.db', 'storyflow.db.damaged-1', 'a.json']) {
      await writeFile(folder('.storyflow', name), '{}');
    }
    for (const name of ['media', 'locks.json.lock', 'storyflow.db.lock']) {
      await mkdir(folder('.storyflow', name));
      await writeFile(folder('.storyflow', name, 'locks.json'), '{}');
    }
    const seen = execFileSync('git', ['-C', folder(), 'status', '--porcelain', '--untracked-files=all'], {
      encoding: 'utf8',
    });
    assert.deepEqual(seen.trim().split('\n'), [
      '?? .storyflow/.gitignore',
      '?? .storyflow/lexicon.json',
      '?? .storyflow/locks.json',
    ]);
  });

  it('leaves a .gitignore that is there as it is', async () => {
    await mkdir(folder('.storyflow'));
    await writeFile(folder('.storyflow', '.gitignore'), 'mine');
    await ensureRoot(folder());
    await ensureRoot(folder());
    assert.equal(await readFile(folder('.storyflow', '.gitignore'), 'utf8'), 'mine');
  });

  it('cannot be made where a file is in the way', async () => {
    await writeFile(folder('.storyflow'), 'a file');
    await assert.rejects(ensureRoot(folder()), (error) => isErrorCode(error, 'MediaNotWritable'));
  });

  it('finds the root of a git repository and of a worktree', async () => {
    await mkdir(folder('repository', '.git'), { recursive: true });
    await mkdir(folder('repository', 'a', 'worktree', 'b'), { recursive: true });
    await writeFile(folder('repository', 'a', 'worktree', '.git'), 'gitdir: elsewhere');
    assert.equal(await findGitRoot(folder('repository', 'a')), folder('repository'));
    assert.equal(
      await findGitRoot(folder('repository', 'a', 'worktree', 'b')),
      folder('repository', 'a', 'worktree'),
    );
    assert.equal(await findGitRoot(folder()), undefined);
  });
});

describe('dataFolder', () => {
  it('is STORYFLOW_HOME where that is set', () => {
    assert.equal(dataFolder({ STORYFLOW_HOME: join('/', 'some', 'folder') }), join('/', 'some', 'folder'));
    assert.equal(dataFolder({ STORYFLOW_HOME: 'relative' }), join(process.cwd(), 'relative'));
  });

  it("follows the platform's convention otherwise", () => {
    const names = dataFolder({}).split(/[\\/]/u);
    assert.ok(names.includes('storyflow'), names.join('/'));
    assert.equal(dataFolder({ STORYFLOW_HOME: '' }), dataFolder({}));
  });
});
