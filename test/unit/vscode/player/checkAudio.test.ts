import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkAudio, problemOf } from '../../../../src/vscode/player/checkAudio';

describe('checkAudio', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storyflow-player-'));
    await writeFile(join(folder, 'a.wav'), 'RIFF');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const [title, name, problem] of [
    ['a file that is there is unplayable', 'a.wav', 'unplayable'],
    ['a file that is not there is missing', 'none.wav', 'missing'],
    ['a path that leads through a file is missing', join('a.wav', 'b.wav'), 'missing'],
  ] as const) {
    it(title, async () => {
      assert.deepEqual(await checkAudio(join(folder, name)), { problem });
    });
  }

  it('a segment without a file has none', async () => {
    assert.deepEqual(await checkAudio(undefined), { problem: 'missing' });
  });

  for (const [code, problem] of [
    ['EACCES', 'noPermission'],
    ['EPERM', 'noPermission'],
    ['ENOENT', 'missing'],
    [undefined, 'missing'],
  ] as const) {
    it(`${code} means ${problem}`, () => {
      assert.equal(problemOf(code), problem);
    });
  }
});
