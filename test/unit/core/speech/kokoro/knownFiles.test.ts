import assert from 'node:assert/strict';
import {
  findVoiceFile,
  judgeFile,
  judgeVoice,
  knownFiles,
  readManifest,
} from '../../../../../src/core/speech/kokoro/knownFiles';
import { DEFAULT_VARIANT, variantsOf } from '../../../../../src/core/speech/kokoro/variants';
import { voices } from '../../../../../src/core/speech/kokoro/voices';

const FP32 = '8fbea51ea711f2af382e88c833d9e288c6dc82ce5e98421ea61c058ce21a34cb';
const BELLA = 'f69d836209b78eb8c66e75e3cda491e26ea838a3674257e9d4e5703cbaf55c8b';

describe('the published files', () => {
  it('have sums of their own, and addresses that no later change moves', () => {
    assert.equal(new Set(knownFiles.map(({ sha256 }) => sha256)).size, knownFiles.length);
    for (const { url, path, source } of knownFiles) {
      assert.equal(url, source.url + path);
      assert.ok(url.startsWith('https://') && url.includes(`/${source.revision}/`), url);
      assert.match(source.revision, /^(?:[0-9a-f]{40}|model-files(?:-v1\.\d)?)$/u);
      assert.equal(source.licence, 'Apache-2.0');
    }
  });

  it('are one for each of the 54 voices, all of the same size', () => {
    const files = voices.map(({ name }) => findVoiceFile(name));
    assert.ok(files.every((file) => file?.bytes === 510 * 256 * 4));
    assert.equal(new Set(files.map((file) => file?.sha256)).size, 54);
    // And the mix that came before af_heart.
    assert.equal(knownFiles.filter(({ kind }) => kind === 'voice').length, 55);
  });

  it('name whose recordings ask for it', () => {
    assert.deepEqual(
      knownFiles.flatMap(({ path, credit }) => (credit === undefined ? [] : [path.slice(7, -4)])).sort(),
      ['ff_siwis', 'jf_gongitsune', 'jf_nezumi', 'jf_tebukuro', 'jm_kumo'],
    );
  });

  it('of the model have a precision and a dialect', () => {
    const models = knownFiles.filter(({ kind }) => kind === 'model');
    assert.equal(models.length, 16);
    assert.ok(models.every(({ precision, dialect }) => precision && dialect));
  });

  it('need a source', () => {
    const file = { kind: 'model', source: 'nobody', path: 'a', sha256: FP32 };
    assert.throws(() => readManifest({ sources: {}, files: [file] }));
  });
});

describe('the variants that can be fetched', () => {
  it('are those of one repository, with a size, the default first', () => {
    assert.deepEqual(
      variantsOf().map(({ name, file }) => [name, Math.round(file.bytes / 1e6)]),
      [
        ['fp32', 326],
        ['fp16', 163],
        ['q8f16', 86],
        ['q8', 92],
        ['q4f16', 155],
        ['uint8', 177],
        ['q4', 305],
      ],
    );
    assert.equal(variantsOf()[0]?.name, DEFAULT_VARIANT);
    for (const { file } of variantsOf())
      assert.equal(file.source.name, 'onnx-community/Kokoro-82M-v1.0-ONNX');
  });
});

describe('what a sum says', () => {
  // A file's size, its sum, and what it is.
  const rows: [bytes: number, sha256: string, verdict: string | null][] = [
    [325_532_232, FP32, 'as published'],
    [325_532_232, BELLA, 'damaged'],
    [1, BELLA, null],
    // A voice's size says nothing of a model.
    [522_240, FP32.replace('8', '9'), null],
  ];
  for (const [bytes, sha256, verdict] of rows) {
    it(`of ${bytes} bytes with ${sha256.slice(0, 4)}…: ${verdict ?? 'nothing'}`, () => {
      assert.equal(judgeFile(bytes, sha256), verdict);
    });
  }

  it('of a voice', () => {
    assert.equal(judgeVoice('af_bella', BELLA), 'as published');
    assert.equal(judgeVoice('af_sky', BELLA), 'differs');
    assert.equal(judgeVoice('af_own', BELLA), null);
  });
});
