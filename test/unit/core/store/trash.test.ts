import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { imageReference, storePaths } from '../../../../src/core/store/paths';
import {
  copyToTrash,
  emptyTrash,
  forgetTrashed,
  listTrash,
  moveToTrash,
  restoreImage,
  type ImageOwner,
} from '../../../../src/core/store/trash';
import { PICTURES } from '../../../support/pictures';
import { useFolder } from './support/store';

const DAY = 24 * 60 * 60 * 1000;

describe('the trash', () => {
  const folder = useFolder();
  const owner: ImageOwner = {
    segmentId: randomUUID(),
    projectId: randomUUID(),
    story: 'a.story.md',
    heading: 'One',
    textHash: 'hash',
    reason: 'deleted',
  };
  const heir = { segmentId: randomUUID(), projectId: randomUUID() };
  const image = imageReference(owner.projectId, `${owner.segmentId}_sea.png`);
  const places = () => ({ root: folder('root'), mediaRoot: folder('media') });
  const media = (file: string) => folder('media', file);
  const trash = () => storePaths(folder('root')).trash;
  const inTrash = () => readdir(trash()).catch(() => []);
  const write = async (path: string, content: Uint8Array | string = PICTURES.png) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  };
  const isThere = (path: string) =>
    stat(path).then(
      () => true,
      () => false,
    );
  const onlyTrashed = async () => {
    const [found, ...others] = await listTrash(folder('root'));
    assert(found && others.length === 0);
    return found;
  };
  beforeEach(() => mkdir(storePaths(folder('root')).folder, { recursive: true }));

  it('D-15: takes an image, and gives it back to the segment that came back', async () => {
    await write(media(image));
    assert.deepEqual(await moveToTrash(places(), image, owner), { outcome: 'removed' });
    assert.equal(await isThere(media(image)), false);
    const found = await onlyTrashed();
    const { id, removedAt, ...rest } = found;
    assert.deepEqual(rest, { ...owner, fileName: `${owner.segmentId}_sea.png` });
    assert(Math.abs(Date.now() - removedAt) < DAY);
    assert.deepEqual((await inTrash()).sort(), [`${id}.json`, `${id}.png`]);
    const name = await restoreImage(places(), found, heir);
    assert.equal(name, `${heir.segmentId}_sea.png`);
    assert.deepEqual(await readFile(media(imageReference(heir.projectId, name))), PICTURES.png);
    await forgetTrashed(folder('root'), found);
    assert.deepEqual(await inTrash(), []);
    assert.equal(await restoreImage(places(), found, heir), undefined);
  });

  it('keeps a copy of an image that will be replaced', async () => {
    await write(media(image));
    await copyToTrash(places(), image, { ...owner, reason: 'removed' });
    assert.deepEqual(await readFile(media(image)), PICTURES.png);
    assert.equal((await onlyTrashed()).reason, 'removed');
    await copyToTrash(places(), imageReference(owner.projectId, 'none.png'), owner);
    assert.equal((await inTrash()).length, 2);
  });

  it('41, 47: a missing image, or a folder in its place, is no error', async () => {
    assert.deepEqual(await moveToTrash(places(), image, owner), { outcome: 'missing' });
    await mkdir(media(image), { recursive: true });
    assert.deepEqual(await moveToTrash(places(), image, owner), { outcome: 'notAFile' });
    assert.deepEqual(await inTrash(), []);
  });

  it('takes from another file system as well', async function () {
    const other = await mkdtemp('/dev/shm/storyflow-').catch(() => undefined);
    if (other === undefined || (await stat(other)).dev === (await stat(folder())).dev) this.skip();
    try {
      await write(join(other, image));
      const removal = await moveToTrash({ ...places(), mediaRoot: other }, image, owner);
      assert.deepEqual(removal, { outcome: 'removed' });
      assert.equal(await isThere(join(other, image)), false);
      await restoreImage({ ...places(), mediaRoot: other }, await onlyTrashed(), heir);
      assert.equal((await readdir(join(other, 'projects', heir.projectId, 'images'))).length, 1);
    } finally {
      await rm(other, { recursive: true });
    }
  });

  it('takes nothing but images of the real media root', async () => {
    const dear = [
      folder('dear.png'),
      media('projects/dear.png'),
      media(`projects/${owner.projectId}/audio/a.png`),
    ];
    for (const path of dear) await write(path);
    await mkdir(folder('outside', 'images'), { recursive: true });
    await write(folder('outside', 'images', 'dear.png'));
    const linked = randomUUID();
    await symlink(folder('outside'), media(`projects/${linked}`));
    await mkdir(dirname(media(image)), { recursive: true });
    await symlink(folder('dear.png'), media(image));
    const table: [file: string, outcome: string][] = [
      ['../dear.png', 'outside'],
      [folder('dear.png'), 'outside'],
      ['projects/dear.png', 'outside'],
      [`projects/${owner.projectId}/audio/a.png`, 'outside'],
      [`projects/${owner.projectId}/images/../audio/a.png`, 'outside'],
      [`projects/${owner.projectId}/images/..`, 'outside'],
      ['projects/../images/dear.png', 'outside'],
      ['', 'outside'],
      [imageReference(linked, 'dear.png'), 'outside'],
      [image, 'notAFile'],
    ];
    for (const [file, outcome] of table) {
      assert.equal((await moveToTrash(places(), file, owner)).outcome, outcome, file);
      await copyToTrash(places(), file, owner);
    }
    assert.deepEqual(await inTrash(), []);
    for (const path of [...dear, folder('outside', 'images', 'dear.png')]) assert(await isThere(path), path);
  });

  it('51: an image that cannot be moved stays', async () => {
    await write(media(image));
    await write(trash(), 'a file in place of the folder');
    const removal = await moveToTrash(places(), image, owner);
    assert.equal(removal.outcome, 'failed');
    await assert.rejects(copyToTrash(places(), image, owner), { code: 'MediaNotWritable' });
    assert(await isThere(media(image)));
  });

  it('does not follow a link in place of the trash or of what is in it', async () => {
    await write(media(image));
    await moveToTrash(places(), image, owner);
    const found = await onlyTrashed();
    await rename(trash(), folder('elsewhere'));
    await symlink(folder('elsewhere'), trash());
    assert.deepEqual(await listTrash(folder('root')), []);
    assert.equal(await emptyTrash(folder('root'), Date.now() + 31 * DAY), 0);
    await write(media(image));
    assert.equal((await moveToTrash(places(), image, owner)).outcome, 'failed');
    assert.equal((await readdir(folder('elsewhere'))).length, 2);
    await rm(trash());
    await rename(folder('elsewhere'), trash());
    await rename(join(trash(), `${found.id}.png`), folder('dear.png'));
    await symlink(folder('dear.png'), join(trash(), `${found.id}.png`));
    assert.equal(await restoreImage(places(), found, heir), undefined);
    await emptyTrash(folder('root'), Date.now() + 31 * DAY);
    assert(await isThere(folder('dear.png')));
  });

  const hostile: [what: string, change: Record<string, unknown> | string][] = [
    ['no JSON', '{'],
    ['no object', '7'],
    ['nothing', '{}'],
    ['a name that leads upwards', { fileName: '../../a.png' }],
    ['a name with a backslash', { fileName: '..\\a.png' }],
    ['the name of a folder', { fileName: '..' }],
    ['an absolute name', { fileName: '/etc/a.png' }],
    ['a name that is no image', { fileName: 'a.html' }],
    ['an id that is none', { segmentId: '../..' }],
    ['a project that is none', { projectId: '..' }],
    ['a time that is none', { removedAt: 'yesterday' }],
    ['a time before all times', { removedAt: -1 }],
    ['an unknown reason', { reason: 'constructor' }],
    ['a heading that is no text', { heading: { length: 1 } }],
  ];
  for (const [what, change] of hostile)
    it(`leaves out a record with ${what}, and removes it in its time`, async () => {
      const id = randomUUID();
      const record = { ...owner, fileName: 'a.png', removedAt: Date.now() };
      const text = typeof change === 'string' ? change : JSON.stringify({ ...record, ...change });
      await write(join(trash(), `${id}.json`), text);
      await write(join(trash(), `${id}.png`));
      assert.deepEqual(await listTrash(folder('root')), []);
      assert.equal(await emptyTrash(folder('root')), 0);
      assert.equal(await emptyTrash(folder('root'), Date.now() + 31 * DAY), 2);
    });

  it('does not give back what is no picture any more', async () => {
    await write(media(image));
    await moveToTrash(places(), image, owner);
    const found = await onlyTrashed();
    await write(join(trash(), `${found.id}.png`), '<script>');
    await assert.rejects(restoreImage(places(), found, heir), { code: 'InvalidImage' });
  });

  it('lists the newest first', async () => {
    const times = [2, 3, 1];
    for (const removedAt of times)
      await write(
        join(trash(), `${randomUUID()}.json`),
        JSON.stringify({ ...owner, fileName: 'a.png', removedAt }),
      );
    assert.deepEqual(
      (await listTrash(folder('root'))).map(({ removedAt }) => removedAt),
      [3, 2, 1],
    );
  });

  it('D-15: is emptied of what is older than 30 days, and of nothing that is not its own', async () => {
    const now = Date.now();
    const left: string[] = [];
    for (const age of [29, 30, 31]) {
      const id = randomUUID();
      const record = { ...owner, fileName: 'a.PNG', removedAt: now - age * DAY };
      await write(join(trash(), `${id}.json`), JSON.stringify(record));
      await write(join(trash(), `${id}.png`));
      if (age <= 30) left.push(`${id}.json`, `${id}.png`);
    }
    // What a killed process left: a picture without a record, and one that is half written.
    for (const [name, age] of [
      [`${randomUUID()}.png`, 29],
      [`${randomUUID()}.png`, 31],
      [`${randomUUID()}.json.123.${randomUUID()}.tmp`, 31],
      ['note.txt', 99],
    ] as const) {
      await write(join(trash(), name));
      await utimes(join(trash(), name), new Date(now - age * DAY), new Date(now - age * DAY));
      if (age === 29 || name === 'note.txt') left.push(name);
    }
    assert.equal(await emptyTrash(folder('root'), now), 4);
    assert.deepEqual((await inTrash()).sort(), left.sort());
    assert.equal(await emptyTrash(folder('nowhere'), now), 0);
  });
});
