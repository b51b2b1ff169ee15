import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { imageFileName, readImage, writeImage } from '../../../../src/core/store/imageFiles';
import { imageFolder, isFileName } from '../../../../src/core/store/paths';
import { PICTURES } from '../../../support/pictures';
import { useFolder } from './support/store';

const { png, jpeg, webp } = PICTURES;
const MB = 1024 * 1024;
const ID = '7d9c1b52-3c55-4a57-9f07-0d5a2e8a1c11';

describe('pictures that can be attached', () => {
  const folder = useFolder();

  const accepted: [name: string, bytes: Uint8Array][] = [
    ['a.jpg', jpeg],
    ['a.jpeg', jpeg],
    ['a.png', png],
    ['a.webp', webp],
    ['A.B.PNG', png],
    ['20 MB.png', Buffer.concat([png, Buffer.alloc(20 * MB - png.length)])],
  ];
  for (const [name, bytes] of accepted)
    it(`${name} is one, as a file and as bytes`, async () => {
      const path = folder(name);
      await writeFile(path, bytes);
      assert.deepEqual(await readImage(path), { name, bytes });
      assert.deepEqual(await readImage({ name, bytes }), { name, bytes });
    });

  const refused: [name: string, bytes: Uint8Array, message: RegExp][] = [
    ['a.gif', png, /ends in \.jpg, \.jpeg, \.png, \.webp/u],
    ['a.svg', Buffer.from('<svg/>'), /ends in/u],
    ['png', png, /ends in/u],
    ['.png', png, /ends in/u],
    ['a.png ', png, /ends in/u],
    ['a.png.exe', png, /ends in/u],
    ['a.constructor', png, /ends in/u],
    ['a.png', jpeg, /content is no PNG picture/u],
    ['a.jpg', webp, /content is no JPEG picture/u],
    ['a.webp', png, /content is no WebP picture/u],
    ['a.webp', Buffer.from('RIFF\0\0\0\0WAVEfmt '), /content is no WebP picture/u],
    ['a.png', png.subarray(0, 12), /content is no PNG picture/u],
    ['a.png', Buffer.from(`x${png.toString('latin1')}`, 'latin1'), /content is no PNG picture/u],
    ['empty.png', Buffer.alloc(0), /content is no PNG picture/u],
    [
      'large.png',
      Buffer.concat([png, Buffer.alloc(20 * MB + 1 - png.length)]),
      /has 20\.0 MB; make it 20 MB or/u,
    ],
  ];
  for (const [name, bytes, message] of refused)
    it(`${name} of ${bytes.length} bytes is refused: ${message.source}`, async () => {
      const path = folder(name);
      await writeFile(path, bytes);
      const expected = { code: 'InvalidImage', status: 400, name: 'InvalidImageError', message };
      await assert.rejects(readImage(path), expected);
      await assert.rejects(readImage({ name, bytes }), expected);
    });

  it('a folder, and what cannot be read, is refused', async () => {
    await mkdir(folder('folder.png'));
    await assert.rejects(readImage(folder('folder.png')), { code: 'InvalidImage', message: /not a file/u });
    await assert.rejects(readImage(folder('none.png')), {
      code: 'InvalidImage',
      message: /“none.png”.*ENOENT/u,
    });
  });

  it('a file that is far too large is not read', async () => {
    const path = folder('huge.png');
    await writeFile(path, png);
    // More than any buffer can hold; the file is sparse.
    await truncate(path, 2 ** 40);
    await assert.rejects(readImage(path), { code: 'InvalidImage', message: /has 1048576\.0 MB/u });
  });
});

describe('the name of an image', () => {
  const rows: [given: string, kept: string][] = [
    ['boat.png', 'boat.png'],
    ['The Boat (2).JPG', 'The-Boat-2.jpg'],
    ['a.b.webp', 'a-b.webp'],
    ['灯塔 é.png', '灯塔-é.png'],
    ['e\u0301.png', 'é.png'],
    ['../../etc/passwd.png', 'passwd.png'],
    ['C:\\x\\..\\boat.png', 'boat.png'],
    ['a:b*?"<>|\0\n.png', 'a-b.png'],
    ['-- .png', 'image.png'],
    ['😀.png', 'image.png'],
    [`${'x'.repeat(300)}.png`, `${'x'.repeat(100)}.png`],
    [`${'灯'.repeat(300)}.png`, `${'灯'.repeat(33)}.png`],
  ];
  for (const [given, kept] of rows)
    it(`of ${JSON.stringify(given.slice(0, 30))} is ${kept.slice(0, 30)}`, () => {
      const name = imageFileName(ID, given);
      assert.equal(name, `${ID}_${kept}`);
      assert(isFileName(name) && Buffer.byteLength(name) < 200);
      assert.equal(imageFileName(ID, kept), name);
    });
});

describe('writing an image', () => {
  const folder = useFolder();
  const project = randomUUID();
  const media = () => folder('media');
  const write = (bytes: Uint8Array = png) => writeImage(media(), project, { name: 'a.png', bytes });

  it('makes the folders, and replaces what is there', async () => {
    await write();
    await write(jpeg);
    assert.deepEqual(await readdir(imageFolder(media(), project)), ['a.png']);
    assert.deepEqual(await readFile(`${imageFolder(media(), project)}/a.png`), jpeg);
  });

  const ways: [what: string, target: () => string, link: () => string][] = [
    ['in place of the image', () => folder('dear.png'), () => `${imageFolder(media(), project)}/a.png`],
    ['in place of the image folder', () => folder(), () => imageFolder(media(), project)],
    ['in place of the project', () => folder(), () => dirname(imageFolder(media(), project))],
    ['in place of another image', () => `${media()}/b.png`, () => `${imageFolder(media(), project)}/a.png`],
  ];
  for (const [what, target, link] of ways)
    it(`does not follow a link ${what}`, async () => {
      await mkdir(media());
      await writeFile(folder('dear.png'), 'dear');
      await writeFile(`${media()}/b.png`, 'dear');
      await mkdir(dirname(link()), { recursive: true });
      await symlink(target(), link());
      const before = await readdir(folder(), { recursive: true });
      await assert.rejects(write(), {
        code: 'MediaNotWritable',
        message: /a link or folder stands in its way/u,
      });
      assert.deepEqual(await readdir(folder(), { recursive: true }), before);
      assert.equal(await readFile(folder('dear.png'), 'utf8'), 'dear');
      assert.equal(await readFile(`${media()}/b.png`, 'utf8'), 'dear');
    });

  it('refuses a folder in place of the image, and a file in place of the folder', async () => {
    await mkdir(`${imageFolder(media(), project)}/a.png`, { recursive: true });
    await assert.rejects(write(), { code: 'MediaNotWritable' });
    await mkdir(folder('other'));
    await writeFile(folder('other', 'projects'), '');
    await assert.rejects(writeImage(folder('other'), project, { name: 'a.png', bytes: png }), {
      code: 'MediaNotWritable',
    });
  });

  for (const [id, name] of [
    ['..', 'a.png'],
    [project, '../a.png'],
    [project, ''],
  ] as const)
    it(`refuses the ids ${JSON.stringify([id.slice(0, 4), name])}`, async () => {
      await assert.rejects(writeImage(media(), id, { name, bytes: png }), { code: 'WrongUse' });
    });
});
