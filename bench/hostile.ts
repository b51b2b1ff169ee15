import type { SpokenParagraph } from '../src/core/model';
import { normalise } from '../src/core/speech/text/normalise';
import { splitSentences } from '../src/core/speech/text/sentences';
import { planUtterances } from '../src/core/speech/text/utterances';
import { parseStory } from '../src/core/story/parseStory';
import { compare, print, processorTime } from './measure';

/** Texts that no writer writes: each megabyte should take less than a second. */
export function benchHostile(): void {
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
}

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
hostile.push(
  '1=',
  '1+',
  '(1',
  '$1',
  '1:1 ',
  '1° ',
  'a/',
  '/a',
  'a.',
  'a@a',
  'x^',
  'IV ',
  'St. St',
  'U.S. ',
  '#a',
  '§',
);
hostile.push(
  '1 - 2 ',
  '1 000 ',
  '1,00,',
  'Jan-',
  'Jan 1 ',
  'a_',
  '0x1',
  'a1 ',
  '1a',
  'V and V ',
  'Part V and ',
  'A, Va. ',
  '$1-',
  '$1 - ',
  '1 million ',
  '1%-',
  '12:00EST ',
  '👍🏽',
  '👍\u200d',
  '😀 ',
  '🇺',
);
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
