import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isErrorCode } from '../../../../../src/core/errors';
import {
  findModel,
  loadVoice,
  missingFiles,
  modelUnavailable,
} from '../../../../../src/core/speech/kokoro/modelFiles';
import { isVoiceSyntaxError, parseVoice } from '../../../../../src/core/speech/kokoro/parseVoice';

// Files in a model folder, a voice, the model that is taken, and what is missing.
const rows: readonly [files: string[], voice: string, model: string | undefined, missing: string[]][] = [
  [[], 'af_bella', undefined, ['model.onnx', 'voices/af_bella.bin']],
  [['model.onnx', 'voices/af_bella.bin'], 'af_bella', 'model.onnx', []],
  [['onnx/model.onnx', 'voices/af_bella.bin'], 'af_bella', 'onnx/model.onnx', []],
  [
    ['onnx/model_quantized.onnx', 'onnx/model_fp16.onnx', 'voices-v1.0.bin'],
    'af_sky',
    'onnx/model_fp16.onnx',
    [],
  ],
  [['onnx/model_q8f16.onnx', 'voices-v1.0.bin'], 'af_sky', 'onnx/model_q8f16.onnx', []],
  [['kokoro-v1.0.int8.onnx', 'kokoro-v1.0.onnx', 'voices-v1.0.bin'], 'bf_emma', 'kokoro-v1.0.onnx', []],
  [['kokoro-v1.0.int8.onnx', 'voices-v1.0.bin'], 'bf_emma', 'kokoro-v1.0.int8.onnx', []],
  [['kokoro-v0_19.onnx', 'kokoro-v1.1-zh.onnx', 'voices-v1.0.bin'], 'af_sky', undefined, ['model.onnx']],
  [['model.onnx', 'voices/af_sky.bin'], 'af_bella', 'model.onnx', ['voices/af_bella.bin']],
  [['model.onnx', 'voices/af_sky.bin'], 'af_bella+af_sky', 'model.onnx', ['voices/af_bella.bin']],
  [['model.onnx', 'voices/af_sky.bin', 'voices-v1.0.bin'], 'af_bella', 'model.onnx', []],
  [
    ['model.onnx/nested', 'voices/af_bella.bin/nested'],
    'af_bella',
    undefined,
    ['model.onnx', 'voices/af_bella.bin'],
  ],
];

describe('model files', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storyflow-model-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  for (const [files, voice, model, missing] of rows) {
    it(`9. ${voice} with ${files.join(', ') || 'nothing'} lacks ${missing.join(', ') || 'nothing'}`, async () => {
      for (const name of files) {
        await mkdir(dirname(join(folder, name)), { recursive: true });
        // No model, but only existence counts.
        await writeFile(join(folder, name), 'x');
      }
      const blend = parseVoice(voice);
      assert(!isVoiceSyntaxError(blend));
      const found = await findModel(folder);
      assert.equal(found.model, model === undefined ? undefined : join(folder, model));
      const lacking = await missingFiles(found, blend);
      assert.deepEqual(
        lacking.map((file) => file.name),
        missing,
      );
      assert(lacking.every((file) => file.folder === folder));
      assert.equal(modelUnavailable(lacking) === undefined, missing.length === 0);
    });
  }

  it('9. the refusal names the missing file and where to put it', () => {
    const error = modelUnavailable([{ name: 'voices/af_sky.bin', folder: '/models/kokoro' }]);
    assert(isErrorCode(error, 'ModelUnavailable'));
    assert.equal(error.status, 503);
    assert.equal(
      error.message,
      'Of the Kokoro model, voices/af_sky.bin is missing: download the model or put it into the folder /models/kokoro.',
    );
  });

  it('a folder that does not exist holds nothing', async () => {
    const none = join(folder, 'none');
    assert.deepEqual(await findModel(none), { folder: none, model: undefined, archive: undefined });
  });

  it('voices are read from a file, else from the archive', async () => {
    const [single, archive] = await Promise.all([
      findModel(join('test', 'fixtures', 'tone-kokoro', 'input_ids')),
      findModel(join('test', 'fixtures', 'tone-kokoro', 'tokens')),
    ]);
    assert.deepEqual(await loadVoice(single, 'af_bella'), await loadVoice(archive, 'af_bella'));
    await assert.rejects(loadVoice(single, 'bf_emma'), /bf_emma\.bin cannot be read/);
    await assert.rejects(loadVoice(archive, 'af_heart'), /does not hold the voice "af_heart"/);
  });
});
