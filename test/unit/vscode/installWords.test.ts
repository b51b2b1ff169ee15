import assert from 'node:assert/strict';
import type { InstallPlanView, InstallProgressView } from '../../../src/studio/modelProtocol';
import { planInWords, progressInWords } from '../../../src/vscode/kokoro/installWords';

const plan: InstallPlanView = {
  folder: '/home/me/models',
  files: [
    { name: 'onnx/model.onnx', bytes: 325_532_232 },
    { name: 'voices/af_bella.bin', bytes: 522_240 },
  ],
  bytes: 326_054_472,
  received: 0,
  hosts: ['huggingface.co'],
  licences: ['Apache-2.0'],
  replaces: [],
};

describe('what the writer agrees to', () => {
  it('says what, from where, under which licence, and where it goes', () => {
    assert.equal(
      planInWords(plan),
      'model.onnx, af_bella.bin, from huggingface.co. Licence: Apache-2.0.\n\nIt goes to /home/me/models, and is used only when it is exactly what was published. Your stories are not sent anywhere.',
    );
  });

  it('says what is here from before, and what is removed', () => {
    const words = planInWords({ ...plan, received: 120_000_000, replaces: ['onnx/model_fp16.onnx'] });
    assert.match(words, /120\.0 MB of 326\.1 MB are here from before; it goes on from there\./u);
    assert.match(words, /onnx\/model_fp16\.onnx is removed then/u);
  });

  it('does not name 54 voices', () => {
    const files = Array.from({ length: 54 }, (_, index) => ({ name: `voices/${index}.bin`, bytes: 1 }));
    assert.match(planInWords({ ...plan, files }), /^0\.bin, 1\.bin and 52 more, from/u);
  });
});

describe('how far a download is', () => {
  const base = { file: 'onnx/model.onnx', received: 12_000_000, total: 326_054_472 };
  // What is known, and the words.
  const rows: [progress: InstallProgressView, words: string][] = [
    [{ ...base, state: 'receiving' }, '12.0 MB of 326.1 MB'],
    [
      { ...base, state: 'receiving', bytesPerSecond: 5_300_000, secondsLeft: 59 },
      '12.0 MB of 326.1 MB, 5.3 MB/s, about 1 min left',
    ],
    [{ ...base, state: 'checking' }, 'checking that it is what was published'],
    [
      { ...base, state: 'waiting', waitSeconds: 3.2, reason: 'the connection was cut' },
      'trying again in 4 s, because the connection was cut',
    ],
  ];
  for (const [progress, words] of rows) {
    it(words, () => {
      assert.equal(progressInWords(progress), words);
    });
  }
});
