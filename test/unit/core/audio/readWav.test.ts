import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { encodeWav } from '../../../../src/core/audio/encodeWav';
import { readWavInfo } from '../../../../src/core/audio/readWav';
import { tags, tone } from './material';

const cues = [
  { sample: 0, label: 'One é.' },
  { sample: 1200, label: '日本 🚀' },
  { sample: 2400, label: '' },
];
const whole = Buffer.from(encodeWav(tone(2400), cues, tags));

describe('readWav', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storyflow-read-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const read = async (bytes: Uint8Array) => {
    const path = join(folder, 'x.wav');
    await writeFile(path, bytes);
    return readWavInfo(path);
  };
  /** Where a chunk's header begins. */
  const offset = (id: string) => {
    const at = whole.indexOf(id, 12, 'latin1');
    assert.ok(at > 0, id);
    return at;
  };
  const patched = (change: (bytes: Buffer) => void) => {
    const bytes = Buffer.from(whole);
    change(bytes);
    return bytes;
  };
  const chunk = (id: string, data: Uint8Array, size = data.length) => {
    const head = Buffer.alloc(8);
    head.write(id, 'latin1');
    head.writeUInt32LE(size, 4);
    return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
  };
  const riff = (...chunks: Uint8Array[]) => chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks]));
  const part = (id: string) => {
    const at = offset(id);
    const size = whole.readUInt32LE(at + 4);
    return whole.subarray(at, at + 8 + size + (size % 2));
  };

  it('tells tags, frames, duration, cues and size', async () => {
    assert.deepEqual(await read(whole), {
      tags,
      frames: 2400,
      durationSeconds: 0.1,
      cues,
      size: whole.length,
    });
  });

  it('chunks of other programs, in any order, are passed over', async () => {
    const bytes = riff(
      chunk('bext', Buffer.alloc(603)),
      part('fmt '),
      chunk('LIST', Buffer.from('INFOISFT\x02\0\0\0x\0')),
      part('LIST'),
      part('cue '),
      part('data'),
      chunk('odd ', Buffer.alloc(9)),
      part('iXML'),
    );
    assert.deepEqual(await read(bytes), {
      tags,
      frames: 2400,
      durationSeconds: 0.1,
      cues,
      size: bytes.length,
    });
  });

  it('a chunk after many megabytes of samples is found without reading them', async () => {
    const path = join(folder, 'long.wav');
    const data = Buffer.alloc(8);
    data.write('data', 'latin1');
    data.writeUInt32LE(3_000_000_000, 4);
    const head = riff(part('iXML'), part('fmt '), data);
    const total = head.length + 3_000_000_000;
    head.writeUInt32LE(total - 8, 4);
    await writeFile(path, head);
    await truncate(path, total);
    const info = await readWavInfo(path);
    await rm(path);
    assert.equal(info?.frames, 1_500_000_000);
    assert.equal(info.durationSeconds, 62_500);
  });

  it('damage to cues alone does not cost the wav its identity', async () => {
    const damaged: [name: string, bytes: Buffer, samples: number[]][] = [
      ['no cues', riff(part('iXML'), part('fmt '), part('data')), []],
      ['no labels', riff(part('iXML'), part('fmt '), part('data'), part('cue ')), [0, 1200, 2400]],
      [
        'more points claimed than there are',
        patched((b) => b.writeUInt32LE(0xffffffff, offset('cue ') + 8)),
        [0, 1200, 2400],
      ],
      [
        'a point beyond the end',
        patched((b) => b.writeUInt32LE(2401, offset('cue ') + 12 + 20)),
        [1200, 2400],
      ],
      [
        'an empty cue chunk',
        riff(part('iXML'), part('fmt '), part('data'), chunk('cue ', Buffer.alloc(0))),
        [],
      ],
      [
        'a label with a size beyond its list',
        patched((b) => b.writeUInt32LE(0xfffffff0, offset('labl') + 4)),
        [0, 1200, 2400],
      ],
    ];
    for (const [name, bytes, samples] of damaged) {
      const info = await read(bytes);
      assert.deepEqual(info?.tags, tags, name);
      assert.deepEqual(
        info.cues.map((cue) => cue.sample),
        samples,
        name,
      );
    }
  });

  describe('is undefined for', () => {
    const setFormat = (at: number, value: number) =>
      patched((bytes) => bytes.writeUInt16LE(value, offset('fmt ') + 8 + at));
    const cases: [name: string, bytes: () => Uint8Array][] = [
      ['an empty file', () => new Uint8Array(0)],
      ['text', () => Buffer.from('Once upon a time there was a wav file. '.repeat(10))],
      ['a header only', () => whole.subarray(0, 12)],
      ['a file that ends in the samples', () => whole.subarray(0, offset('data') + 100)],
      ['a file that lacks one byte', () => whole.subarray(0, -1)],
      ['samples longer than the file', () => patched((b) => b.writeUInt32LE(4_000_000, offset('data') + 4))],
      [
        'the largest size of the samples',
        () => patched((b) => b.writeUInt32LE(0xffffffff, offset('data') + 4)),
      ],
      ['the largest size of the iXML', () => patched((b) => b.writeUInt32LE(0xffffffff, offset('iXML') + 4))],
      ['the largest size of the file', () => patched((b) => b.writeUInt32LE(0xffffffff, 4))],
      [
        'a chunk that swallows the rest',
        () => patched((b) => b.writeUInt32LE(whole.length - offset('iXML') - 8, offset('iXML') + 4)),
      ],
      ['half a sample', () => riff(part('iXML'), part('fmt '), chunk('data', Buffer.alloc(3)))],
      ['no samples chunk', () => riff(part('iXML'), part('fmt '))],
      ['no format', () => riff(part('iXML'), part('data'))],
      ['a format cut short', () => riff(part('iXML'), chunk('fmt ', Buffer.alloc(4)), part('data'))],
      ['no iXML', () => riff(part('fmt '), part('data'))],
      ['a foreign iXML', () => riff(chunk('iXML', Buffer.from('<BWFXML/>')), part('fmt '), part('data'))],
      [
        'an iXML of two megabytes',
        () => riff(chunk('iXML', Buffer.alloc(2 << 20, ' ')), part('fmt '), part('data')),
      ],
      ['float samples', () => setFormat(0, 3)],
      ['stereo', () => setFormat(2, 2)],
      ['48 kHz', () => setFormat(4, 48_000)],
      ['another frame size', () => setFormat(12, 4)],
      ['24 bits', () => setFormat(14, 24)],
      [
        'a thousand empty chunks',
        () => riff(...Array.from({ length: 1000 }, () => chunk('junk', Buffer.alloc(0))), whole.subarray(12)),
      ],
    ];
    for (const [name, bytes] of cases) {
      it(name, async () => {
        assert.equal(await read(bytes()), undefined);
      });
    }

    it('a missing file, a folder, a path through a file, a link to itself', async () => {
      await writeFile(join(folder, 'file'), '');
      await symlink(join(folder, 'loop'), join(folder, 'loop'));
      for (const path of [
        join(folder, 'missing'),
        folder,
        join(folder, 'file', 'x.wav'),
        join(folder, 'loop'),
      ]) {
        assert.equal(await readWavInfo(path), undefined, path);
      }
    });

    it('a file cut off anywhere', async () => {
      for (let length = 0; length < whole.length; length += 97) {
        assert.equal(await read(whole.subarray(0, length)), undefined, String(length));
      }
    });
  });

  it('never throws, whatever bytes are changed', async () => {
    const edit = fc.record({ at: fc.nat({ max: whole.length - 1 }), value: fc.nat({ max: 255 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 20 }), async (edits) => {
        const info = await read(
          patched((bytes) => {
            for (const { at, value } of edits) bytes[at] = value;
          }),
        );
        assert.ok(info === undefined || info.frames * 2 < whole.length);
      }),
      { numRuns: 200 },
    );
  });
});
