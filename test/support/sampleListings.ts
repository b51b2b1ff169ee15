import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParsedSegment, Sentence, Utterance } from '../../src/core/model';
import { normalise } from '../../src/core/speech/text/normalise';
import { planUtterances } from '../../src/core/speech/text/utterances';
import { parseStory } from '../../src/core/story/parseStory';

/** The stories in samples/, without `.story.md`. */
export const sampleNames = ['the-lighthouse', 'the-map-under-the-water'] as const;

export interface PlannedSegment {
  readonly segment: ParsedSegment;
  readonly sentences: readonly Sentence[];
  readonly utterances: readonly Utterance[];
}

export interface PlannedSample {
  readonly markdown: string;
  readonly language: string;
  readonly segments: readonly PlannedSegment[];
}

/** A sample as it is narrated. */
export async function planSample(name: string): Promise<PlannedSample> {
  const markdown = await readFile(join('samples', `${name}.story.md`), 'utf8');
  const { frontMatter, segments } = parseStory(markdown);
  const language = frontMatter.language ?? '';
  return {
    markdown,
    language,
    segments: segments.map((segment) => ({ segment, ...planUtterances(segment.paragraphs, { language }) })),
  };
}

/** All sentences, one a line, each segment's under its heading. */
export function listSentences({ segments }: PlannedSample): string {
  return segments
    .map(({ segment, sentences }) =>
      [`${'#'.repeat(segment.level)} ${segment.heading}`, ...sentences.map(({ text }) => text)].join('\n'),
    )
    .join('\n\n')
    .concat('\n');
}

/** The sentences that are said otherwise than they are written: as written, and on the next line as said. */
export function listSpoken({ language, segments }: PlannedSample): string {
  return segments
    .flatMap(({ sentences }) => sentences.map(({ text }) => [text, normalise(text, language).text] as const))
    .filter(([written, said]) => written !== said)
    .map(([written, said]) => `${written}\n${said}\n`)
    .join('\n');
}
