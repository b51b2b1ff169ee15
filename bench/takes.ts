import { readFile } from 'node:fs/promises';
import { trimSpoken } from '../src/core/audio/trim';
import { createDraftEngine } from '../src/core/speech/draft/draftEngine';
import { loadEspeak } from '../src/core/speech/espeak/espeak';
import { checkTake } from '../src/core/speech/takes/checkTake';
import { sentence } from '../test/support/stories';
import { ESPEAK_DATA } from '../test/support/studio';
import { compare } from './measure';

const COUNT = 20;

/** What the check of takes costs beside the fastest engine; Kokoro takes a hundred times as long to speak. */
export async function benchTakes(): Promise<void> {
  const data = await readFile(ESPEAK_DATA);
  const engine = createDraftEngine(
    await loadEspeak(() =>
      Promise.resolve(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength)),
    ),
  );
  const texts = Array.from({ length: COUNT }, (_, index) => sentence(index));
  const speak = (text: string) => trimSpoken(engine.synthesize({ text, voice: 'draft:en-us', speed: 1 }));
  const takes = texts.map((text) => ({ text, audio: speak(text) }));
  compare(`${COUNT} sentences`, [
    {
      name: 'spoken by the draft voice',
      run: () => {
        texts.forEach(speak);
      },
    },
    {
      name: 'checked',
      run: () => takes.every(({ text, audio }) => checkTake(audio, { text, speed: 1 }) === undefined),
    },
  ]);
}
