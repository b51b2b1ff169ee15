// Packs the CMU Pronouncing Dictionary for src/core/speech/kokoro/english/cmudict.ts, which tells the form.
import { dictionary } from 'cmu-pronouncing-dictionary';
import { brotliCompressSync, constants } from 'node:zlib';

const BLOCK = 64;
const FIRST = 0x30;

/** The dictionary's bytes. The package writes one pronunciation for each word; "word(2)" and symbols are left out. */
export function packDictionary() {
  const entries = Object.entries(dictionary)
    .filter(([word]) => /^[a-z][a-z'-]*$/.test(word))
    .map(([word, phones]) => [word, phones.replace(/ #.*$/, '').split(' ')])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const phones = [...new Set(entries.flatMap(([, names]) => names))].sort();
  const symbols = new Map(phones.map((name, index) => [name, String.fromCharCode(FIRST + index)]));
  const blocks = [];
  for (let start = 0; start < entries.length; start += BLOCK) {
    let previous = '';
    const lines = entries.slice(start, start + BLOCK).map(([word, names]) => {
      let shared = 0;
      while (shared < previous.length && previous[shared] === word[shared]) shared++;
      previous = word;
      const spoken = names.map((name) => symbols.get(name)).join('');
      return `${String.fromCharCode(FIRST + shared)}${word.slice(shared)} ${spoken}`;
    });
    blocks.push(lines.join('\n'));
  }
  const text = `${phones.join(' ')}\n\n${blocks.join('\n\n')}`;
  return brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
}
