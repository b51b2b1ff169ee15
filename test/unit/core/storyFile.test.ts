import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStoryFile, replaceStoryText, storyReader, titleFromFileName } from '../../../src/core/storyFile';

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

  const noTexts: [what: string, bytes: Buffer, reason: RegExp][] = [
    ['UTF-16 LE without a mark', Buffer.from(TEXT, 'utf16le'), /seems to be UTF-16 .* Save it as UTF-8\.$/u],
    ['UTF-16 BE without a mark', Buffer.from(TEXT, 'utf16le').swap16(), /seems to be UTF-16/u],
    [
      'a picture',
      Buffer.from('89504e470d0a1a0a0000000d49484452000000100000', 'hex'),
      /it is not a text file\.$/u,
    ],
    ['a text with a zero byte', Buffer.from(`${TEXT}\0${TEXT}`), /it is not a text file\.$/u],
    ['zero bytes behind a long text', Buffer.from(`${TEXT.repeat(99)}\0\0`), /it is not a text file\.$/u],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), /it is not a text file\.$/u],
  ];
  for (const [what, bytes, reason] of noTexts) {
    it(`refuses ${what}, and does not replace it`, async () => {
      const path = join(folder, 'a.md');
      await writeFile(path, bytes);
      for (const use of [
        () => readStoryFile(path),
        () => storyReader()(path),
        () => replaceStoryText(path, '', ''),
      ])
        await assert.rejects(use(), { code: 'StoryNotReadable', message: reason });
      assert.deepEqual(await readFile(path), bytes);
    });
  }

  it('decodes a file that is read often only when its bytes changed', async () => {
    const path = join(folder, 'a.md');
    const read = storyReader();
    await writeFile(path, TEXT);
    const before = await read(path);
    assert.deepEqual(before, { text: TEXT, damaged: false });
    assert.equal(await read(path), before);
    await writeFile(path, TEXT.replace('Text', 'Next'));
    assert.equal((await read(path)).text, TEXT.replace('Text', 'Next'));
    await rm(path);
    await assert.rejects(read(path), { message: /there is no such file\.$/u });
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

  it('says why a file cannot be written, and leaves it as it is', async () => {
    // So long that there is no room for the name of what is written beside it.
    const path = join(folder, `${'a'.repeat(240)}.md`);
    await writeFile(path, 'before');
    await assert.rejects(replaceStoryText(path, 'before', 'after'), {
      code: 'MediaNotWritable',
      message: /a\.md could not be written: .* try again\.$/u,
    });
    assert.equal(await readFile(path, 'utf8'), 'before');
  });

  it('waits for nobody at the other end of a pipe', async function () {
    if (process.platform === 'win32') this.skip();
    execFileSync('mkfifo', [join(folder, 'pipe.md')]);
    await assert.rejects(readStoryFile(join(folder, 'pipe.md')), {
      message: /pipe\.md cannot be read: it is not a file\.$/u,
    });
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
