import type { Range } from '../../model';
import { type Stretch, stretchesOf } from './stretches';
import { estimateTokens } from './tokenEstimate';
import { AIM, LIMIT, MINIMUM } from './utteranceSize';

/**
 * The pieces in which a sentence is spoken: the whole when it is within the aim, else as few as fit, about
 * equally long, cut where a speaker would pause. Offsets in the sentence, without white space at the ends.
 */
export function splitLong(sentence: string, language: string): Range[] {
  if (estimateTokens(sentence) <= AIM) return [{ from: 0, to: sentence.length }];
  const stretches = stretchesOf(sentence, language);
  const ends = bestCuts(stretches).map((index) => stretches[index]?.to ?? sentence.length);
  return ends.map((end, index) => {
    const from = ends[index - 1] ?? 0;
    return { from, to: from + sentence.slice(from, end).trimEnd().length };
  });
}

/** More than any sum of squares within the limit, so the number of pieces is looked at first. */
const PIECE = 1e6;
/** Two pieces that fit are better than one over the aim; that is better than one that fits and a scrap. */
const TOO_LONG = 2.5 * PIECE;
const TOO_SHORT = 2 * PIECE;

/** The sum of squares is smallest when all pieces are equal. */
function costOf(tokens: number): number {
  const misfit = tokens > AIM ? TOO_LONG : tokens < MINIMUM ? TOO_SHORT : 0;
  return PIECE + misfit + tokens * tokens;
}

/** Indices of the stretches that end a piece, by the cheapest way to each of them (dynamic programming). */
function bestCuts(stretches: readonly Stretch[]): number[] {
  const lengths = Float64Array.from(stretches, ({ tokens }) => tokens);
  /** By how many stretches are spoken: the least cost, and how many were when the last piece began. */
  const costs = new Float64Array(stretches.length + 1);
  const starts = new Int32Array(stretches.length + 1);
  for (const [index, { reluctance }] of stretches.entries()) {
    let tokens = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let start = index; start >= 0; start--) {
      tokens += lengths[start] ?? 0;
      if (tokens > LIMIT && start < index) break;
      const cost = (costs[start] ?? 0) + costOf(tokens) + reluctance;
      if (cost >= least) continue;
      least = cost;
      starts[index + 1] = start;
    }
    costs[index + 1] = least;
  }
  const cuts: number[] = [];
  for (let end = stretches.length; end > 0; end = starts[end] ?? 0) cuts.push(end - 1);
  return cuts.reverse();
}
