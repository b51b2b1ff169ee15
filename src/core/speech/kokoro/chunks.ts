import { MAX_TOKENS, SPACE } from './vocabulary';

/** A half-open range of tokens. */
export interface TokenRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts tokens into pieces of at most `limit`, about equally long, at spaces (which fall away). Only a word that is
 * longer than the limit is cut inside.
 */
export function chunksOf(tokens: readonly number[], limit = MAX_TOKENS): TokenRange[] {
  const chunks: TokenRange[] = [];
  let start = 0;
  while (tokens.length - start > limit) {
    const left = tokens.length - start;
    const end = bestCut(tokens, start, start + left / Math.ceil(left / limit), start + limit);
    chunks.push({ start, end });
    start = tokens[end] === SPACE ? end + 1 : end;
  }
  if (start < tokens.length) chunks.push({ start, end: tokens.length });
  return chunks;
}

/** The space nearest to `ideal` in (start, last]; without one, `ideal` itself. */
function bestCut(tokens: readonly number[], start: number, ideal: number, last: number): number {
  let best: number | undefined;
  for (let at = start + 1; at <= last; at++) {
    if (tokens[at] !== SPACE) continue;
    if (best === undefined || Math.abs(at - ideal) <= Math.abs(best - ideal)) best = at;
  }
  return best ?? Math.ceil(ideal);
}
