import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { remedyFor, whyNotReadable } from '../../../src/core/systemReason';

const failure = (code: string) => Object.assign(new Error(`${code}: what only programmers read`), { code });

describe('what the operating system refuses', () => {
  const table: [code: string, remedy: RegExp][] = [
    ['ENOSPC', /the disk is full/u],
    ['EDQUOT', /the disk is full/u],
    ['EFBIG', /file of that size/u],
    ['EACCES', /no permission/u],
    ['EPERM', /no permission/u],
    ['EROFS', /the disk is read-only/u],
    ['EBUSY', /another program has it open/u],
    ['EISDIR', /a folder stands in its place/u],
    ['ENOTDIR', /a file stands where a folder should be/u],
    ['ENOENT', /its folder is not there/u],
  ];
  for (const [code, remedy] of table) {
    it(`${code} is told in words that say what helps`, () => {
      assert.match(remedyFor(failure(code)), remedy);
      assert.doesNotMatch(remedyFor(failure(code)), /E[A-Z]{3}/u);
    });
  }

  it('real failures are told likewise, of a file that is read as well', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'storyflow-reason-'));
    try {
      await writeFile(join(folder, 'file'), '');
      const whyNot = (path: string) => readFile(path).then(String, whyNotReadable);
      assert.equal(await whyNot(folder), 'it is a folder, not a file');
      assert.equal(await whyNot(join(folder, 'none')), 'there is no such file');
      assert.equal(await whyNot(join(folder, 'file', 'below')), 'there is no such file');
      const remedy = await writeFile(join(folder, 'file', 'below'), '').then(String, remedyFor);
      assert.match(remedy, /a file stands where a folder should be/u);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
