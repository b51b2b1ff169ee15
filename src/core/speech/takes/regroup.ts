import { SAMPLE_RATE, type Range, type SpokenAudio } from '../../model';
import { splitSentences } from '../text/sentences';
import { isSpeakable } from '../text/speakable';
import { stretchesOf } from '../text/stretches';
import { estimateTokens } from '../text/tokenEstimate';
import { MINIMUM } from '../text/utteranceSize';

/** Silence between the two halves of a text, in samples: as between the pieces of a text that is too long for one inference. */
const GAP = 0.1 * SAMPLE_RATE;
/** The same where the first half ends a sentence. */
const SENTENCE_GAP = 0.4 * SAMPLE_RATE;

/** Length of the quiet place at which a take may be cut, in samples: 10 ms. */
const QUIET = 0.01 * SAMPLE_RATE;
/** It is at least so far below the loudest place: 30 dB, where the weakest sounds of speech begin. */
const QUIET_LEVEL = 10 ** (-30 / 20);
/** How far beyond the words beside it that place is looked for, in samples: 60 ms. */
const REACH = 0.06 * SAMPLE_RATE;

/** One of the two parts of a text that are spoken apart. */
export interface Half extends Range {
  /** Silence after it, in samples. */
  readonly gap: number;
}

/**
 * A text as two parts, cut between sentences, else where a speaker would pause, else at the blank nearest to its middle,
 * and inside none of `whole`. Undefined for a text that cannot be cut, or is too short to be spoken in parts.
 */
export function halvesOf(
  text: string,
  language: string,
  whole: readonly Range[] = [],
): readonly [Half, Half] | undefined {
  if (estimateTokens(text) < 2 * MINIMUM) return undefined;
  const sentences = splitSentences(text, language).map(({ to }) => to);
  const nearest = (places: readonly number[]) =>
    nearestToMiddle(
      text,
      places.filter((place) => !whole.some(({ from, to }) => place > from && place < to)),
    );
  const cut =
    nearest(sentences) ??
    nearest(stretchesOf(text, language).map(({ to }) => to)) ??
    nearest(Array.from(text.matchAll(/\s+/gu), ({ index }) => index));
  if (cut === undefined) return undefined;
  const from = cut + (/^\s*/u.exec(text.slice(cut))?.[0].length ?? 0);
  const gap = sentences.some((end) => end >= cut && end <= from) ? SENTENCE_GAP : GAP;
  return [
    { from: 0, to: cut, gap },
    { from, to: text.length, gap: 0 },
  ];
}

/** The place that leaves something to say on both sides and is nearest to the middle. */
function nearestToMiddle(text: string, places: readonly number[]): number | undefined {
  const middle = text.length / 2;
  const distance = (place: number) => Math.abs(place - middle);
  return places
    .map((place) => text.slice(0, place).trimEnd().length)
    .filter((place) => isSpeakable(text.slice(0, place)) && isSpeakable(text.slice(place)))
    .sort((one, other) => distance(one) - distance(other))[0];
}

/** The halves of a text as one take. */
export function joinHalves(
  halves: readonly { readonly half: Half; readonly audio: SpokenAudio }[],
): SpokenAudio {
  const length = halves.reduce((sum, { half, audio }) => sum + audio.samples.length + half.gap, 0);
  const samples = new Float32Array(length);
  const words: SpokenAudio['words'][number][] = [];
  let at = 0;
  for (const { half, audio } of halves) {
    samples.set(audio.samples, at);
    for (const { from, to, start, end } of audio.words)
      words.push({ from: from + half.from, to: to + half.from, start: start + at, end: end + at });
    at += audio.samples.length + half.gap;
  }
  return { samples, words };
}

/** Which end of a text that was spoken together with a neighbour is wanted. */
export type Side = 'first' | 'last';

/**
 * Cuts the first or the last part of a text, up to or from the offset `at`, out of the audio of all of it. Undefined
 * where the engine timed no words on both sides of the place, or the place is not quiet.
 */
export function cutOut({ samples, words }: SpokenAudio, at: number, side: Side): SpokenAudio | undefined {
  const before = words.findLast(({ to }) => to <= at);
  const after = words.find(({ from }) => from >= at);
  if (!before || !after) return undefined;
  const cut = quietPlace(samples, before.end - REACH, after.start + REACH);
  if (cut === undefined) return undefined;
  if (side === 'first') {
    const own = words.filter(({ to }) => to <= at);
    return {
      samples: samples.slice(0, cut),
      words: own.map((word) => ({ ...word, end: Math.min(word.end, cut) })),
    };
  }
  const own = words.filter(({ from }) => from >= at);
  return {
    samples: samples.slice(cut),
    words: own.map(({ from, to, start, end }) => ({
      from: from - at,
      to: to - at,
      start: Math.max(0, start - cut),
      end: Math.max(0, end - cut),
    })),
  };
}

/** The middle of the quietest 10 ms of a range, if that is quiet. */
function quietPlace(samples: Float32Array, from: number, to: number): number | undefined {
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  let quietest: number | undefined;
  let least = loudest * QUIET_LEVEL;
  for (let at = Math.max(0, Math.round(from)); at <= Math.min(samples.length - QUIET, to); at += QUIET / 10) {
    const highest = samples
      .subarray(at, at + QUIET)
      .reduce((most, each) => Math.max(most, Math.abs(each)), 0);
    if (highest >= least) continue;
    least = highest;
    quietest = at + QUIET / 2;
  }
  return quietest;
}
