import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStoryFile, replaceStoryText, titleFromFileName } from '../../../src/core/storyFile';

describe('readStoryFile', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storyflow-file-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const TEXT = '## Café 日本 😀\r\n\r\nText.\n';
  const encodings: [string, Buffer][] = [
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16 LE', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['UTF-16 BE', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()],
  ];
  for (const [name, bytes] of encodings) {
    it(`reads ${name}, without the mark`, async () => {
      await writeFile(join(folder, 'a.md'), bytes);
      assert.deepEqual(await readStoryFile(join(folder, 'a.md')), { text: TEXT, damaged: false });
    });
  }

  it('tells of bytes that are no text', async () => {
    await writeFile(join(folder, 'a.md'), Buffer.from([0x61, 0xff, 0x62]));
    assert.deepEqual(await readStoryFile(join(folder, 'a.md')), { text: 'a\uFFFDb', damaged: true });
  });

  it('says why a file cannot be read', async () => {
    await assert.rejects(readStoryFile(join(folder, 'none.md')), {
      code: 'StoryNotReadable',
      message: /none\.md cannot be read: there is no such file\.$/u,
    });
    await assert.rejects(readStoryFile(folder), { message: /it is a folder, not a file\.$/u });
  });

  for (const [name, bytes] of encodings.filter(([each]) => each !== 'UTF-16 BE')) {
    it(`replaces the text of a file in ${name} and keeps its encoding`, async () => {
      const path = join(folder, 'a.md');
      await writeFile(path, bytes);
      await replaceStoryText(path, TEXT, 'New é.\n');
      const written = await readFile(path);
      assert.equal((await readStoryFile(path)).text, 'New é.\n');
      assert.deepEqual(written.subarray(0, 2), name === 'UTF-8' ? Buffer.from('Ne') : bytes.subarray(0, 2));
    });
  }

  it('replaces nothing when the file was changed meanwhile or is no text', async () => {
    const path = join(folder, 'a.md');
    await writeFile(path, 'changed');
    await assert.rejects(replaceStoryText(path, 'before', 'after'), { message: /was changed meanwhile/u });
    await writeFile(path, Buffer.from([0x61, 0xff]));
    await assert.rejects(replaceStoryText(path, 'a\uFFFD', 'after'), { message: /not valid UTF-8/u });
    assert.deepEqual(await readFile(path), Buffer.from([0x61, 0xff]));
  });
});

describe('titleFromFileName', () => {
  for (const [path, title] of [
    ['stories/the boat.story.md', 'the boat'],
    ['a.md', 'a'],
    ['C:\\texts\\b.Story.MD', 'b'],
    ['notes.markdown', 'notes'],
    ['.md', '.md'],
  ] as const) {
    it(`${path} ▶ ${title}`, () => {
      assert.equal(titleFromFileName(path), title);
    });
  }
});
