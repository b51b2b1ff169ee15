import { readFile } from 'node:fs/promises';
import type { LexiconEntry } from '../src/core/speech/lexicon/entry';
import { createLexicon } from '../src/core/speech/lexicon/lexicon';
import { formatLexicon } from '../src/core/speech/lexicon/changeLexicon';
import { parseLexicon } from '../src/core/speech/lexicon/parseLexicon';
import { normalise } from '../src/core/speech/text/normalise';
import { compare } from './measure';

/** A lexicon of 5 000 entries over 1 MB of prose, and over the text that is worst for it. */
export async function benchLexicon(): Promise<void> {
  const prose = (await readFile('samples/the-map-under-the-water.story.md', 'utf8')).replace(/\s+/gu, ' ');
  const megabyte = prose.repeat(Math.ceil(1e6 / prose.length)).slice(0, 1e6);
  const entry = (word: string): LexiconEntry => {
    return { word, say: { respelling: 'so' }, language: undefined, caseRule: undefined };
  };
  const names = Array.from({ length: 5000 }, (_, index) => entry(`Name${index}`));
  const few = createLexicon(names.slice(0, 50));
  const many = createLexicon(names);
  compare('1 MB of prose', [
    { name: 'normalise', run: () => normalise(megabyte, 'en-US') },
    { name: 'matches of 50 entries', run: () => few.matches(megabyte, 'en-US') },
    { name: 'matches of 5 000 entries', run: () => many.matches(megabyte, 'en-US') },
  ]);

  // Phrases that all begin alike, in a text of nothing but their beginning.
  const alike = 'the '.repeat(11);
  const phrases = createLexicon(names.map((_, index) => entry(`${alike}end${index}`)));
  const hostile = 'the '.repeat(250_000);
  compare('1 MB of the beginning of 5 000 phrases of 12 words', [
    { name: 'normalise', run: () => normalise(hostile, 'en-US') },
    { name: 'matches', run: () => phrases.matches(hostile, 'en-US') },
  ]);

  const text = formatLexicon(names.map(({ word }) => ({ word, respelling: 'so' })));
  compare('lexicon.json of 5 000 entries', [
    { name: 'JSON.parse', run: () => JSON.parse(text) as unknown },
    { name: 'parseLexicon', run: () => parseLexicon(text) },
  ]);
}
