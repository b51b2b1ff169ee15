import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listSentences, listSpoken, planSample, sampleNames } from '../test/support/sampleListings';

// Writes what test/unit/samples.test.ts expects, from what the code does now. Run it by hand in the root, and read
// every line of the difference against the manuscript before it is committed:
//   npx esbuild scripts/writeSampleListings.ts --bundle --platform=node --outfile=dist/listings.cjs
//   node dist/listings.cjs
void writeListings(join('test', 'fixtures', 'samples'));

async function writeListings(folder: string): Promise<void> {
  for (const name of sampleNames) {
    const sample = await planSample(name);
    await writeFile(join(folder, `${name}.sentences.txt`), listSentences(sample));
    await writeFile(join(folder, `${name}.spoken.txt`), listSpoken(sample));
  }
}
