import type { SpokenSentence } from '../src/shared/playerProtocol';

/** Seconds by which a browser may round the place that it was asked to seek. */
const ROUNDING = 0.01;
/** Who is further into a sentence, in seconds, goes back to its beginning and not to the sentence before. */
const WELL_INTO = 1;

type Sentences = readonly SpokenSentence[];

/** The index of the sentence that is heard at a time; undefined where there are none. */
export function sentenceAt(sentences: Sentences, time: number): number | undefined {
  if (sentences.length === 0) return undefined;
  let [first, beyond] = [0, sentences.length];
  while (beyond - first > 1) {
    const middle = (first + beyond) >>> 1;
    if (beginningOf(sentences, middle) <= time + ROUNDING) first = middle;
    else beyond = middle;
  }
  return first;
}

/** Where the sentence before or after that of `time` begins; undefined where there is none. */
export function sentenceBeside(
  sentences: Sentences,
  time: number,
  direction: 'previous' | 'next',
): number | undefined {
  const at = sentenceAt(sentences, time);
  if (at === undefined) return undefined;
  if (direction === 'next') return sentences[at + 1]?.from;
  const isWellInto = time - beginningOf(sentences, at) > WELL_INTO;
  return beginningOf(sentences, isWellInto ? at : Math.max(0, at - 1));
}

/** Seconds from the beginning of the audio; 0 for a sentence that is not there. */
export function beginningOf(sentences: Sentences, index: number): number {
  return sentences[index]?.from ?? 0;
}
