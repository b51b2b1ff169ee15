import type { ParsedSegment, ParsedStory, SpokenParagraph, SpokenText } from '../model';
import { marksOf } from '../spokenText';
import { withEndMark } from './endMark';
import { Footnotes } from './footnotes';
import { readFrontMatter } from './frontMatter';
import { takeLinkDefinitions } from './linkDefinitions';
import type { TagProblem, TagReport } from './markSpeech';
import { parseBlocks } from './parseBlocks';
import type { Section, SectionParagraph } from './sections';
import { sectionsOf } from './sections';
import type { SourceText } from './sourceText';
import { readSource } from './sourceText';
import type { FootnoteReference } from './speakBlock';
import { speechWithoutEmoji, withoutEmoji } from './withoutEmoji';

export interface ParseOptions {
  /** Whether tables are spoken, row by row, or left out. */
  readonly tables?: 'read' | 'skip';
  /** Whether emoji are spoken, by their names, or left out. */
  readonly emoji?: 'name' | 'silent';
  /** Whether headings are spoken where the front matter does not say. */
  readonly speakHeadings?: boolean;
}

/**
 * A story's segments and what is spoken of them, from the text of its file. No offset counts a byte order
 * mark. Never throws: what is wrong is among the problems. The work is linear, whatever the text holds.
 */
export function parseStory(
  source: string,
  { tables = 'read', emoji = 'name', speakHeadings = false }: ParseOptions = {},
): ParsedStory {
  const file = readSource(source);
  const front = readFrontMatter(file.text);
  const markdown = blanked(file.text, front.end);
  const { blocks, links } = takeLinkDefinitions(
    parseBlocks(markdown).filter(({ content }) => tables === 'read' || content !== 'row'),
    markdown,
  );
  const report: TagReport = { problems: [], voices: [] };
  const context = { markdown, links, toFile: file.toFile, report };
  const footnotes = new Footnotes(blocks, context);
  const { title, sections } = splitTitle(sectionsOf(blocks, front.end, context), footnotes);
  const segments = toSegments(sections, footnotes, file, {
    emoji,
    speakHeadings: front.values.speakHeadings ?? speakHeadings,
  });
  const problems: TagProblem[] = [
    ...front.problems,
    ...footnotes.unanswered.map(({ id, source }) => ({
      message: `The footnote "[^${id}]" has no text; add a paragraph that begins with "[^${id}]:", or remove it.`,
      source,
    })),
    ...report.problems.slice(0, MOST_TAG_PROBLEMS),
  ];
  return {
    title: front.values.title ?? title,
    frontMatter: front.values,
    segments,
    problems: problems
      .map(({ message, source: range, fixes = [] }) => ({
        message,
        source: file.toFileRange(range),
        ...(fixes.length > 0 && {
          fixes: fixes.map((fix) => ({ ...fix, source: file.toFileRange(fix.source) })),
        }),
      }))
      .sort((a, b) => a.source.from - b.source.from)
      .map((problem) => ({ ...problem, line: file.lineAt(problem.source.from) })),
    voices: report.voices.map(({ voice, source: range }) => ({ voice, source: file.toFileRange(range) })),
  };
}

/** Nobody reads more. */
const MOST_TAG_PROBLEMS = 100;

/** The text with the front matter as one blank line, so that all offsets stay the same. */
function blanked(text: string, end: number): string {
  return end === 0 ? text : `${' '.repeat(end - 1)}\n${text.slice(end)}`;
}

/** The sections that are segments, and the heading that is the title instead. */
function splitTitle(
  [preamble, ...headed]: readonly Section[],
  footnotes: Footnotes,
): { title: string | undefined; sections: readonly Section[] } {
  if (preamble && isHeard(preamble, footnotes)) {
    return { title: undefined, sections: [preamble, ...headed] };
  }
  const [first, ...rest] = headed;
  const title = first?.level === 1 && !isHeard(first, footnotes) ? first.heading.spoken.text : '';
  const skipped = title === '' ? [preamble] : [preamble, first];
  for (const section of skipped) footnotes.check(section ? referencesIn(section) : []);
  return title === '' ? { title: undefined, sections: headed } : { title, sections: rest };
}

function isHeard(section: Section, footnotes: Footnotes): boolean {
  return section.paragraphs.some(
    ({ spoken, references }) => spoken.text !== '' || references.some((each) => footnotes.has(each)),
  );
}

function referencesIn({ heading, paragraphs }: Section): FootnoteReference[] {
  return [heading, ...paragraphs].flatMap(({ references }) => references);
}

function toSegments(
  sections: readonly Section[],
  footnotes: Footnotes,
  file: SourceText,
  { emoji, speakHeadings }: Required<Pick<ParseOptions, 'emoji' | 'speakHeadings'>>,
): ParsedSegment[] {
  const counts = new Map<string, number>();
  return sections.map((section, index) => {
    const heading = section.heading.spoken.text;
    const ordinal = counts.get(heading) ?? 0;
    counts.set(heading, ordinal + 1);
    if (!speakHeadings) footnotes.check(section.heading.references);
    const told: SectionParagraph[] = speakHeadings ? [{ ...section.heading, kind: 'heading' }] : [];
    const paragraphs = [...told, ...section.paragraphs].flatMap((each) =>
      emoji === 'silent'
        ? toParagraphs(speechWithoutEmoji(each), footnotes, withoutEmoji)
        : toParagraphs(each, footnotes),
    );
    const source = file.toFileRange(section.source);
    const start = section.level > 0 ? source.from : (paragraphs[0]?.spans[0]?.source.from ?? source.from);
    return {
      index,
      heading,
      level: section.level,
      ordinal,
      line: file.lineAt(start),
      source,
      body: file.toFileRange(section.body),
      paragraphs,
      imagePrompt: section.prompt?.text ?? '',
      ...attributesIn(section),
    };
  });
}

function attributesIn({ attributes }: Section): Pick<ParsedSegment, 'voice' | 'speed'> {
  return {
    ...(attributes?.voice && { voice: attributes.voice.value }),
    ...(attributes?.speed !== undefined && { speed: attributes.speed }),
  };
}

/** A paragraph with its footnotes; where only these are spoken, they are the paragraphs. */
function toParagraphs(
  { kind, spoken, references }: SectionParagraph,
  footnotes: Footnotes,
  told = (text: SpokenText): SpokenText => text,
): SpokenParagraph[] {
  const notes = footnotes.speak(references).map((note) => ({ ...told(note), at: note.at }));
  if (spoken.text === '') {
    return notes
      .filter(({ text }) => text !== '')
      .map(({ text, spans, marks }) => ({
        text,
        spans,
        ...marksOf(marks),
        kind: 'prose',
        notes: [],
      }));
  }
  return [{ ...(kind === 'prose' ? spoken : withEndMark(spoken)), kind, notes }];
}
