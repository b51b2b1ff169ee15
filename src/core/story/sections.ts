import type { ParagraphKind, Range } from '../model';
import type { ImagePrompt } from './imagePrompt';
import { findImagePrompt } from './imagePrompt';
import { markSpeech } from './markSpeech';
import type { Block } from './parseBlocks';
import type { HeadingAttributes } from './headingAttributes';
import type { BlockContext, Speech } from './speakBlock';
import { attributesOf, speakBlock } from './speakBlock';

/** A paragraph of a section with its kind, before its footnotes are looked up. */
export interface SectionParagraph extends Speech {
  readonly kind: ParagraphKind;
}

/** A heading and what is spoken below it, up to the next heading. Offsets are those of `markdown`. */
export interface Section {
  /** 1 to 6; 0 for what stands before the first heading. */
  readonly level: number;
  readonly heading: Speech;
  /** Offsets of `markdown`. */
  readonly attributes: HeadingAttributes | undefined;
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
      heading: headingSpeech(heading, context),
      attributes: headingAttributes(heading, context),
      paragraphs: markSpeech(
        told
          .slice(index + 1, nextIndex)
          .flatMap((block) => speakBlock(block, context).map((speech) => ({ ...speech, kind: block.kind }))),
        context.report,
      ),
      prompt: findImagePrompt(told.slice(Math.max(0, index), nextIndex), context),
      source,
      body: { from: heading?.source.to ?? from, to: source.to },
    };
  });
}

const silence: Speech = { spoken: { text: '', spans: [] }, references: [], tags: [], end: 0 };

function headingSpeech(heading: Block | undefined, context: BlockContext): Speech {
  const speech = heading && speakBlock(heading, context)[0];
  return (speech && markSpeech([speech], context.report)[0]) ?? silence;
}

/** The attributes with offsets of `markdown`; what is wrong with them is reported. */
function headingAttributes(
  heading: Block | undefined,
  { markdown, report }: BlockContext,
): HeadingAttributes | undefined {
  const found = heading && attributesOf(heading, markdown);
  if (!found) return undefined;
  const base = heading.texts[0]?.from ?? 0;
  const placed = ({ from, to }: Range): Range => ({ from: base + from, to: base + to });
  if (!('source' in found)) {
    if (found.hint)
      report.problems.push({ message: found.hint.message, source: placed(found.hint.source), fixes: [] });
    return undefined;
  }
  for (const { message, source, instead } of found.problems) {
    const range = placed(source);
    const fixes = instead === undefined ? [] : [{ kind: 'replace', source: range, text: instead } as const];
    report.problems.push({ message, source: range, fixes });
  }
  const { voice } = found;
  if (voice) report.voices.push({ voice: voice.value, source: placed(voice.source) });
  return { ...found, source: placed(found.source) };
}
