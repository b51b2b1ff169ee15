import assert from 'node:assert/strict';
import { missingIn } from '../../../../../src/core/speech/kokoro/missingIn';
import { modelUnavailable } from '../../../../../src/core/speech/kokoro/modelFiles';

// The names of missing files, and what the refusal's sentence is read as.
const rows: [names: string[], model: boolean, voices: string[]][] = [
  [['model.onnx'], true, []],
  [['voices/af_sky.bin'], false, ['af_sky']],
  [['model.onnx', 'voices/af_sky.bin'], true, ['af_sky']],
  [['voices/af_sky.bin', 'voices/bf_emma.bin'], false, ['af_sky', 'bf_emma']],
];

describe('what a refusal says is missing', () => {
  for (const [names, model, voices] of rows) {
    it(names.join(', '), () => {
      const refusal = modelUnavailable(names.map((name) => ({ name, folder: '/models and more' })));
      assert.deepEqual(missingIn(refusal?.message ?? ''), { model, voices });
    });
  }

  it('is nothing in another sentence', () => {
    assert.equal(missingIn('The voice file af_sky.bin is damaged.'), undefined);
  });
});
