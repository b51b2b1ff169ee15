import type { Range } from '../model';

/**
 * A change of a text: what stands in the range is replaced. Offsets are those of the text before any edit, as an editor
 * counts them. Edits of one change are in ascending order and do not overlap.
 */
export interface TextEdit extends Range {
  readonly text: string;
}

/** The edits that were asked for, or the sentence that says why they cannot be made. */
export type TextChange = { readonly edits: readonly TextEdit[] } | { readonly problem: string };

/** A text (without its byte order mark) with all edits of one change made. */
export function applyEdits(source: string, edits: readonly TextEdit[]): string {
  let result = '';
  let done = 0;
  for (const { from, to, text } of edits) {
    result += source.slice(done, from) + text;
    done = to;
  }
  return result + source.slice(done);
}

/** The least edit that makes a range of the source read `text`: none where it does. Line ends and characters stay whole. */
export function editTo(source: string, { from, to }: Range, text: string): TextEdit[] {
  const old = source.slice(from, to);
  if (old === text) return [];
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old.charAt(start) === text.charAt(start)) start++;
  while (isInside(old, start) || isInside(text, start)) start--;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === text.at(-1 - end)) end++;
  while (isInside(old, old.length - end) || isInside(text, text.length - end)) end--;
  return [{ from: from + start, to: to - end, text: text.slice(start, text.length - end) }];
}

/** Whether an offset is in the middle of a line end or of a character. */
function isInside(text: string, at: number): boolean {
  return at > 0 && /^(?:\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF])$/.test(text.slice(at - 1, at + 1));
}
