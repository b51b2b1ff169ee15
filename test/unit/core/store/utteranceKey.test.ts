import assert from 'node:assert/strict';
import { draftKey, kokoroKey } from '../../../../src/core/store/utteranceKey';

const draft = { engineVersion: '1.52 / 0.3.5', voice: 'en-us', speed: 1, text: 'Hello there.' };
const [bella, heart] = ['b'.repeat(64), 'a'.repeat(64)];
const kokoro = {
  tokens: [50, 83, 54, 156],
  modelSha: 'm'.repeat(64),
  voices: [
    { sha: heart, weight: 0.6 },
    { sha: bella, weight: 0.4 },
  ],
  speed: 1,
};

describe('utterance keys', () => {
  it('are 64 hexadecimal digits and the same every time', () => {
    for (const key of [draftKey(draft), kokoroKey(kokoro)]) assert.match(key, /^[0-9a-f]{64}$/u);
    assert.equal(draftKey({ ...draft }), draftKey(draft));
    assert.equal(kokoroKey({ ...kokoro, tokens: Int32Array.from(kokoro.tokens) }), kokoroKey(kokoro));
  });

  it('differ in all that can be heard', () => {
    const keys = [
      draftKey(draft),
      draftKey({ ...draft, engineVersion: '1.53' }),
      draftKey({ ...draft, voice: 'en-gb-x-rp' }),
      draftKey({ ...draft, speed: 1.05 }),
      draftKey({ ...draft, text: 'Hello there!' }),
      draftKey({ ...draft, voice: 'en', engineVersion: '1.52 / 0.3.5-us' }),
      kokoroKey(kokoro),
      kokoroKey({ ...kokoro, tokens: [50, 83, 54] }),
      kokoroKey({ ...kokoro, tokens: [508, 3, 54, 156] }),
      kokoroKey({ ...kokoro, modelSha: 'n'.repeat(64) }),
      kokoroKey({ ...kokoro, voices: [{ sha: heart, weight: 1 }] }),
      kokoroKey({ ...kokoro, voices: kokoro.voices.map(({ sha }) => ({ sha, weight: 0.5 })) }),
      kokoroKey({
        ...kokoro,
        voices: [
          { sha: heart, weight: 0.4 },
          { sha: bella, weight: 0.6 },
        ],
      }),
      kokoroKey({ ...kokoro, speed: 0.95 }),
    ];
    assert.equal(new Set(keys).size, keys.length);
  });

  it('do not depend on the order of a blend', () => {
    assert.equal(kokoroKey({ ...kokoro, voices: [...kokoro.voices].reverse() }), kokoroKey(kokoro));
  });
});
