import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { spokenText } from '../../src/core/narration/planSegment';
import { parseStory } from '../../src/core/story/parseStory';

/** A section of a story, as a writer thinks of it. */
export interface Section {
  readonly heading: string;
  readonly text: string;
}

/** What a writer does to sections. Numbers choose among what there is. */
export interface Edit {
  readonly kind: 'insert' | 'delete' | 'move' | 'rename' | 'rewrite' | 'split' | 'merge' | 'duplicate';
  /** The story that is edited, and the one that something is moved or copied to. */
  readonly story: number;
  readonly toStory: number;
  readonly at: number;
  readonly to: number;
}

const number = fc.nat({ max: 999 });

export const anyEdit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(
    'insert',
    'delete',
    'move',
    'move',
    'rename',
    'rewrite',
    'split',
    'merge',
    'duplicate',
  ),
  story: number,
  toStory: number,
  at: number,
  to: number,
});

/** Paragraphs of the samples: what people write. */
export const PARAGRAPHS: readonly string[] = ['the-lighthouse', 'the-map-under-the-water'].flatMap((name) =>
  parseStory(readFileSync(`samples/${name}.story.md`, 'utf8'))
    .segments.flatMap((segment) =>
      segment.paragraphs.map((paragraph) => spokenText({ ...segment, paragraphs: [paragraph] })),
    )
    .filter((text) => text.length > 60 && text.length < 400 && /^\w/u.test(text)),
);

/** Applies an edit to stories, none of which is changed. */
export function applyEdit(stories: readonly (readonly Section[])[], edit: Edit): Section[][] {
  const changed = stories.map((sections) => [...sections]);
  const source = changed[edit.story % changed.length] ?? [];
  const target = changed[edit.toStory % changed.length] ?? [];
  const at = edit.at % Math.max(1, source.length);
  const section = source[at];
  const into = (section: Section) => target.splice(edit.to % (target.length + 1), 0, section);
  if (edit.kind === 'insert')
    into({ heading: nameOf(edit.at), text: PARAGRAPHS[edit.to % PARAGRAPHS.length] ?? '' });
  if (!section) return changed;
  const sentences = section.text.split(/(?<=[.!?]) /u);
  const half = Math.ceil(sentences.length / 2);
  const next = source[at + 1];
  switch (edit.kind) {
    case 'insert':
      break;
    case 'delete':
      source.splice(at, 1);
      break;
    case 'move':
      source.splice(at, 1);
      into(section);
      break;
    case 'rename':
      source[at] = { ...section, heading: nameOf(edit.to) };
      break;
    case 'rewrite':
      source[at] = { ...section, text: reworded(section.text, edit.to) };
      break;
    case 'split':
      if (sentences.length > 1)
        source.splice(
          at,
          1,
          { ...section, text: sentences.slice(0, half).join(' ') },
          { heading: nameOf(edit.to), text: sentences.slice(half).join(' ') },
        );
      break;
    case 'merge':
      if (next) source.splice(at, 2, { ...section, text: `${section.text} ${next.text}`.trim() });
      break;
    case 'duplicate':
      into(section);
      break;
  }
  return changed;
}

/** Stories as files hold them. */
export function markdownOf(sections: readonly Section[]): string {
  return sections.map(({ heading, text }) => `## ${heading}\n\n${text}\n`).join('\n');
}

/** Few enough names that some are used twice. */
function nameOf(seed: number): string {
  return `${['Chapter', 'The Storm', 'Evening', 'Letters'][seed % 4] ?? ''} ${(seed % 7) + 1}`;
}

/** Some words, or all of them, are others. */
function reworded(text: string, seed: number): string {
  const words = text.split(' ');
  if (seed % 5 === 0) return words.toReversed().join(' ');
  return words.map((word, index) => (index % 9 === seed % 9 ? `${word.slice(0, 1)}${seed}` : word)).join(' ');
}

/** The seed of `STORYFLOW_TEST_SEED`, as a failure printed it: the same scripts are made again. */
export function seedOfEnvironment(): { seed?: number } {
  const seed = process.env['STORYFLOW_TEST_SEED'];
  return seed === undefined ? {} : { seed: Number(seed) };
}
