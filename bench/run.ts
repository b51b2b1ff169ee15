// Measures StoryFlow's own work beside a peer in the same run, because only the ratio outlives a machine.
//   npm run bench [-- NAME...]
import { parser } from '@lezer/markdown';
import * as commonmark from 'commonmark';
import { readFile } from 'node:fs/promises';
import type { SpokenParagraph } from '../src/core/model';
import { normalise } from '../src/core/speech/text/normalise';
import { splitSentences } from '../src/core/speech/text/sentences';
import { planUtterances } from '../src/core/speech/text/utterances';
import { parseStory } from '../src/core/story/parseStory';

interface Contender {
  readonly name: string;
  readonly run: () => unknown;
}

const ROUNDS = 9;

/** Milliseconds of processor time, which other programs disturb less than they do the clock on the wall. */
function processorTime(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs contenders in turn, so that a change of the machine's speed meets all of them; the first is the measure. */
function compare(title: string, contenders: readonly Contender[]): void {
  const times = contenders.map((): number[] => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [index, { run }] of contenders.entries()) {
      const time = processorTime(run);
      // The first round warms up the compiler.
      if (round > 0) times[index]?.push(time);
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
  { name: 'commonmark.js (places of blocks only)', run: () => new commonmark.Parser().parse(megabyte) },
  { name: '@lezer/markdown alone', run: () => parser.parse(megabyte) },
  { name: 'parseStory: segments, spoken text, offsets', run: () => parseStory(megabyte) },
]);

const story = parseStory(megabyte);
const plan = () => story.segments.map(({ paragraphs }) => planUtterances(paragraphs, { language: 'en-US' }));
const utterances = plan().flatMap((segment) => segment.utterances);
compare(`1 MB of prose, ${utterances.length} utterances`, [
  { name: 'parseStory', run: () => parseStory(megabyte) },
  { name: 'planUtterances of every segment', run: plan },
  {
    name: 'normalise of every utterance',
    run: () => utterances.map(({ text }) => normalise(text, 'en-US')),
  },
]);

// Texts that no writer writes: each megabyte should take less than a second.
const hostile = [
  '1 ',
  '-5 ',
  '1-1 ',
  '½ ',
  '$1 ',
  '5 km ',
  '1. ',
  'a',
  'A ',
  'A. ',
  'Mr. ',
  'No! ',
  'I… I ',
  '… ',
];
hostile.push('あ。', '「', '. ', '"', '(', 'a, ', 'a; ', ' and a', 'e\u0301', '\u00ad', ' ', '😀');

function paragraphOf(text: string): SpokenParagraph {
  const whole = { from: 0, to: text.length };
  return { kind: 'prose', text, spans: [{ at: 0, length: text.length, source: whole }], notes: [] };
}

function slowest(title: string, run: (text: string) => unknown): void {
  const times = hostile.map((snippet) => {
    const text = snippet.repeat(1e6 / snippet.length);
    const rounds = [1, 2, 3].map(() => processorTime(() => run(text)));
    return { snippet, time: Math.min(...rounds) };
  });
  times.sort((a, b) => b.time - a.time);
  print(`\n1 MB of one repeated snippet, ${title}: the slowest of ${hostile.length}`);
  for (const { snippet, time } of times.slice(0, 4))
    print(`  ${JSON.stringify(snippet).padEnd(44)} ${time.toFixed(1).padStart(8)} ms`);
}

slowest('normalise', (text) => normalise(text, 'en-US'));
slowest('splitSentences', (text) => splitSentences(text, 'en-US'));
slowest('planUtterances', (text) => planUtterances([paragraphOf(text)], { language: 'en-US' }));

const notes = Array.from({ length: 40_000 }, (_, id) => id);
const annotated = `${notes.map((id) => `A.[^${id}] `).join('')}\n\n${notes.map((id) => `[^${id}]: B.\n\n`).join('')}`;
compare(`${notes.length} footnotes in one paragraph`, [
  { name: 'parseStory', run: () => parseStory(annotated) },
  {
    name: 'parseStory and planUtterances',
    run: () => planUtterances(parseStory(annotated).segments[0]?.paragraphs ?? [], { language: 'en-US' }),
  },
]);
