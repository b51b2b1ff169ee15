import type { SpokenText } from '../model';
import { appendSpoken } from '../spokenText';

// Marks after which a voice pauses by itself, of Latin, Greek, Arabic, Indic and CJK scripts.
const marks = new Set('.!?…‥,;:–—·‽؟،؛۔।॥。．｡！？，、､；：︒');
const closers = new Set('\'"’”‘“»›«‹)]}」』】）］｝〉》〕＂＇');

/** A list item, a table row or a heading as a sentence: a full stop is added where no mark ends it. */
export function withEndMark(text: SpokenText): SpokenText {
  return text.text === '' || endsWithMark(text.text) ? text : appendSpoken(text, '.');
}

/** Whether a text ends in a sentence or clause mark, whatever quotes and brackets close after it. */
export function endsWithMark(text: string): boolean {
  let last = text.length - 1;
  while (last >= 0 && closers.has(text.charAt(last))) last--;
  return marks.has(text.charAt(last));
}
