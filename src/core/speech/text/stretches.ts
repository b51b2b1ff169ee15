import type { Range } from '../../model';
import { beforeConjunction } from './conjunctions';
import { isSpeakable } from './speakable';
import { estimateTokens } from './tokenEstimate';
import { AIM, LIMIT } from './utteranceSize';

/** A run of a sentence that is not cut inside. */
export interface Stretch {
  /** Offset after the run, with the white space that follows it. */
  readonly to: number;
  readonly tokens: number;
  /**
   * What a cut after the run costs beside a sum of squared lengths in tokens. 1500 lets two pieces of 60
   * become 33 and 87 for the sake of a mark that costs nothing.
   */
  readonly reluctance: number;
}

/**
 * A sentence as runs that end at clause marks; before conjunctions too where a run is longer than the aim,
 * and at words, then at letters, where it is longer than the limit. Each run holds something speakable.
 */
export function stretchesOf(sentence: string, language: string): Stretch[] {
  let stretches: readonly Stretch[] = [
    { to: sentence.length, tokens: estimateTokens(sentence), reluctance: 0 },
  ];
  for (const places of [CLAUSES, conjunctions(language), WORDS, LETTERS]) {
    let from = 0;
    stretches = stretches.flatMap((stretch) => {
      const parts =
        stretch.tokens > places.over ? cut(sentence, { from, to: stretch.to, language }, places) : [];
      from = stretch.to;
      const last = parts.pop();
      return last ? [...parts, { ...last, reluctance: stretch.reluctance }] : [stretch];
    });
  }
  return [...stretches];
}

/** Where runs of more than `over` tokens may be cut: after each match of `end`. */
interface Places {
  readonly end: RegExp;
  readonly over: number;
  readonly reluctance: (match: RegExpMatchArray) => number;
}

const CLAUSES: Places = {
  end: new RegExp(
    [
      String.raw`(?<strong>(?:[;:!?]|\.{2,3})[\p{Pe}\p{Pf}"']{0,8}\s+|[—―…；：。！？][\p{Pe}\p{Pf}"']{0,8}\s*|\s[–-]\s+)`,
      String.raw`(?<bracket>[,.]?[)\]}”“»"]{1,8}\s+|[」』）】》〉]{1,8}|\s(?=[(\[]))`,
      String.raw`(?<comma>[,،]\s+|[、，]\s*)`,
    ].join('|'),
    'gu',
  ),
  over: 0,
  reluctance: ({ groups }) => (groups?.['strong'] ? 0 : groups?.['bracket'] ? 600 : 1500),
};

const conjunctions = (language: string): Places => ({
  end: beforeConjunction(language),
  over: AIM,
  reluctance: () => 3500,
});

const WORDS: Places = { end: /\s+/g, over: LIMIT, reluctance: () => 6000 };

/** After a few letters with their accents; an endless run of accents is cut too. */
const LETTERS: Places = {
  end: /(?:\P{M}[\p{M}\u200d]{0,15}){1,4}|[\p{M}\u200d]{1,16}/gu,
  over: LIMIT,
  reluctance: () => 6000,
};

/** The runs of a range; what has nothing speakable is part of the run before it, else after it. */
function cut(
  sentence: string,
  { from, to, language }: Range & { readonly language: string },
  { end, reluctance }: Places,
): Stretch[] {
  const text = sentence.slice(from, to);
  const runs: Stretch[] = [];
  let runStart = 0;
  let checked = 0;
  let speakable = false;
  for (const match of text.matchAll(end)) {
    const at = match.index + match[0].length;
    speakable ||= isSpeakable(text.slice(checked, at), language);
    checked = at;
    if (!speakable) continue;
    runs.push({
      to: from + at,
      tokens: estimateTokens(text.slice(runStart, at)),
      reluctance: reluctance(match),
    });
    runStart = at;
    speakable = false;
  }
  const rest = text.slice(runStart);
  if (isSpeakable(rest, language)) runs.push({ to, tokens: estimateTokens(rest), reluctance: 0 });
  else {
    const last = runs.pop();
    if (last) runs.push({ ...last, to, tokens: last.tokens + estimateTokens(rest) });
  }
  return runs;
}
