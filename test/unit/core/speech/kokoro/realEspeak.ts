import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { loadEspeak } from '../../../../../src/core/speech/espeak/espeak';
import type { EspeakPhonemes } from '../../../../../src/core/speech/kokoro/phonemes';

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
