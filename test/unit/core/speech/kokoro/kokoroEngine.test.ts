import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Esbuild from 'esbuild';
import { tokensDialect, toneModel, type ToneDialect } from '../../../../../scripts/fixtures/toneModel';
import { isErrorCode, type ErrorCode } from '../../../../../src/core/errors';
import {
  createKokoroEngine,
  type KokoroEngine,
  type KokoroEngineOptions,
} from '../../../../../src/core/speech/kokoro/kokoroEngine';
import { findModel, loadVoice } from '../../../../../src/core/speech/kokoro/modelFiles';
import type { EspeakPhonemes, PhonemeSources } from '../../../../../src/core/speech/kokoro/phonemes';
import { openSession } from '../../../../../src/core/speech/kokoro/session';
import { decodeTones } from '../../../../support/tones';
import { realPhonemeSources } from './realEspeak';
import { sentences } from './sentences';

const models = join('test', 'fixtures', 'tone-kokoro');

describe('the Kokoro engine', () => {
  let phonemeSources: PhonemeSources;
  let folder: string;
  const opened: KokoroEngine[] = [];

  before(async () => {
    phonemeSources = await realPhonemeSources();
    folder = await mkdtemp(join(tmpdir(), 'storyflow-kokoro-'));
  });
  afterEach(async () => {
    for (const engine of opened.splice(0)) await engine.release();
  });
  after(() => rm(folder, { recursive: true }));

  async function engineOf(
    dialect: string,
    changes: Partial<KokoroEngineOptions> = {},
  ): Promise<KokoroEngine> {
    const files = await findModel(join(models, dialect));
    const engine = createKokoroEngine({
      modelPath: files.model ?? '',
      loadVoice: (name) => loadVoice(files, name),
      phonemeSources,
      threads: 1,
      ...changes,
    });
    opened.push(engine);
    return engine;
  }

  async function written(name: string, bytes: Uint8Array | string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return path;
  }

  const variant = (name: string, changes: Partial<ToneDialect>): Promise<string> =>
    written(name, toneModel({ ...tokensDialect, ...changes }));

  for (const [dialect, accent] of [
    ['input_ids', 'af_heart'],
    ['tokens', 'bf_emma'],
  ] as const) {
    it(`speaks exactly the tokens of 210 sentences (${dialect})`, async () => {
      const engine = await engineOf(dialect);
      for (const [index, text] of sentences.entries()) {
        const voice = index < sentences.length / 2 ? 'af_bella' : accent;
        const speed = [1, 2, 1.5][index % 3]!;
        const { samples } = await engine.synthesize({ text, voice, speed });
        const utterances = decodeTones(samples);
        assert.equal(utterances.length, 1, text);
        const [{ ids, row, speed: heard }] = utterances as [(typeof utterances)[0]];
        assert.deepEqual(ids, engine.tokensOf(text, voice), text);
        assert.equal(row, ids.length - 1);
        assert.equal(heard, speed);
      }
    }).timeout(60_000);
  }

  for (const [asked, heard] of [
    [0.5, 0.5],
    [0.8, 0.8],
    [1, 1],
    [1.37, 1.37],
    [2, 2],
    [0.1, 0.5],
    [9, 2],
    [NaN, 1],
  ] as const) {
    it(`speaks at speed ${heard} when asked for ${asked}`, async () => {
      const engine = await engineOf('input_ids');
      const { samples } = await engine.synthesize({ text: 'Hello there.', voice: 'af_bella', speed: asked });
      assert.equal(decodeTones(samples)[0]?.speed, heard);
      assert.deepEqual(decodeTones(samples)[0]?.ids, engine.tokensOf('Hello there.', 'af_bella'));
    });
  }

  for (const [voice, code] of [
    ['af_bella', 0.2],
    ['af_heart', 0.8],
    ['af_bella+af_heart', 0.5],
    ['af_heart*0.6+af_bella*0.4', 0.56],
    ['af_heart*1+af_bella*3', 0.35],
  ] as const) {
    it(`mixes ${voice}`, async () => {
      const engine = await engineOf('input_ids');
      const { samples } = await engine.synthesize({ text: 'A mixed voice.', voice, speed: 1 });
      const [heard] = decodeTones(samples);
      assert(Math.abs(heard!.voice - code) < 1e-3, String(heard?.voice));
      assert.equal(heard?.row, heard!.ids.length - 1);
    });
  }

  it('does not trim: the pads sound as silence', async () => {
    const engine = await engineOf('input_ids');
    const { samples } = await engine.synthesize({ text: 'Hello.', voice: 'af_bella', speed: 1 });
    const [heard] = decodeTones(samples);
    assert.equal(heard?.from, 6 * 600);
    assert.equal(heard.to, samples.length - 6 * 600);
  });

  it('takes word times from the durations of the graph', async () => {
    const engine = await engineOf('input_ids');
    const text = 'I am “here”, 1,000 times.';
    const { samples, words } = await engine.synthesize({ text, voice: 'af_bella', speed: 1 });
    const ids = engine.tokensOf(text, 'af_bella');
    assert.deepEqual(
      words.map(({ from, to }) => text.slice(from, to)),
      ['I', 'am', 'here', '1,000', 'times'],
    );
    for (const word of words) {
      const [part] = decodeTones(samples.slice(word.start, word.end));
      const length = part!.ids.length;
      assert(ids.some((_, at) => ids.slice(at, at + length).join() === part?.ids.join()));
      assert.equal(part?.to, word.end - word.start);
    }
    const spoken = words.flatMap(({ start, end }) => decodeTones(samples.slice(start, end))[0]!.ids);
    const marks = engine.tokensOf('“,.', 'af_bella');
    assert.deepEqual(marks, []);
    // All but the quotes, the comma, the full stop and the four spaces between words.
    assert.equal(spoken.length, ids.length - 8);
  });

  it('shares the time by tokens where the graph has no durations', async () => {
    const engine = await engineOf('tokens');
    const text = 'One two three.';
    const { samples, words } = await engine.synthesize({ text, voice: 'af_bella', speed: 1 });
    const [heard] = decodeTones(samples);
    const share = (heard!.to - heard!.from) / heard!.ids.length;
    assert.equal(words.length, 3);
    assert(Math.abs(words[0]!.start - heard!.from) <= share);
    assert(Math.abs(words[0]!.end - words[0]!.start - 3 * share) < share, 'wˈʌn has four tokens');
    assert(words[2]!.end < heard!.to && words[2]!.end > heard!.to - 2 * share);
  });

  for (const [tokens, pieces] of [
    [1, 1],
    [510, 1],
    [511, 2],
    [1400, 3],
  ] as const) {
    it(`speaks ${tokens} tokens in ${pieces} pieces without losing a word`, async () => {
      const letters = 'ɡblivion '.repeat(200).slice(0, tokens);
      // One phoneme a letter of a word that no dictionary has, so that the number of tokens is exact.
      const spell: EspeakPhonemes = (text) => text.replace(/\B(?=\w)/g, '_');
      const engine = await engineOf('input_ids', { phonemeSources: { espeak: spell } });
      const { samples, words } = await engine.synthesize({ text: letters, voice: 'af_bella', speed: 2 });
      const utterances = decodeTones(samples);
      assert.equal(engine.tokensOf(letters, 'af_bella').length, tokens);
      assert.equal(utterances.length, pieces);
      const ids = utterances.flatMap((utterance, index) =>
        index === 0 ? utterance.ids : [16, ...utterance.ids],
      );
      assert.deepEqual(ids, engine.tokensOf(letters, 'af_bella'));
      for (const { ids, row } of utterances) assert.equal(row, ids.length - 1);
      assert.equal(words.length, letters.split(' ').length);
      assert(
        words.every((word, index) => word.start >= (words[index - 1]?.end ?? 0) && word.end > word.start),
      );
      assert(words.at(-1)!.end <= samples.length);
    });
  }

  it('says nothing, and loads nothing, when there is nothing to speak', async () => {
    const engine = await engineOf('input_ids', { modelPath: join(folder, 'none.onnx') });
    for (const text of ['', ' ', '…', '“—!”']) {
      assert.deepEqual(await engine.synthesize({ text, voice: 'af_bella', speed: 1 }), {
        samples: new Float32Array(0),
        words: [],
      });
    }
  });

  it('15. a new engine and a refused request load neither voice, model nor onnxruntime', async () => {
    const loaded: string[] = [];
    const engine = await engineOf('input_ids', {
      modelPath: join(folder, 'none.onnx'),
      loadVoice: (name) => {
        loaded.push(name);
        return Promise.reject(new Error('must not be asked'));
      },
    });
    assert(engine.tokensOf('Hello.', 'af_bella').length > 0);
    await assert.rejects(
      engine.synthesize({ text: 'Hello.', voice: 'af_bela', speed: 1 }),
      refusal('InvalidVoice', /af_bella/),
    );
    assert.deepEqual(loaded, []);

    // Not bundled: esbuild finds its own binary beside itself.
    const require = createRequire(join(process.cwd(), 'package.json'));
    const { build } = require('esbuild') as typeof Esbuild;
    const { metafile } = await build({
      entryPoints: ['src/core/speech/kokoro/kokoroEngine.ts'],
      bundle: true,
      platform: 'node',
      write: false,
      packages: 'external',
      metafile: true,
    });
    const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
    const runtime = imports.filter((imported) => imported.path === 'onnxruntime-node');
    assert.deepEqual(
      runtime.map((imported) => imported.kind),
      ['dynamic-import'],
    );
  });

  it('86. opens no socket', async () => {
    const connect = Object.getOwnPropertyDescriptor(Socket.prototype, 'connect')!;
    Socket.prototype.connect = () => {
      throw new Error('A socket was opened.');
    };
    try {
      const engine = await engineOf('tokens');
      const { samples } = await engine.synthesize({ text: 'All by myself.', voice: 'af_bella', speed: 1 });
      assert(samples.length > 0);
    } finally {
      Object.defineProperty(Socket.prototype, 'connect', connect);
    }
  });

  it('can be used again after a release, and waits for the speech at hand', async () => {
    const engine = await engineOf('input_ids');
    const request = { text: 'Again.', voice: 'af_bella', speed: 1 };
    const speaking = engine.synthesize(request);
    await engine.release();
    const first = await speaking;
    assert.deepEqual(await engine.synthesize(request), first);
  });

  for (const [type, speeds] of [
    [
      'int32',
      [
        [0.5, 1],
        [1.4, 1],
        [1.6, 2],
      ],
    ],
    [
      'int64',
      [
        [0.5, 1],
        [2, 2],
      ],
    ],
  ] as const) {
    it(`rounds the speed for a graph of ${type} speed, and says so`, async () => {
      const warnings: string[] = [];
      const silent = (): void => undefined;
      const log = {
        debug: silent,
        info: silent,
        error: silent,
        warn: (line: string) => void warnings.push(line),
      };
      const engine = await engineOf('tokens', {
        modelPath: await variant(`${type}.onnx`, { speed: type }),
        log,
      });
      for (const [asked, heard] of speeds) {
        const { samples } = await engine.synthesize({ text: 'Speed.', voice: 'af_bella', speed: asked });
        assert.equal(decodeTones(samples)[0]?.speed, heard);
      }
      assert.equal(warnings.filter((line) => line.includes('whole numbers')).length, 1);
    });
  }

  for (const leading of [0, 1, 2] as const) {
    it(`takes audio of rank ${leading + 1}`, async () => {
      const modelPath = await variant(`rank${leading}.onnx`, {
        leading,
        audio: 'audio',
        durations: 'duration',
      });
      const session = await openSession({ modelPath, threads: 1 });
      const { samples, durations } = await session.run({
        ids: [0, 50, 0],
        style: new Float32Array(256),
        speed: 1,
      });
      await session.release();
      assert.equal(samples.length, (6 + 2 + 6) * 600);
      assert.deepEqual(durations, [6, 2, 6]);
    });
  }

  const whole = (): Promise<Buffer> => readFile(join(models, 'tokens', 'kokoro-v1.0.onnx'));
  for (const [what, file, why] of [
    ['missing', () => Promise.resolve(join(folder, 'gone.onnx')), /gone\.onnx does not exist/],
    ['a folder', () => Promise.resolve(folder), /does not exist/],
    [
      'cut off',
      async () => written('cut.onnx', (await whole()).subarray(0, 9000)),
      /incomplete or not an ONNX model/,
    ],
    ['text', () => written('text.onnx', '<html>Not found</html>'), /incomplete or not an ONNX model/],
    ['empty', () => written('empty.onnx', ''), /incomplete or not an ONNX model/],
    ['another model', () => variant('other.onnx', { ids: 'letters' }), /no input "input_ids" or "tokens"/],
    ['of another style', () => variant('style.onnx', { styleSize: 128 }), /"style" is float32 \[1, 128\]/],
  ] as const) {
    it(`refuses a model file that is ${what}, and tries again the next time`, async () => {
      const modelPath = await file();
      const engine = await engineOf('tokens', { modelPath });
      const request = { text: 'Hello.', voice: 'af_bella', speed: 1 };
      await assert.rejects(engine.synthesize(request), refusal('ModelUnavailable', why));
      await assert.rejects(
        engine.synthesize(request),
        refusal('ModelUnavailable', new RegExp(basenameOf(modelPath))),
      );
      if (modelPath === folder) return;
      await writeFile(modelPath, await whole());
      assert((await engine.synthesize(request)).samples.length > 0);
    });
  }

  it('refuses a voice whose pack is missing, by name', async () => {
    const engine = await engineOf('input_ids');
    await assert.rejects(
      engine.synthesize({ text: 'Hello.', voice: 'am_adam', speed: 1 }),
      refusal('ModelUnavailable', /am_adam\.bin/),
    );
  });
});

const refusal = (code: ErrorCode, why: RegExp) => (error: unknown) =>
  isErrorCode(error, code) && why.test(error.message);

function basenameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
