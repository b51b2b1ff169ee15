import type { Range, SpokenText } from '../model';
import { sliceSpoken, sourceRange } from '../spokenText';
import { editTo, type TextEdit } from './applyEdits';
import { escapeParagraph } from './escapeMarkdown';
import type { Leaf } from './sectionLeaves';
import { lineEndOf } from './storyText';

/** Gives the words that differ another text: undefined where marks stand between them, which would be torn. */
export function replaceWords(spoken: SpokenText, wanted: string): TextEdit | undefined {
  const [old, others] = [spoken.text.split(' '), wanted.split(' ')];
  const shorter = Math.min(old.length, others.length);
  let start = 0;
  while (start < shorter && old[start] === others[start]) start++;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === others.at(-1 - end)) end++;
  const replace = (before: number, after: number): TextEdit | undefined => {
    const from = before === 0 ? 0 : old.slice(0, before).join(' ').length + 1;
    const range = { from, to: from + old.slice(before, old.length - after).join(' ').length };
    return replaceSpoken(
      spoken,
      range,
      escapeParagraph(others.slice(before, others.length - after).join(' ')),
    );
  };
  if (start + end < shorter) return replace(start, end);
  // Where words were only added or left out, a neighbour goes along, so that no space is left over.
  return (start > 0 ? replace(start - 1, end) : undefined) ?? (end > 0 ? replace(start, end - 1) : undefined);
}

/** Replaces a part of a spoken text where it stands: undefined where marks stand inside it. */
export function replaceSpoken(spoken: SpokenText, range: Range, text: string): TextEdit | undefined {
  const { spans } = sliceSpoken(spoken, range);
  const isWhole = spans.every(({ source }, at) => at === 0 || spans[at - 1]?.source.to === source.from);
  return isWhole ? { ...sourceRange(spoken, range), text } : undefined;
}

/** Gives a leaf another text, without the marks that it has: undefined where it has no text of its own. */
export function replaceLeaf(source: string, leaf: Leaf, wanted: string): TextEdit[] | undefined {
  const isText = leaf.content === 'inline' || leaf.content === 'heading';
  return isText ? editTo(source, leaf.text, escapeParagraph(wanted)) : undefined;
}

/** Takes a block's lines out, with the blank lines before or after them. */
export function removeLines(source: string, block: Range, gap: 'before' | 'after'): TextEdit {
  const from = lineStart(source, block.from);
  const to = lineEndAt(source, block.to);
  const above = source.slice(0, from).trimEnd();
  const next = source.length - source.slice(to).trimStart().length;
  if (next < source.length && (gap === 'after' || above === '')) {
    return { from, to: lineStart(source, next), text: '' };
  }
  return { from: above === '' ? from : lineEndAt(source, above.length), to, text: '' };
}

/** Gives a block's lines another text, with a blank line to what stands around it. */
export function replaceLines(source: string, block: Range, text: string): TextEdit {
  const range = { from: lineStart(source, block.from), to: lineEndAt(source, block.to) };
  const lineEnd = lineEndOf(source);
  const before = isBlankAbove(source, range.from) ? '' : lineEnd;
  return { ...range, text: `${before}${text}${isBlankBelow(source, range.to) ? '' : lineEnd}` };
}

/** Puts paragraphs below the line that holds an offset, a blank line apart. */
export function insertBelow(source: string, offset: number, paragraphs: readonly string[]): TextEdit {
  const lineEnd = lineEndOf(source);
  const at = lineEndAt(source, offset);
  const text = paragraphs.map((paragraph) => lineEnd + lineEnd + escapeParagraph(paragraph)).join('');
  return { from: at, to: at, text: isBlankBelow(source, at) ? text : text + lineEnd };
}

/** Puts list items below one whose mark they get: undefined where it has none before it. */
export function insertItems(source: string, item: Leaf, texts: readonly string[]): TextEdit | undefined {
  const before = source.slice(lineStart(source, item.source.from), item.text.from);
  if (!/^[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+$/u.test(before)) return undefined;
  const at = lineEndAt(source, item.source.to);
  const lines = texts.map((text) => lineEndOf(source) + before + escapeParagraph(text));
  return { from: at, to: at, text: lines.join('') };
}

/** Takes the first footnote reference in a range out. */
export function removeReference(source: string, { from, to }: Range): TextEdit | undefined {
  const found = /\[\^[^\s[\]]+\]/u.exec(source.slice(from, to));
  return found ? { from: from + found.index, to: from + found.index + found[0].length, text: '' } : undefined;
}

function lineStart(source: string, offset: number): number {
  const before = source.slice(0, offset);
  return 1 + Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'));
}

function lineEndAt(source: string, offset: number): number {
  const rest = source.slice(offset).search(/[\r\n]/u);
  return rest < 0 ? source.length : offset + rest;
}

function isBlankAbove(source: string, start: number): boolean {
  const before = source.slice(0, start);
  return isBlankGap(before.slice(before.trimEnd().length), before);
}

function isBlankBelow(source: string, end: number): boolean {
  const after = source.slice(end);
  return isBlankGap(after.slice(0, after.length - after.trimStart().length), after);
}

/** Whether white space holds a blank line, or all that there is. */
function isBlankGap(gap: string, all: string): boolean {
  return gap === all || (gap.match(/\r\n?|\n/gu)?.length ?? 0) > 1;
}
