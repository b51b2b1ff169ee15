import assert from 'node:assert/strict';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WavSound } from '../../../../src/core/audio/readSound';
import { soundMemory, type SoundReader } from '../../../../src/core/narration/soundMemory';
import { tags } from '../audio/material';

const sound: WavSound = {
  tags,
  frames: 0,
  durationSeconds: 0,
  cues: [],
  size: 1,
  peaks: new Int16Array(0),
};

describe('soundMemory', () => {
  let folder: string;
  let reads: string[];
  let answer: () => ReturnType<SoundReader>;
  let read: SoundReader;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storyflow-memory-'));
    reads = [];
    answer = () => Promise.resolve(sound);
    read = soundMemory((path) => {
      reads.push(path);
      return answer();
    });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const file = async (name: string, text = 'wav') => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };

  it('reads a wav once, also when it is asked for twice at the same time', async () => {
    const path = await file('a.wav');
    await Promise.all([read(path), read(path)]);
    assert.equal(await read(path), sound);
    assert.deepEqual(reads, [path]);
  });

  it('reads it again when the file is another one', async () => {
    const path = await file('a.wav');
    await read(path);
    await utimes(path, new Date('2031-05-05'), new Date('2031-05-05'));
    await read(path);
    await file('a.wav', 'a longer wav');
    await read(path);
    assert.equal(reads.length, 3);
  });

  it('a missing file is not read', async () => {
    const path = await file('a.wav');
    await read(path);
    await rm(path);
    assert.equal(await read(path), undefined);
    assert.equal(reads.length, 1);
  });

  it('what could not be read is tried again', async () => {
    const path = await file('a.wav');
    answer = () => Promise.reject(new Error('EIO'));
    await assert.rejects(read(path), /EIO/u);
    answer = () => Promise.resolve(undefined);
    assert.equal(await read(path), undefined);
    answer = () => Promise.resolve(sound);
    assert.equal(await read(path), sound);
    assert.equal(reads.length, 3);
  });

  it('remembers eight, those that were asked for last', async () => {
    const paths = await Promise.all(Array.from({ length: 9 }, (_, at) => file(`${at}.wav`)));
    for (const path of paths.slice(0, 8)) await read(path);
    await read(paths[0]!);
    await read(paths[8]!);
    reads.length = 0;
    for (const at of [0, 2, 8, 1]) await read(paths[at]!);
    assert.deepEqual(reads, [paths[1]]);
  });
});
