import type { Soundtrack } from '../src/shared/playerProtocol';

/** Where marks stand closer together on average, in pixels, they tell nothing. */
const CLOSEST = 6;

/**
 * A path with a line from top to bottom wherever a sentence begins, in a box of 1 by 1. Empty where the lines would
 * stand too close in so many pixels. The first sentence needs none.
 */
export function marksPath({ sentences, durationSeconds }: Soundtrack, width: number): string {
  if (durationSeconds <= 0 || width < CLOSEST * sentences.length) return '';
  return sentences
    .slice(1)
    .map(({ from }) => `M${part(from, durationSeconds)} 0V1`)
    .join('');
}

/** The stretch of a sentence, in parts of the whole. */
export function stretchOf(
  { sentences, durationSeconds }: Soundtrack,
  sentence: number | undefined,
): { readonly from: number; readonly width: number } {
  if (sentence === undefined || durationSeconds <= 0) return { from: 0, width: 0 };
  // The audio before the first sentence belongs to it.
  const from = sentence === 0 ? 0 : part(sentences[sentence]?.from ?? 0, durationSeconds);
  const to = part(sentences[sentence + 1]?.from ?? durationSeconds, durationSeconds);
  return { from, width: Math.max(0, to - from) };
}

/** The loudest and the lowest values apart: a waveform draws the ones upwards and the others downwards. */
export function halvesOf(peaks: readonly number[]): [up: number[], down: number[]] {
  return [peaks.filter((_, index) => index % 2 === 1), peaks.filter((_, index) => index % 2 === 0)];
}

function part(seconds: number, of: number): number {
  return Math.round(1e6 * Math.min(1, Math.max(0, seconds / of))) / 1e6;
}
