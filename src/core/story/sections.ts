import type { ParagraphKind, Range } from '../model';
import type { ImagePrompt } from './imagePrompt';
import { findImagePrompt } from './imagePrompt';
import type { Block } from './parseBlocks';
import type { BlockContext, Speech } from './speakBlock';
import { speakBlock } from './speakBlock';

/** A paragraph of a section with its kind, before its footnotes are looked up. */
export interface SectionParagraph extends Speech {
  readonly kind: ParagraphKind;
}

/** A heading and what is spoken below it, up to the next heading. Offsets are those of `markdown`. */
export interface Section {
  /** 1 to 6; 0 for what stands before the first heading. */
  readonly level: number;
  readonly heading: Speech;
  readonly paragraphs: readonly SectionParagraph[];
  readonly prompt: ImagePrompt | undefined;
  readonly source: Range;
  /** The part of `source` after the heading. */
  readonly body: Range;
}

/** A story's sections in order. The first has no heading, begins at `from` and may be empty. */
export function sectionsOf(blocks: readonly Block[], from: number, context: BlockContext): Section[] {
  const told = blocks.filter(({ footnote }) => !footnote);
  const headings = [...told.keys()].filter((index) => (told[index]?.level ?? 0) > 0);
  return [-1, ...headings].map((index, number) => {
    const heading = told[index];
    const nextIndex = headings[number] ?? told.length;
    const source = {
      from: heading?.source.from ?? from,
      to: told[nextIndex]?.source.from ?? context.markdown.length,
    };
    return {
      level: heading?.level ?? 0,
      heading: (heading && speakBlock(heading, context)[0]) ?? silence,
      paragraphs: told
        .slice(index + 1, nextIndex)
        .flatMap((block) => speakBlock(block, context).map((speech) => ({ ...speech, kind: block.kind }))),
      prompt: findImagePrompt(told.slice(Math.max(0, index), nextIndex), context),
      source,
      body: { from: heading?.source.to ?? from, to: source.to },
    };
  });
}

const silence: Speech = { spoken: { text: '', spans: [] }, references: [] };
