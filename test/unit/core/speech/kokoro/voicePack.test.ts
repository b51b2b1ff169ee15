import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { npy, toneVoice, toneVoiceArchive } from '../../../../../scripts/fixtures/toneVoices';
import { isErrorCode } from '../../../../../src/core/errors';
import {
  readVoiceArchive,
  readVoiceFile,
  styleFor,
  type VoicePack,
} from '../../../../../src/core/speech/kokoro/voicePack';

/** Row r is all r, times `factor`. */
function pack(factor: number): VoicePack {
  return Float32Array.from({ length: 510 * 256 }, (_, index) => Math.floor(index / 256) * factor);
}

describe('styleFor', () => {
  for (const [tokens, row] of [
    [0, 0],
    [1, 0],
    [2, 1],
    [100, 99],
    [510, 509],
    [600, 509],
  ] as const) {
    it(`takes row ${row} for ${tokens} tokens`, () => {
      assert.deepEqual(styleFor(tokens, [{ pack: pack(1), weight: 1 }]), new Float32Array(256).fill(row));
    });
  }

  it('mixes whole rows by weight', () => {
    const style = styleFor(101, [
      { pack: pack(1), weight: 0.25 },
      { pack: pack(3), weight: 0.75 },
    ]);
    assert.deepEqual(style, new Float32Array(256).fill(250));
  });
});

describe('voice files', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storyflow-voices-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function file(name: string, bytes: Uint8Array): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return path;
  }
  const zip = (files: Zippable): Uint8Array => zipSync(files, { level: 0 });
  const refused = (path: string, why: RegExp) => (error: unknown) =>
    isErrorCode(error, 'ModelUnavailable') && error.message.includes(path) && why.test(error.message);

  it('are read from .bin and from an archive alike', async () => {
    const single = await readVoiceFile(await file('good.bin', toneVoice('af_heart')));
    const path = await file('voices-v1.0.bin', toneVoiceArchive(['af_bella', 'af_heart']));
    assert.equal(single.length, 130_560);
    assert.deepEqual([...single.subarray(509 * 256, 509 * 256 + 2)], [509, Math.fround(0.8)]);
    assert.deepEqual(await readVoiceArchive(path, 'af_heart'), single);
    assert.deepEqual((await readVoiceArchive(path, 'af_bella'))[1], Math.fround(0.2));
  });

  it('may be compressed', async () => {
    const path = await file(
      'small.npz',
      zipSync({ 'af_bella.npy': npy(toneVoice('af_bella')) }, { level: 6 }),
    );
    assert.equal((await readVoiceArchive(path, 'af_bella'))[256], 1);
  });

  for (const [what, bytes, why] of [
    ['a short file', toneVoice('af_bella').subarray(0, 522_000), /522000 bytes instead of 522240/],
    ['a long file', Buffer.concat([toneVoice('af_bella'), Buffer.alloc(4)]), /522244 bytes/],
    ['an empty file', new Uint8Array(0), /0 bytes/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const path = await file('bad.bin', bytes);
      await assert.rejects(readVoiceFile(path), refused(path, why));
    });
  }

  it('refuses a file that is not there', async () => {
    const path = join(folder, 'none.bin');
    await assert.rejects(readVoiceFile(path), refused(path, /cannot be read: download none.bin again/));
    await assert.rejects(readVoiceArchive(path, 'af_sky'), refused(path, /cannot be read/));
  });

  const good = toneVoice('af_bella');
  for (const [what, bytes, why] of [
    ['no zip', Buffer.from('hello'), /not a NumPy archive/],
    ['a zip that is cut off', toneVoiceArchive(['af_bella']).subarray(0, 400_000), /not a NumPy archive/],
    ['another voice', toneVoiceArchive(['af_heart']), /does not hold the voice "af_bella"/],
    ['no array', zip({ 'af_bella.npy': Buffer.from('hello world, hello') }), /not a NumPy array/],
    ['doubles', zip({ 'af_bella.npy': npy(good, '<f8') }), /type is <f8 instead of <f4/],
    ['big-endian floats', zip({ 'af_bella.npy': npy(good, '>f4') }), /type is >f4/],
    [
      'the shape of v0.19',
      zip({ 'af_bella.npy': npy(good, '<f4', '511, 1, 256') }),
      /shape is \(511, 1, 256\)/,
    ],
    ['a short array', zip({ 'af_bella.npy': npy(good.subarray(4)) }), /522236 bytes of data/],
  ] as const) {
    it(`refuses an archive with ${what}`, async () => {
      const path = await file('bad.npz', bytes);
      await assert.rejects(readVoiceArchive(path, 'af_bella'), refused(path, why));
    });
  }
});
