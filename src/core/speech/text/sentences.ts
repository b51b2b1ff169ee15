import type { Range } from '../../model';
import { signsOf } from './languageSigns';
import { sentenceBreaks } from './sentenceBreaks';
import { endsSentence } from './sentenceEnd';

/**
 * The sentences of a text on one line, in order: offsets in the text, without white space at the ends,
 * never empty, all other characters covered. `language` is a BCP 47 tag.
 */
export function splitSentences(text: string, language: string): Range[] {
  const signs = signsOf(language);
  const sentences: Range[] = [];
  let from = 0;
  const close = (at: number): void => {
    const sentence = trimmed(text, { from, to: at });
    if (sentence) sentences.push(sentence);
    from = Math.max(from, at);
  };
  for (const at of sentenceBreaks(text, language)) {
    if (endsSentence(text, { from, to: at }, signs)) close(at);
  }
  close(text.length);
  return sentences;
}

function trimmed(text: string, { from, to }: Range): Range | undefined {
  const part = text.slice(from, to);
  const end = from + part.trimEnd().length;
  const start = to - part.trimStart().length;
  return start < end ? { from: start, to: end } : undefined;
}
