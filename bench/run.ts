// Measures StoryFlow's own work beside a peer in the same run, because only the ratio outlives a machine.
//   npm run bench [-- NAME...]
import { parser } from '@lezer/markdown';
import * as commonmark from 'commonmark';
import { readFile } from 'node:fs/promises';
import { planUtterances } from '../src/core/speech/text/utterances';
import { parseStory } from '../src/core/story/parseStory';

interface Contender {
  readonly name: string;
  readonly run: () => unknown;
}

const ROUNDS = 9;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs contenders in turn, so that a change of the machine's speed meets all of them; the first is the measure. */
function compare(title: string, contenders: readonly Contender[]): void {
  const times = contenders.map((): number[] => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [index, { run }] of contenders.entries()) {
      const start = performance.now();
      run();
      // The first round warms up the compiler.
      if (round > 0) times[index]?.push(performance.now() - start);
    }
  }
  const medians = times.map((each) => each.sort((a, b) => a - b)[Math.floor(each.length / 2)] ?? 0);
  print(`\n${title}`);
  for (const [index, { name }] of contenders.entries()) {
    const median = medians[index] ?? 0;
    print(
      `  ${name.padEnd(44)} ${median.toFixed(1).padStart(8)} ms  ${(median / (medians[0] ?? 1)).toFixed(2)} x`,
    );
  }
}

const prose = await readFile('samples/the-map-under-the-water.story.md', 'utf8');
const body = prose.slice(prose.indexOf('\n## '));
const megabyte = body.repeat(Math.ceil(1e6 / body.length)).slice(0, 1e6);

compare('1 MB of prose, parsed', [
  { name: 'commonmark.js (blocks, no inline offsets)', run: () => new commonmark.Parser().parse(megabyte) },
  { name: '@lezer/markdown alone', run: () => parser.parse(megabyte) },
  { name: 'parseStory: segments, spoken text, offsets', run: () => parseStory(megabyte) },
]);

const story = parseStory(megabyte);
compare('1 MB of prose, sentences and utterances', [
  { name: 'parseStory', run: () => parseStory(megabyte) },
  {
    name: 'planUtterances of every segment',
    run: () => story.segments.map(({ paragraphs }) => planUtterances(paragraphs, { language: 'en-US' })),
  },
]);
