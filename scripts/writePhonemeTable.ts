// Writes docs/phonemes.md from the sentences of the tests: npm run docs:phonemes
import { writeFile } from 'node:fs/promises';
import { explain, readSentences, renderPhonemeTable } from '../test/support/phonemeTable';
import { realPhonemeSources } from '../test/unit/core/speech/kokoro/realEspeak';

const sources = await realPhonemeSources();
const sentences = (await readSentences()).map((row) => explain(row, sources));
await writeFile('docs/phonemes.md', renderPhonemeTable(sentences));
