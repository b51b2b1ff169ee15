import { parser } from '@lezer/markdown';
import * as commonmark from 'commonmark';
import { readFile } from 'node:fs/promises';
import { normalise } from '../src/core/speech/text/normalise';
import { planUtterances } from '../src/core/speech/text/utterances';
import { parseStory } from '../src/core/story/parseStory';
import { compare } from './measure';

/** From Markdown to what is spoken. */
export async function benchText(): Promise<void> {
  const prose = await readFile('samples/the-map-under-the-water.story.md', 'utf8');
  const body = prose.slice(prose.indexOf('\n## '));
  const megabyte = body.repeat(Math.ceil(1e6 / body.length)).slice(0, 1e6);

  compare('1 MB of prose, parsed', [
    { name: 'commonmark.js (places of blocks only)', run: () => new commonmark.Parser().parse(megabyte) },
    { name: '@lezer/markdown alone', run: () => parser.parse(megabyte) },
    { name: 'parseStory: segments, spoken text, offsets', run: () => parseStory(megabyte) },
  ]);

  const story = parseStory(megabyte);
  const plan = () =>
    story.segments.map(({ paragraphs }) => planUtterances(paragraphs, { language: 'en-US' }));
  const utterances = plan().flatMap((segment) => segment.utterances);
  compare(`1 MB of prose, ${utterances.length} utterances`, [
    { name: 'parseStory', run: () => parseStory(megabyte) },
    { name: 'planUtterances of every segment', run: plan },
    {
      name: 'normalise of every utterance',
      run: () => utterances.map(({ text }) => normalise(text, 'en-US')),
    },
  ]);
}
