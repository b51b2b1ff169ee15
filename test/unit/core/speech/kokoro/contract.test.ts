import assert from 'node:assert/strict';
import { checkContract } from '../../../../../src/core/speech/kokoro/contract';
import { isErrorCode } from '../../../../../src/core/errors';

type Type = 'float32' | 'float16' | 'int32' | 'int64';
type Row = [name: string, type: Type, shape: (number | string)[]];

const ids: Row = ['input_ids', 'int64', [1, 'N']];
const style: Row = ['style', 'float32', [1, 256]];
const speed: Row = ['speed', 'float32', [1]];
const audio: Row = ['waveform', 'float32', ['samples']];

function check(inputs: Row[], outputs: Row[]) {
  const metadata = (rows: Row[]) =>
    rows.map(([name, type, shape]) => ({ name, isTensor: true as const, type, shape }));
  return checkContract({ inputMetadata: metadata(inputs), outputMetadata: metadata(outputs) }, 'm.onnx');
}

const faulty: [what: string, inputs: Row[], outputs: Row[], why: RegExp][] = [
  [
    'ids of another name',
    [['x', 'int64', [1, 'N']], style, speed],
    [audio],
    /no input "input_ids" or "tokens"/,
  ],
  [
    'ids of another type',
    [['tokens', 'int32', [1, 'N']], style, speed],
    [audio],
    /"tokens" is int32, not int64/,
  ],
  [
    'ids of another rank',
    [['tokens', 'int64', ['N']], style, speed],
    [audio],
    /"tokens" is \[N\], not \[1, N\]/,
  ],
  [
    'ids of one length only',
    [['tokens', 'int64', [1, 64]], style, speed],
    [audio],
    /is \[1, 64\], not \[1, N\]/,
  ],
  ['no style', [ids, speed], [audio], /no input "style"/],
  [
    'another style',
    [ids, ['style', 'float32', [1, 128]], speed],
    [audio],
    /float32 \[1, 128\], not float32 \[1, 256\]/,
  ],
  ['half a style', [ids, ['style', 'float16', [1, 256]], speed], [audio], /float16 \[1, 256\]/],
  ['no speed', [ids, style], [audio], /no input "speed"/],
  ['another speed', [ids, style, ['speed', 'float16', [1]]], [audio], /"speed" is float16/],
  ['a fourth input', [ids, style, speed, ['lang', 'int64', [1]]], [audio], /4 inputs \(.*lang\), not three/],
  ['no audio', [ids, style, speed], [['y', 'float32', ['n']]], /no output "waveform" or "audio"/],
  ['other audio', [ids, style, speed], [['audio', 'int32', ['n']]], /"audio" is int32, not float32/],
];

describe('checkContract', () => {
  for (const idsName of ['input_ids', 'tokens'] as const) {
    for (const speedType of ['float32', 'int32', 'int64'] as const) {
      for (const [audioName, durations] of [
        ['waveform', 'durations'],
        ['waveform', 'duration'],
        ['audio', undefined],
      ] as const) {
        it(`takes ${idsName}, ${speedType} speed, ${audioName}, ${durations ?? 'no durations'}`, () => {
          const outputs: Row[] = [[audioName, 'float32', [1, 1, 'n']]];
          if (durations) outputs.push([durations, 'float32', ['N']]);
          assert.deepEqual(
            check([[idsName, 'int64', ['b', 'N']], style, ['speed', speedType, [1]]], outputs),
            {
              ids: idsName,
              speedType,
              speedShape: [1],
              audio: audioName,
              durations,
            },
          );
        });
      }
    }
  }

  for (const [what, inputs, outputs, why] of faulty) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => check(inputs, outputs),
        (error: unknown) => isErrorCode(error, 'ModelUnavailable') && why.test(error.message),
      );
    });
  }
});
