import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notWritable } from '../../../../src/core/audio/notWritable';
import { readWavSound } from '../../../../src/core/audio/readSound';
import { writeSegmentWav } from '../../../../src/core/audio/writeSegmentWav';
import { StoryFlowError } from '../../../../src/core/errors';
import type { WavJob } from '../../../../src/core/ports';
import { readIxml } from '../../../../src/core/audio/ixml';
import { readRiff } from '../../../support/riff';
import { part, pauses, tags, tone } from './material';

describe('writeSegmentWav', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storyflow-write-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const job = (path: string): WavJob => ({
    path,
    parts: [
      part({ 0: 'One é.' }, tone(24_000, 0.2), { boundary: 'sentence' }),
      part({ 1: 'Two.' }, tone(12_000, 0.1), { boundary: 'end' }),
    ],
    sentences: ['One é.', 'Two.'],
    pauses,
    tags,
  });

  it('4, 6. The wav is there, in folders made for it, and the duration is its frames ÷ its rate', async () => {
    const path = join(folder, 'media', 'projects', 'p', 'audio', 's.wav');
    const written = await writeSegmentWav(job(path));
    const riff = readRiff(await readFile(path));
    assert.equal(riff.samples.length, 24_000 + 9600 + 12_000);
    assert.equal(written.frames, riff.samples.length);
    assert.equal(written.durationSeconds, riff.samples.length / riff.format.rate);
    assert.deepEqual(await readdir(join(folder, 'media', 'projects', 'p', 'audio')), ['s.wav']);
  });

  it('the file is levelled once over the whole segment: peak -1.0 dBFS', async () => {
    const path = join(folder, 's.wav');
    await writeSegmentWav(job(path));
    const { samples } = readRiff(await readFile(path));
    const peakOf = (values: Int16Array) =>
      values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 32_768;
    const decibels = (peak: number) => 20 * Math.log10(peak);
    assert.ok(Math.abs(decibels(peakOf(samples)) + 1) < 0.1);
    assert.ok(
      Math.abs(decibels(peakOf(samples.subarray(33_600))) + 7) < 0.1,
      'the quieter sentence stays 6 dB below',
    );
    const sound = await readWavSound(path);
    assert.equal(
      Math.max(...(sound?.peaks ?? [])),
      Math.max(...samples),
      'the outline is of what is in the file',
    );
  });

  it('what it resolves with is what stands in the file', async () => {
    const path = join(folder, 's.wav');
    const { cues } = await writeSegmentWav(job(path));
    const riff = readRiff(await readFile(path));
    assert.deepEqual(cues, riff.cues);
    assert.deepEqual(cues, [
      { sample: 0, label: 'One é.' },
      { sample: 33_600, label: 'Two.' },
    ]);
    assert.deepEqual(readIxml(riff.ixml), tags);
  });

  it('106. An older wav at the path is replaced', async () => {
    const path = join(folder, 's.wav');
    await writeFile(path, 'old');
    await writeSegmentWav(job(path));
    assert.equal(readRiff(await readFile(path)).samples.length, 45_600);
  });

  it('two at once for one path leave one whole wav', async () => {
    const path = join(folder, 's.wav');
    await Promise.all([writeSegmentWav(job(path)), writeSegmentWav(job(path))]);
    assert.equal(readRiff(await readFile(path)).samples.length, 45_600);
    assert.deepEqual(await readdir(folder), ['s.wav']);
  });

  const rejection = async (path: string) => {
    const error: unknown = await writeSegmentWav(job(path)).then(
      () => assert.fail('it was written'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof StoryFlowError);
    assert.equal(error.code, 'MediaNotWritable');
    return error;
  };

  it('a file where a folder should be: named, untouched', async () => {
    await writeFile(join(folder, 'audio'), 'mine');
    for (const path of [join(folder, 'audio', 's.wav'), join(folder, 'audio', 'deeper', 's.wav')]) {
      const { message } = await rejection(path);
      assert.match(message, /a file stands where a folder should be; move that file away/u);
      assert.ok(message.includes(join(folder, 'audio')), message);
    }
    assert.equal(await readFile(join(folder, 'audio'), 'utf8'), 'mine');
  });

  it('a folder where the wav should be: named, untouched, no temporary file', async () => {
    const path = join(folder, 's.wav');
    await mkdir(path);
    const { message } = await rejection(path);
    assert.ok(message.includes(folder), message);
    assert.deepEqual(await readdir(folder), ['s.wav']);
    assert.deepEqual(await readdir(path), []);
  });

  // A limit on the size of files stops a write half-way, as a full disk does, and needs no rights to set.
  if (process.platform === 'linux') {
    it('a disk that takes only a part of the file: the old wav stays, no temporary file', async () => {
      const path = join(folder, 's.wav');
      await writeSegmentWav(job(path));
      const old = await readFile(path);
      const prlimit = (...args: string[]) =>
        execFileSync('prlimit', ['--pid', String(process.pid), ...args], { encoding: 'utf8' }).trim();
      const usual = prlimit('--fsize', '--output', 'SOFT', '--noheadings');
      // By default this signal of the limit on file sizes ends the process, instead of the write.
      const ignore = () => undefined;
      process.on('SIGXFSZ', ignore);
      prlimit('--fsize=65536:');
      try {
        const { message } = await rejection(path);
        assert.match(message, /a file of 0\.1 MB is larger than this disk allows/u);
      } finally {
        prlimit(`--fsize=${usual}:`);
        process.off('SIGXFSZ', ignore);
      }
      assert.deepEqual(await readFile(path), old);
      assert.deepEqual(await readdir(folder), ['s.wav']);
    });
  }

  describe('says in one sentence which folder and what to do', () => {
    const path = join('media', 'audio', 's.wav');
    const cases: [code: string, text: RegExp][] = [
      ['ENOSPC', /the disk is full; make room for 28\.8 MB or choose another media folder\.$/u],
      ['EDQUOT', /your quota on this disk is used up; make room for 28\.8 MB or/u],
      ['EFBIG', /a file of 28\.8 MB is larger than this disk allows; choose/u],
      ['EROFS', /the disk is read-only; choose another media folder\.$/u],
      ['EACCES', /you have no permission; allow writing to it/u],
      ['EPERM', /you have no permission; allow writing to it, close programs that play the file/u],
      ['EBUSY', /another program is using .*s\.wav; close it and try again\.$/u],
      ['ENOTDIR', /a file stands where a folder should be; move that file away/u],
      ['EISDIR', /a folder stands where the file .*s\.wav should be; move that folder away/u],
      ['EIO', /EIO: failed; check that the folder can be written to/u],
    ];
    for (const [code, text] of cases) {
      it(code, () => {
        const cause = Object.assign(new Error(`${code}: failed`), { code });
        const error = notWritable(cause, path, 28_800_000);
        assert.equal(error.code, 'MediaNotWritable');
        assert.equal(error.cause, cause);
        assert.ok(
          error.message.startsWith(`Audio cannot be written to the folder ${join('media', 'audio')}: `),
        );
        assert.match(error.message, text);
      });
    }
  });
});
