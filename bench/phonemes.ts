import { readFile } from 'node:fs/promises';
import { loadEspeak } from '../src/core/speech/espeak/espeak';
import { readDictionary } from '../src/core/speech/kokoro/english/cmudict';
import { phonemize, type PhonemeSources } from '../src/core/speech/kokoro/phonemes';
import { languages } from '../src/core/speech/kokoro/voices';
import { readKnownWords, scoreOf, type Accent } from '../test/support/phonemeYardstick';
import { compare, print, processorTime } from './measure';

/** How often words come to what misaki's dictionary says, and what they take. */
export async function benchPhonemes(): Promise<void> {
  const packed = await readFile('dist/cmudict.br');
  const data = await readFile('dist/espeak-ng.data');
  const espeak = await loadEspeak(() =>
    Promise.resolve(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength)),
  );
  const sources: PhonemeSources = { espeak: espeak.phonemes, dictionary: readDictionary(packed) };
  for (const accent of ['american', 'british'] as const) await printScores(accent, sources);

  const prose = await readFile('samples/the-map-under-the-water.story.md', 'utf8');
  const paragraphs = prose.split(/\n\n+/u);
  compare(`${prose.length} characters of prose into phonemes`, [
    { name: 'espeak-ng alone', run: () => paragraphs.map((text) => espeak.phonemes(text, 'en-us')) },
    {
      name: 'phonemize, American',
      run: () => paragraphs.map((text) => phonemize(text, languages.a, sources)),
    },
    {
      name: 'phonemize, British',
      run: () => paragraphs.map((text) => phonemize(text, languages.b, sources)),
    },
  ]);
  const loading = processorTime(() => readDictionary(packed));
  print(`\nThe pronouncing dictionary: ${packed.length} bytes, read in ${loading.toFixed(0)} ms`);
}

async function printScores(accent: Accent, sources: PhonemeSources): Promise<void> {
  const known = await readKnownWords(accent);
  for (const set of ['tuned', 'heldOut'] as const) {
    const words = known.filter((word) => word.set === set);
    const { raw, mapped, ours } = scoreOf(words, accent, sources);
    const share = (count: number): string => `${((100 * count) / words.length).toFixed(1)} %`;
    print(
      `${accent}, ${words.length} words ${set === 'tuned' ? 'that rules were made from' : 'held out'}: ` +
        `espeak-ng ${share(raw)}, symbols mapped ${share(mapped)}, StoryFlow ${share(ours)}`,
    );
  }
}
