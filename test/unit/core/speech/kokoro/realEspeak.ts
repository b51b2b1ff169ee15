import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { loadEspeak } from '../../../../../src/core/speech/espeak/espeak';
import { readDictionary } from '../../../../../src/core/speech/kokoro/english/cmudict';
import type { EspeakPhonemes, PhonemeSources } from '../../../../../src/core/speech/kokoro/phonemes';
import { DICTIONARY } from '../../../../support/studio';

/** The installed espeak-ng. */
export async function realEspeak(): Promise<EspeakPhonemes> {
  const require = createRequire(join(process.cwd(), 'package.json'));
  const data = await readFile(require.resolve('@echogarden/espeak-ng-emscripten/espeak-ng.data'));
  const { buffer, byteOffset, byteLength } = data;
  const espeak = await loadEspeak(() => Promise.resolve(buffer.slice(byteOffset, byteOffset + byteLength)));
  // Equal calls give equal answers, so a test may ask again without waiting.
  const answers = new Map<string, string>();
  return (text, voice) => {
    const key = `${voice} ${text}`;
    const answer = answers.get(key) ?? espeak.phonemes(text, voice);
    answers.set(key, answer);
    return answer;
  };
}

/** The installed espeak-ng and the dictionary as the build packs it. */
export async function realPhonemeSources(): Promise<PhonemeSources> {
  return { espeak: await realEspeak(), dictionary: readDictionary(await readFile(DICTIONARY)) };
}
