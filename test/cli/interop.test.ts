import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { stretchOf } from '../../src/core/audio/peaks';
import { SAMPLE_RATE } from '../../src/core/model';
import { DEFAULT_PAUSES } from '../../src/core/narration/planSegment';
import { tempStories } from '../support/cli';
import { narrateResult } from '../support/narrateResult';
import { readRiff, type Riff } from '../support/riff';
import { planSample } from '../support/sampleListings';

const NAME = 'the-lighthouse';

/** What a program that is not ours says about a wav. */
interface Reading {
  readonly rate: number;
  readonly channels: number;
  readonly bits: number;
  readonly frames: number;
  /** In dBFS, where the program tells. */
  readonly peak?: number;
}

interface Reader {
  readonly name: string;
  /** A command that succeeds where the program is installed. */
  readonly probe: readonly string[];
  readonly read: (file: string) => Reading;
}

const PYTHON = `
import sys, wave
with wave.open(sys.argv[1]) as wav:
    assert len(wav.readframes(wav.getnframes())) == wav.getnframes() * wav.getsampwidth() * wav.getnchannels()
    print(wav.getframerate(), wav.getnchannels(), wav.getsampwidth() * 8, wav.getnframes())
`;

const readers: readonly Reader[] = [
  {
    name: 'SoX',
    probe: ['sox', '--version'],
    read: (file) => ({
      rate: Number(quietly('sox', '--info', '-r', file)),
      channels: Number(run('sox', '--info', '-c', file).out),
      bits: Number(run('sox', '--info', '-b', file).out),
      frames: Number(run('sox', '--info', '-s', file).out),
      peak: Number(/Pk lev dB\s+(\S+)/u.exec(run('sox', file, '-n', 'stats').err)?.[1]),
    }),
  },
  {
    name: 'FFmpeg',
    probe: ['ffprobe', '-version'],
    read: (file) => {
      const out = quietly('ffprobe', '-v', 'warning', '-show_streams', '-of', 'json', file);
      const { streams } = JSON.parse(out) as { streams: Record<string, string | number>[] };
      assert.equal(streams.length, 1);
      const stream = streams[0] ?? {};
      assert.equal(stream['codec_name'], 'pcm_s16le');
      return {
        rate: Number(stream['sample_rate']),
        channels: Number(stream['channels']),
        bits: Number(stream['bits_per_sample']),
        frames: Number(stream['duration_ts']),
      };
    },
  },
  {
    name: "Python's wave",
    probe: ['python3', '-c', 'import wave'],
    read: (file) => {
      const [rate = 0, channels = 0, bits = 0, frames = 0] = run('python3', '-c', PYTHON, file)
        .out.split(' ')
        .map(Number);
      return { rate, channels, bits, frames };
    },
  },
];

const installed = readers.filter(
  ({ probe: [command = '', ...args] }) => spawnSync(command, args).status === 0,
);

