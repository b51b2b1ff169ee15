import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SpeechRequest } from '../../../src/core/ports';
import { chooseVoice } from '../../../src/core/speech/voiceId';
import { speakSample } from '../../../src/studio/samples';
import { hum } from '../../support/hum';
import { TONE_MODEL, wavWriter } from '../../support/studio';

describe('the sample of a voice', () => {
  let folder: string;
  let requests: SpeechRequest[];
  let make: (text: string) => Float32Array<ArrayBuffer>;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storyflow-samples-'));
    await cp(TONE_MODEL, join(folder, 'models'), { recursive: true });
    requests = [];
    make = (text) => hum(text.length * 1440);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** As in a window that was just opened: nothing is remembered but what lies on the disk. */
  const hear = async (voice: string, speed = 1) => {
    const choice = chooseVoice(voice);
    assert('voice' in choice);
    return speakSample(choice, speed, {
      folder: join(folder, 'samples'),
      session: {
        engine: {
          synthesize: (request) => {
            requests.push(request);
            return Promise.resolve({ samples: make(request.text), words: [] });
          },
        },
        writer: wavWriter,
        spoken: { get: () => Promise.resolve(undefined), put: () => Promise.resolve() },
        modelsFolder: join(folder, 'models'),
      },
    });
  };

  for (const voice of ['draft:en-us', 'af_bella', 'af_heart*0.6+af_bella*0.4'])
    it(`${voice}: is spoken once, also after a restart`, async () => {
      const first = await hear(voice);
      assert.equal(requests.length, 1);
      assert.deepEqual(await hear(voice), first);
      assert.equal(requests.length, 1);
      assert(first.durationSeconds > 1);
    });

  it('is another one at another speed, and of another voice', async () => {
    const wavs = [await hear('af_bella'), await hear('af_bella', 1.5), await hear('af_heart')].map(
      ({ wav }) => wav,
    );
    assert.equal(new Set(wavs).size, 3);
  });

  it('is spoken again when the model is another one', async () => {
    await hear('af_bella');
    await utimes(join(folder, 'models', 'model.onnx'), 1, 1);
    await hear('af_bella');
    assert.equal(requests.length, 2);
  });

  it('in which something is wrong is spoken again', async () => {
    make = (text) => hum(text.length * 1440 * 6);
    await hear('af_bella');
    const before = requests.length;
    make = (text) => hum(text.length * 1440);
    await hear('af_bella');
    await hear('af_bella');
    assert.equal(requests.length, before + 1);
  });

  for (const [voice, beginning] of [
    ['ff_siwis', 'On alluma'],
    ['em_alex', 'Al anochecer'],
    ['if_sara', 'Al tramonto'],
    ['pf_dora', 'Ao anoitecer'],
    ['hf_alpha', 'शाम'],
    ['bf_emma', 'The lamp'],
    ['draft:fr', 'On alluma'],
    ['draft:de', 'The lamp'],
  ] as const)
    it(`${voice} says “${beginning} ...”`, async () => {
      await hear(voice);
      assert(requests[0]?.text.startsWith(beginning), requests[0]?.text);
    });
});
