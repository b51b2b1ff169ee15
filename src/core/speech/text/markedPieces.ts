import type { PronounceMark, Range, SpokenMark, SpokenText } from '../../model';
import { movedMark } from '../../spokenText';
import { isSpeakable } from './speakable';

/** A piece of a sentence that one voice speaks, without a pause that the text asks for. */
export interface MarkedPiece extends Range {
  /** As it was written; undefined for the segment's. */
  readonly voice: string | undefined;
  /** What the text asks for after it, in milliseconds. */
  readonly pause: number | undefined;
}

/** The pieces of a text's sentences, and the pause that the text begins with. */
export interface MarkedSentences {
  /** A list for each sentence, none of them empty. Offsets in the text, without white space at the ends. */
  readonly pieces: readonly (readonly MarkedPiece[])[];
  /** In milliseconds. */
  readonly lead: number | undefined;
}

/**
 * Cuts sentences where a pause is marked or the voice changes. What has nothing to speak stays with the piece before it,
 * at a sentence's beginning with the one after it. `sentences` are ranges of the text, in order, each with something to
 * speak.
 */
export function markedPieces(spoken: SpokenText, sentences: readonly Range[]): MarkedSentences {
  const cuts = [...cutsOf(spoken)].sort(([one], [other]) => one - other);
  if (cuts.length === 0) {
    return {
      pieces: sentences.map((range) => [{ ...range, voice: undefined, pause: undefined }]),
      lead: undefined,
    };
  }
  let voice: string | undefined;
  let lead: number | undefined;
  let before: Growing | undefined;
  let next = 0;
  const pieces = sentences.map((sentence, index) => {
    const found: Growing[] = [];
    const until = sentences[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    const goOnTo = (to: number): void => {
      before = grown(found, spoken.text, { from: found.at(-1)?.to ?? sentence.from, to, voice }) ?? before;
    };
    for (let cut = cuts[next]; cut && cut[0] <= until; cut = cuts[++next]) {
      const [place, { pause, voices = [voice] }] = cut;
      if (pause === undefined && voices[0] === voice) continue;
      goOnTo(Math.min(place, sentence.to));
      if (pause !== undefined && before) before.pause = (before.pause ?? 0) + pause;
      else if (pause !== undefined) lead = (lead ?? 0) + pause;
      [voice] = voices;
    }
    goOnTo(sentence.to);
    return found.map((piece) => trimmed(spoken.text, piece));
  });
  return { pieces, lead };
}

/** The words of a piece whose sound is given, with offsets from its start; what a cut divides is spoken as usual. */
export function pronouncedIn({ marks = [] }: SpokenText, { from, to }: Range): PronounceMark[] {
  const found: PronounceMark[] = [];
  for (let index = firstFrom(marks, from); index < marks.length; index++) {
    const mark = marks[index];
    if (!mark || mark.from >= to) break;
    if (mark.kind === 'pronounce' && mark.to <= to) found.push(movedMark(mark, -from));
  }
  return found;
}

/** Index of the first mark that begins at an offset or behind it. A text may have very many. */
function firstFrom(marks: readonly SpokenMark[], offset: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.from ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Growing {
  from: number;
  to: number;
  voice: string | undefined;
  pause: number | undefined;
  isSpeakable: boolean;
}

/** Adds a piece of a sentence, and gives the last one of it that is speakable. */
function grown(
  found: Growing[],
  text: string,
  { from, to, voice }: Pick<Growing, 'from' | 'to' | 'voice'>,
): Growing | undefined {
  const last = found.at(-1);
  const says = isSpeakable(text.slice(from, to));
  if (to > from && last && !says) last.to = to;
  else if (to > from && last && !last.isSpeakable) Object.assign(last, { to, voice, isSpeakable: says });
  else if (to > from) found.push({ from, to, voice, pause: undefined, isSpeakable: says });
  const piece = found.at(-1);
  return piece?.isSpeakable ? piece : undefined;
}

function trimmed(text: string, { from, to, voice, pause }: Growing): MarkedPiece {
  const part = text.slice(from, to);
  return { from: to - part.trimStart().length, to: from + part.trimEnd().length, voice, pause };
}

/** What happens at a place. */
interface Cut {
  pause?: number;
  /** The voice from there on, where it changes. */
  voices?: readonly [string | undefined];
}

function cutsOf({ text, marks = [] }: SpokenText): Map<number, Cut> {
  const cuts = new Map<number, Cut>();
  const open: { readonly to: number; readonly voice: string }[] = [];
  const cutAt = (offset: number): Cut => {
    const place = cutPlace(text, offset);
    const cut = cuts.get(place) ?? {};
    cuts.set(place, cut);
    return cut;
  };
  const closeUntil = (offset: number): void => {
    for (let last = open.at(-1); last && last.to <= offset; last = open.at(-1)) {
      open.pop();
      cutAt(last.to).voices = [open.at(-1)?.voice];
    }
  };
  for (const mark of marks) {
    if (mark.kind === 'voice') {
      closeUntil(mark.from);
      open.push(mark);
      cutAt(mark.from).voices = [mark.voice];
    } else if (mark.kind === 'pause') {
      const cut = cutAt(mark.from);
      cut.pause = (cut.pause ?? 0) + mark.milliseconds;
    }
  }
  closeUntil(Number.POSITIVE_INFINITY);
  return cuts;
}

const closes = /[\p{Pe}\p{Pf}\p{Po}\p{Pd}]/u;
const opens = /[\p{Ps}\p{Pi}"'“‘«]/u;

/** Marks that end what stands before a place are spoken with that, marks that begin what follows with what follows. */
function cutPlace(text: string, at: number): number {
  let place = at;
  const isBehindWord = place > 0 && !/[\s\p{Ps}\p{Pi}]/u.test(text.charAt(place - 1));
  while (isBehindWord && closes.test(text.charAt(place))) place++;
  if (place > at) return place;
  while (place > 0 && opens.test(text.charAt(place - 1)) && !/\S/u.test(text.charAt(place - 2))) place--;
  return place;
}
