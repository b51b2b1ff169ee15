import type { SpeechEvent } from '@echogarden/espeak-ng-emscripten';

/** A word of the text and when it begins to sound. */
export interface EspeakWord {
  /** UTF-16 offsets in the text. */
  readonly from: number;
  readonly to: number;
  /** Seconds from the start of the sound. */
  readonly startSeconds: number;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  /** A word, a number or an emoji, as opposed to punctuation. */
  readonly isSpoken: boolean;
}

/**
 * The words of a text with their times, in order, none overlapping. espeak-ng's events say when a word
 * begins; how far it reaches is Unicode's to say, for espeak-ng gives "it" for "it's", several for the
 * number 1,234 and one for "there was a". A word without an event belongs to the word before it.
 */
export function wordsOf(text: string, events: readonly SpeechEvent[]): EspeakWord[] {
  const pieces = piecesOf(text);
  const offsets = offsetsOfCodePoints(text);
  const words: { from: number; to: number; startSeconds: number }[] = [];
  let next = 0;
  const extendTo = (end: number) => {
    for (let piece = pieces[next]; piece && piece.to <= end; piece = pieces[++next]) {
      const last = words.at(-1);
      if (last && piece.isSpoken) last.to = piece.to;
    }
  };
  for (const event of events) {
    const offset = offsets[event.text_position - 1];
    if (event.type !== 'word' || offset === undefined) continue;
    extendTo(offset);
    const piece = pieces[next];
    // Between the pieces there are only blanks: espeak-ng is still at the word before.
    if (!piece || piece.from > offset) continue;
    words.push({ from: piece.from, to: piece.to, startSeconds: event.audio_position / 1000 });
    next++;
  }
  extendTo(text.length);
  return words;
}

/** Everything in the text that is not white space, by Unicode's word boundaries. */
function piecesOf(text: string): Piece[] {
  const segments = new Intl.Segmenter('en', { granularity: 'word' }).segment(text);
  return Array.from(segments, ({ segment, index }) => ({
    from: index,
    to: index + segment.length,
    isSpoken: /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(segment),
    isBlank: segment.trim() === '',
  })).filter((piece) => !piece.isBlank);
}

/** The UTF-16 offset of each code point. */
function offsetsOfCodePoints(text: string): number[] {
  let offset = 0;
  return Array.from(text, (character) => {
    const at = offset;
    offset += character.length;
    return at;
  });
}
