import { matchAt } from './matchAt';

/** The longest pause that a text may ask for at once, in milliseconds. */
export const LONGEST_PAUSE = 30_000;

/** A tag in a story's text: it is not spoken, and says how the text around it is. */
export type SpeechTag =
  | { readonly kind: 'pause'; readonly milliseconds: number; readonly fault?: TagFault }
  | {
      readonly kind: 'voice';
      readonly voice: string;
      /** Where the voice stands, from the tag's start. */ readonly voiceAt: number;
    }
  | { readonly kind: 'endVoice' };

/** What is wrong in a tag, and the tag that may have been meant. */
export interface TagFault {
  readonly message: string;
  readonly instead?: string;
}

export interface FoundTag {
  /** Of all of it, brackets included. */
  readonly length: number;
  /** Undefined for text that only looks like a tag: that is spoken as it stands. */
  readonly tag: SpeechTag | undefined;
  readonly fault?: TagFault;
}

// All are bounded, so that a text with very many brackets is read in linear time.
const pause = /\[pause[ \t\n]{1,9}(?<length>[-+\d.,][^[\]\\]{0,40})\]/iy;
const voice =
  /\[voice[ \t\n]{1,9}(?<name>[\w:.-]{1,100}(?:[ \t]{0,3}[*+][ \t]{0,3}[\w:.-]{1,100}){0,20})[ \t]{0,9}\]/iy;
const endVoice = /\[\/voice\]/iy;
const nearly = /\[(?:pause|\/pause|voice)(?:[ \t]{1,9}[^[\]\n]{0,60})?\]/iy;
const seconds =
  /^(?<number>\d{1,9}(?:[.,]\d{1,9})?|[.,]\d{1,9})\s*(?<unit>s|sec|secs|seconds?|ms|milliseconds?)?$/i;

/** The tag that begins with the bracket at an offset; undefined where there is nothing like one. */
export function readTag(text: string, at: number): FoundTag | undefined {
  const paused = matchAt(pause, text, at);
  if (paused) return { length: paused[0].length, tag: pauseTag(paused.groups?.['length'] ?? '') };
  const voiced = matchAt(voice, text, at);
  if (voiced) {
    const name = voiced.groups?.['name'] ?? '';
    return {
      length: voiced[0].length,
      tag: { kind: 'voice', voice: name, voiceAt: voiced[0].lastIndexOf(name) },
    };
  }
  const ended = matchAt(endVoice, text, at);
  if (ended) return { length: ended[0].length, tag: { kind: 'endVoice' } };
  const near = matchAt(nearly, text, at);
  return near ? { length: near[0].length, tag: undefined, fault: nearFault(near[0]) } : undefined;
}

function pauseTag(length: string): SpeechTag {
  const parts = seconds.exec(length.trim())?.groups;
  if (!parts) {
    const isNegative = /^-\s*[\d.,]/u.test(length);
    return {
      kind: 'pause',
      milliseconds: 0,
      fault: isNegative
        ? { message: `A pause cannot be shorter than 0 seconds, so there is none.`, instead: '[pause 0s]' }
        : {
            message: `“${length.trim()}” is no length of a pause, so there is none: write [pause 1.5s] or [pause 500ms].`,
          },
    };
  }
  const number = Number((parts['number'] ?? '').replace(',', '.'));
  const milliseconds = Math.round(/^m/iu.test(parts['unit'] ?? '') ? number : number * 1000);
  if (milliseconds <= LONGEST_PAUSE) return { kind: 'pause', milliseconds };
  const most = `${String(LONGEST_PAUSE / 1000)}s`;
  return {
    kind: 'pause',
    milliseconds: LONGEST_PAUSE,
    fault: {
      message: `A pause lasts 30 seconds at most, and this one is spoken as such: write [pause ${most}], or several in a row.`,
      instead: `[pause ${most}]`,
    },
  };
}

function nearFault(written: string): TagFault {
  const word = /^\[\/?pause/iu.test(written) ? 'pause' : 'voice';
  const form = word === 'pause' ? '[pause 1.5s]' : '[voice am_adam]';
  return {
    message: `“${written}” is spoken as it stands, because a ${word} is written ${form}. Put a backslash before it if that is what you want.`,
    ...(word === 'pause' && !written.startsWith('[/') ? { instead: '[pause 1s]' } : {}),
  };
}
