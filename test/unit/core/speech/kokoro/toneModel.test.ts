import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inputIdsDialect, tokensDialect, toneModel } from '../../../../../scripts/fixtures/toneModel';
import { levelPeak } from '../../../../../src/core/audio/level';
import { trimSpoken } from '../../../../../src/core/audio/trim';
import { openSession } from '../../../../../src/core/speech/kokoro/session';
import { decodeTones } from '../../../../support/tones';
import { toneVoice, toneVoiceArchive } from '../../../../../scripts/fixtures/toneVoices';

describe('the tone models', () => {
  for (const [name, write] of [
    ['input_ids/model.onnx', () => toneModel(inputIdsDialect)],
    ['input_ids/voices/af_bella.bin', () => toneVoice('af_bella')],
    ['input_ids/voices/af_heart.bin', () => toneVoice('af_heart')],
    ['tokens/kokoro-v1.0.onnx', () => toneModel(tokensDialect)],
    ['tokens/voices-v1.0.bin', () => toneVoiceArchive(['af_bella', 'bf_emma'])],
  ] as const) {
    it(`${name} is what the writer writes`, async () => {
      const committed = await readFile(join('test', 'fixtures', 'tone-kokoro', name));
      assert(committed.equals(write()), `${name} is out of date: run npm run fixtures`);
    });
  }

  for (const speed of [0.5, 0.73, 1, 1.25, 2]) {
    it(`are understood at speed ${speed} after trimming, fades, levelling, joining and rounding to 16 bits`, async () => {
      const modelPath = join('test', 'fixtures', 'tone-kokoro', 'input_ids', 'model.onnx');
      const session = await openSession({ modelPath, threads: 1 });
      const parts: Float32Array[] = [];
      const said = [
        [177, 16, 1, 1, 50],
        [43, 156, 86],
      ];
      for (const ids of said) {
        const style = Float32Array.of(ids.length - 1, 0.3, ...new Float32Array(254));
        const { samples } = await session.run({ ids: [0, ...ids, 0], style, speed });
        const quiet = samples.map((sample) => sample / 20);
        const trimmed = trimSpoken({ samples: quiet, words: [] }).samples;
        parts.push(faded(trimmed), new Float32Array(2400));
      }
      await session.release();
      const joined = Float32Array.from(parts.flatMap((part) => Array.from(part)));
      levelPeak(joined);
      const heard = decodeTones(joined.map((sample) => Math.round(sample * 32767) / 32768));
      assert.deepEqual(
        heard.map(({ ids, row, speed }) => ({ ids, row, speed })),
        said.map((ids) => ({ ids, row: ids.length - 1, speed })),
      );
      for (const { voice } of heard) assert(Math.abs(voice - 0.3) < 1e-3, String(voice));
    });
  }

  it('are refused by the decoder where something else sounds', () => {
    const noise = Float32Array.from({ length: 2400 }, (_, index) => Math.sin(index * index));
    assert.throws(() => decodeTones(noise), /No single tone stands out/);
    assert.deepEqual(decodeTones(new Float32Array(2400)), []);
  });
});

/** With 5 ms of fade at both ends. */
function faded(samples: Float32Array): Float32Array {
  const fade = 120;
  return samples.map((sample, at) => sample * Math.min(1, at / fade, (samples.length - 1 - at) / fade));
}
