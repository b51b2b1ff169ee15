// Writes src/core/speech/draft/draftVoices.json from the voices of the installed espeak-ng package.
//   node scripts/writeDraftVoices.mjs
import loadModule from '@echogarden/espeak-ng-emscripten';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

// espeak-ng's file names are language tags, with these exceptions: tags of other languages or of none.
const languages = {
  en: 'en-GB',
  'ca-ba': 'ca-x-balear',
  'ca-nw': 'ca-x-nord',
  'ca-va': 'ca-valencia',
  piqd: 'tlh',
  py: 'art-x-pyash',
  qdb: 'art-x-belter',
  'en-US-nyc': 'en-US-x-nyc',
  'ru-cl': 'ru-x-classic',
  xex: 'art-x-xextan',
};
const names = {
  'cmn-Latn-pinyin': 'Chinese (Mandarin, Pinyin)',
  'en-US': 'English (United States)',
  'en-US-nyc': 'English (New York City)',
  'yue-Latn-jyutping': 'Chinese (Cantonese, Jyutping)',
  cmn: 'Chinese (Mandarin)',
  en: 'English (United Kingdom)',
  xex: 'Xextan',
};

const require = createRequire(import.meta.url);
const data = await readFile(require.resolve('@echogarden/espeak-ng-emscripten/espeak-ng.data'));
const module = await loadModule({ getPreloadedPackage: () => new Uint8Array(data).buffer });

const voices = new module.eSpeakNGWorker().list_voices().map((voice) => {
  const file = voice.identifier.split('/').at(-1);
  const tag = (languages[file] ?? file).toLowerCase();
  return {
    tag,
    name: (names[file] ?? voice.name).trim(),
    language: Intl.getCanonicalLocales(tag)[0],
    espeak: voice.identifier,
    others: [{ name: file.toLowerCase(), priority: 0 }, ...voice.languages],
  };
});

// Another name of a language belongs to the voice that espeak-ng prefers for it, the earlier one in a draw.
const tags = new Set(voices.map((voice) => voice.tag));
const owners = new Map();
for (const voice of voices) {
  for (const { name: written, priority } of voice.others) {
    const name = written.toLowerCase();
    if (!tags.has(name) && !(owners.get(name)?.priority <= priority)) owners.set(name, { voice, priority });
  }
}

const lines = voices
  .map(({ others: _, ...voice }) => {
    const aliases = [...owners].filter(([, owner]) => owner.voice.tag === voice.tag).map(([name]) => name);
    return JSON.stringify(aliases.length > 0 ? { ...voice, aliases } : voice);
  })
  .sort();
const target = new URL('../src/core/speech/draft/draftVoices.json', import.meta.url);
await writeFile(target, `[\n${lines.join(',\n')}\n]\n`);