describe(`a narrated sample as it is read by ${['ourselves', ...installed.map(({ name }) => name)].join(', ')}`, () => {
  let place: Awaited<ReturnType<typeof tempStories>>;
  let wavs: { file: string; riff: Riff; duration: number }[];

  before(async () => {
    const text = await readFile(join('samples', `${NAME}.story.md`), 'utf8');
    place = await tempStories({ [`${NAME}.story.md`]: text });
    const where = ['--root', '.', '--media', '../media', '--voice', 'draft:en-us', '--json'];
    assert.deepEqual(narrateResult(await place.run(['narrate', `${NAME}.story.md`, ...where])).errors, []);
    const { out } = await place.run(['segments', `${NAME}.story.md`, ...where]);
    const { segments } = JSON.parse(out) as { segments: { audio: string; duration: number }[] };
    wavs = await Promise.all(
      segments.map(async ({ audio, duration }) => {
        const file = resolve(place.folder, '../media', audio);
        return { file, riff: readRiff(await readFile(file)), duration };
      }),
    );
    assert.equal(wavs.length, 4);
  });
  after(() => place.remove());

  it('24,000 Hz, mono, 16 bit, at -1 dBFS, as long as it is said to be', () => {
    for (const { riff, duration } of wavs) {
      const { code, channels, rate, bits } = riff.format;
      assert.deepEqual({ code, channels, rate, bits }, { code: 1, channels: 1, rate: SAMPLE_RATE, bits: 16 });
      const peak = riff.samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      assert.ok(Math.abs(20 * Math.log10(peak / 32_768) + 1) <= 0.1, `the largest sample is ${peak}`);
      assert.equal(duration, riff.samples.length / SAMPLE_RATE);
    }
  });

  for (const { name, read } of installed) {
    it(`${name} reads the same`, () => {
      for (const { file, riff } of wavs) {
        const { peak = -1, ...format } = read(file);
        const { rate, channels, bits } = riff.format;
        assert.deepEqual(format, { rate, channels, bits, frames: riff.samples.length });
        assert.ok(Math.abs(peak + 1) <= 0.1, `the peak is ${peak} dBFS`);
      }
    });
  }

  if (installed.some(({ name }) => name === 'FFmpeg')) {
    it('the outline is the one that FFmpeg writes for these samples', async () => {
      for (const [index, { file, riff }] of wavs.entries()) {
        const copy = join(place.folder, `ffmpeg-${index}.wav`);
        const block = String(stretchOf(riff.samples.length));
        const peaks = ['-peak_format', '2', '-peak_ppv', '2', '-peak_block_size', block];
        quietly('ffmpeg', '-v', 'error', '-i', file, '-write_peak', 'on', ...peaks, copy);
        const [ours, theirs] = [riff, readRiff(await readFile(copy))].map(({ chunks }) =>
          chunks.find(({ id }) => id === 'levl'),
        );
        assert(ours && theirs);
        // Theirs has a time stamp.
        theirs.data.fill(0, 32, 60);
        assert.deepEqual(ours.data, theirs.data);
      }
    });
  }

  it('a cue for every sentence, in order', async () => {
    const reviewed = await readFile(`test/fixtures/samples/${NAME}.sentences.txt`, 'utf8');
    const sentences = reviewed.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    assert.deepEqual(
      wavs.flatMap(({ riff }) => riff.cues.map(({ label }) => label)),
      sentences,
    );
    for (const { riff } of wavs) {
      assert.equal(riff.cues[0]?.sample, 0);
      const samples = riff.cues.map(({ sample }) => sample);
      assert.deepEqual(
        samples,
        [...new Set(samples)].sort((a, b) => a - b),
      );
    }
  });

  it('speech sets in and dies away without a click, with the pause between that its boundary asks for', async () => {
    const { segments } = await planSample(NAME);
    for (const [index, { utterances }] of segments.entries()) {
      const riff = wavs[index]?.riff;
      assert.ok(riff);
      const { samples, cues } = riff;
      for (const [before, next] of pairs(utterances)) {
        const [sentence] = next.parts;
        // The later pieces of a long sentence have no cue, nor has the end of a segment a pause.
        if (!sentence || sentence.sentence === before.parts.at(-1)?.sentence || before.boundary === 'end')
          continue;
        const start = cues[sentence.sentence]?.sample ?? 0;
        const end = start - (DEFAULT_PAUSES[before.boundary] * SAMPLE_RATE) / 1000;
        assert.ok(
          samples.subarray(end, start).every((sample) => sample === 0),
          next.text,
        );
        for (let at = 0; at < FADE; at++) {
          const loudest = 32_767 * (0.5 - 0.5 * Math.cos((Math.PI * at) / FADE)) + 1;
          assert.ok(Math.abs(samples[start + at] ?? 0) <= loudest, `“${next.text}” begins with a click`);
          assert.ok(Math.abs(samples[end - 1 - at] ?? 0) <= loudest, `“${before.text}” ends with a click`);
        }
      }
    }
  });
});

/** Samples in which speech rises from silence and falls to it, as a raised cosine: 5 ms. */
const FADE = 120;

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.slice(1).map((item, index) => [items[index] ?? item, item]);
}

/** What a command says, which warns of nothing. */
function quietly(command: string, ...args: string[]): string {
  const { out, err } = run(command, ...args);
  assert.equal(err, '');
  return out;
}

function run(command: string, ...args: string[]): { out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return { out: stdout, err: stderr };
}
