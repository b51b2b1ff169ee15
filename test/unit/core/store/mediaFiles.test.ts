import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { isInsideMedia, removeFileInside, removeProjectFolder } from '../../../../src/core/store/mediaFiles';
import { audioPath, audioReference, imageReference, projectFolder } from '../../../../src/core/store/paths';
import { sweepRemovals } from '../../../../src/core/store/sweepRemovals';
import { memoryLog } from '../../../support/logs';
import { useFolder } from './support/store';

async function write(path: string, text = 'content'): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return path;
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

describe('media files', () => {
  const folder = useFolder();

  it('40: removes a wav', async () => {
    const wav = await write(audioPath(folder('media'), randomUUID(), randomUUID()));
    assert.deepEqual(await removeFileInside(folder('media'), wav), { outcome: 'removed' });
    assert.equal(await exists(wav), false);
  });

  it('47: a file that is missing or a folder, or was removed a moment ago, is no error', async () => {
    await write(folder('media', 'a', 'b.wav'));
    const removals = ['nothing.wav', 'no/such/folder.wav', 'a', 'a/b.wav', 'a/b.wav', 'a/b.wav/c.wav'];
    const outcomes: string[] = [];
    for (const path of removals) outcomes.push((await removeFileInside(folder('media'), path)).outcome);
    assert.deepEqual(outcomes, ['missing', 'missing', 'notAFile', 'removed', 'missing', 'missing']);
  });

  it('47: is no error when the media root itself is missing', async () => {
    assert.deepEqual(await removeFileInside(folder('media'), 'a.wav'), { outcome: 'missing' });
    assert.deepEqual(await removeProjectFolder(folder('media'), randomUUID()), { outcome: 'missing' });
  });

  it('removes two at the same time without an error', async () => {
    await write(folder('media', 'a.wav'));
    const twice = await Promise.all([1, 2].map(() => removeFileInside(folder('media'), 'a.wav')));
    assert.deepEqual(twice.map(({ outcome }) => outcome).sort(), ['missing', 'removed']);
  });

  it('never reaches outside the media root', async () => {
    const outside = await write(folder('outside', 'dear.txt'));
    await write(folder('media-of-another', 'dear.txt'));
    await mkdir(folder('media'));
    await symlink(folder('outside'), folder('media', 'link'));
    await symlink(outside, folder('media', 'file-link.wav'));
    const table: [path: string, outcome: string, isInside: boolean][] = [
      ['..', 'outside', false],
      ['.', 'outside', false],
      ['', 'outside', false],
      ['../outside/dear.txt', 'outside', false],
      [folder('outside', 'dear.txt'), 'outside', false],
      [folder('media-of-another', 'dear.txt'), 'outside', false],
      ['link/dear.txt', 'outside', false],
      ['link/../../outside/dear.txt', 'outside', false],
      ['link', 'notAFile', false],
      ['file-link.wav', 'notAFile', false],
      ['new/file.wav', 'missing', true],
      ['..file.wav', 'missing', true],
    ];
    for (const [path, outcome, isInside] of table) {
      assert.equal((await removeFileInside(folder('media'), path)).outcome, outcome, path);
      assert.equal(await isInsideMedia(folder('media'), path), isInside, path);
    }
    assert.equal(await readFile(outside, 'utf8'), 'content');
    assert.equal(await exists(folder('media-of-another', 'dear.txt')), true);
  });

  it('works when the media root is itself reached through a link', async () => {
    await write(folder('real', 'a.wav'));
    await symlink(folder('real'), folder('media'));
    assert.equal(await isInsideMedia(folder('media'), 'a.wav'), true);
    assert.deepEqual(await removeFileInside(folder('media'), 'a.wav'), { outcome: 'removed' });
  });

  it('43: removes all media of a project and of no other; a missing folder is no error', async () => {
    const [project, other] = [randomUUID(), randomUUID()];
    for (const part of ['audio/a.wav', 'images/a.png', 'output/a.mp3']) {
      await write(`${projectFolder(folder('media'), project)}/${part}`);
    }
    const kept = await write(audioPath(folder('media'), other, randomUUID()));
    assert.deepEqual(await removeProjectFolder(folder('media'), project), { outcome: 'removed' });
    assert.deepEqual(await removeProjectFolder(folder('media'), project), { outcome: 'missing' });
    assert.deepEqual(await readdir(folder('media', 'projects')), [other]);
    assert.equal(await exists(kept), true);
  });

  it('43: does not follow a link in place of a project or of all of them', async () => {
    const project = randomUUID();
    const dear = await write(folder('outside', project, 'dear.txt'));
    await mkdir(folder('media'));
    await symlink(folder('outside'), folder('media', 'projects'));
    assert.deepEqual(await removeProjectFolder(folder('media'), project), { outcome: 'outside' });
    await mkdir(folder('media2', 'projects'), { recursive: true });
    await symlink(folder('outside', project), projectFolder(folder('media2'), project));
    assert.deepEqual(await removeProjectFolder(folder('media2'), project), { outcome: 'notAFile' });
    assert.equal(await exists(dear), true);
  });

  it('51: the sweep settles what is gone, and keeps for later what cannot be removed', async () => {
    const [project, other] = [randomUUID(), randomUUID()];
    const wav = await write(audioPath(folder('media'), project, randomUUID()));
    const image = await write(folder('media', imageReference(other, 'a.png')));
    const log = memoryLog();
    // A name that is too long is one that the system refuses, even to those who may do anything.
    const stubborn = imageReference(other, `${'x'.repeat(300)}.png`);
    const settled = [
      `projects/${project}`,
      audioReference(other, randomUUID()),
      imageReference(other, 'a.png'),
    ];
    assert.deepEqual(await sweepRemovals(folder('media'), [stubborn, ...settled], log), settled);
    assert.deepEqual([await exists(wav), await exists(image)], [false, false]);
    assert.equal(log.lines.length, 1);
    assert.match(log.lines[0]!, /could not be removed, and will be tried again/u);
  });

  it('51: the sweep removes nothing that StoryFlow never makes, whatever was recorded', async () => {
    const id = randomUUID();
    const records = [
      '../dear.txt',
      folder('dear.txt'),
      'dear.txt',
      'projects/dear.txt',
      `projects/${id}/dear.txt`,
      `projects/${id}/audio/dear.wav`,
      `projects/${id}/images/../dear.txt`,
      `projects/../../dear.txt`,
      `projects/${id}/`,
      'projects',
      '',
    ];
    for (const path of records.filter((each) => each.endsWith('t') || each.endsWith('v')))
      await write(resolve(folder('media'), path));
    const log = memoryLog();
    const before = await readdir(folder(), { recursive: true });
    assert.deepEqual(await sweepRemovals(folder('media'), records, log), records);
    assert.deepEqual(await readdir(folder(), { recursive: true }), before);
    assert.equal(log.lines.length, records.length);
  });
});
