import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeWav } from '../../../../src/core/audio/encodeWav';
import { peakMeter } from '../../../../src/core/audio/peaks';
import { readWavSound } from '../../../../src/core/audio/readSound';
import { readWavInfo } from '../../../../src/core/audio/readWav';
import { writeLongWav } from '../../../support/longWav';
import { readRiff } from '../../../support/riff';
import { pcmOf, tags, tone } from './material';

const cues = [
  { sample: 0, label: 'One.' },
  { sample: 24_000, label: 'Two.' },
];
const wav = Buffer.from(encodeWav(tone(60_000, 0.7, 3), cues, tags));

describe('readSound', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storyflow-sound-'));
    path = join(folder, 'x.wav');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** The wav with `levl` under a name that nobody knows, as if it had none. */
  const withoutPeaks = () => {
    const bytes = Buffer.from(wav);
    bytes.write('junk', bytes.lastIndexOf('levl'), 'latin1');
    return bytes;
  };
  const measured = () => {
    const { samples } = readRiff(wav);
    const meter = peakMeter(samples.length);
    meter.add(pcmOf(samples));
    return meter.peaks;
  };

  it('tells what the wav tells, and its outline', async () => {
    await writeFile(path, wav);
    assert.deepEqual(await readWavSound(path), { ...(await readWavInfo(path)), peaks: measured() });
  });

  it('the outline stands in the wav: the samples are not read', async () => {
    const bytes = Buffer.from(wav);
    bytes.fill(0, bytes.indexOf('data') + 8, bytes.lastIndexOf('cue '));
    await writeFile(path, bytes);
    assert.deepEqual((await readWavSound(path))?.peaks, measured());
  });

  it('a wav without an outline is measured, with the same result', async () => {
    await writeFile(path, withoutPeaks());
    assert.deepEqual((await readWavSound(path))?.peaks, measured());
  });

  it('and so is one whose outline cannot be used', async () => {
    const bytes = Buffer.from(wav);
    bytes.writeUInt32LE(0xffffffff, bytes.lastIndexOf('levl') + 8 + 20);
    await writeFile(path, bytes);
    assert.deepEqual((await readWavSound(path))?.peaks, measured());
  });

  it('without samples there is an empty outline', async () => {
    await writeFile(path, encodeWav(new Float32Array(0), [{ sample: 0, label: 'One.' }], tags));
    const sound = await readWavSound(path);
    assert.deepEqual(
      [sound?.durationSeconds, sound?.peaks.length, sound?.cues],
      [0, 0, [{ sample: 0, label: 'One.' }]],
    );
  });

  it('two hours: the outline is found behind the samples', async () => {
    await writeLongWav(path, { seconds: 7200, tags, cues, hasPeaks: true, hasSamples: false });
    const sound = await readWavSound(path);
    assert.deepEqual([sound?.durationSeconds, sound?.peaks.length, sound?.cues], [7200, 16_384, cues]);
    assert.equal(Math.max(...(sound?.peaks ?? [])), Math.round((32_767 * 60) / 61));
  });

  it('five minutes are measured in pieces, and other work gets its turn between them', async () => {
    const long = { seconds: 300, tags, cues, hasSamples: true };
    await writeLongWav(path, { ...long, hasPeaks: true });
    const stored = await readWavSound(path);
    await writeLongWav(path, { ...long, hasPeaks: false });
    let turns = 0;
    let isDone = false;
    const work = () => {
      turns++;
      if (!isDone) setImmediate(work);
    };
    work();
    const found = await readWavSound(path);
    isDone = true;
    assert.deepEqual(found?.peaks, stored?.peaks);
    assert.ok(turns >= 13, `other work had ${turns} turns in 14 pieces`);
  });

  const lost: [what: string, write: () => Promise<void>][] = [
    ['missing', () => Promise.resolve()],
    ['cut off', () => writeFile(path, wav.subarray(0, 60_000))],
    ['empty', () => writeFile(path, '')],
    [
      'another program’s',
      () => writeFile(path, wav.toString('latin1').replace('STORYFLOW', 'STORYFLEW'), 'latin1'),
    ],
  ];
  for (const [what, write] of lost) {
    it(`undefined when it is ${what}`, async () => {
      await write();
      assert.equal(await readWavSound(path), undefined);
    });
  }

  it('undefined when it is cut off while it is measured', async () => {
    await writeLongWav(path, { seconds: 600, tags, cues, hasPeaks: false, hasSamples: false });
    const reading = readWavSound(path);
    await truncate(path, 2_000_000);
    assert.equal(await reading, undefined);
  });
});
