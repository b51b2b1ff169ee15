import { sha256 } from '../hash';

/** Raised when the same request begins to sound different, for instance because silence is trimmed otherwise. */
const GENERATION = 1;

export interface DraftSpeech {
  /** Of espeak-ng with its data. */
  readonly engineVersion: string;
  /** The espeak voice, such as `en-us`. */
  readonly voice: string;
  readonly speed: number;
  /** The spoken form. */
  readonly text: string;
}

export interface KokoroSpeech {
  /** The ids that are sent to the model. */
  readonly tokens: ArrayLike<number>;
  /** SHA-256 of the model file. */
  readonly modelSha: string;
  /** SHA-256 of each voice file of the blend, with its weight. */
  readonly voices: readonly { readonly sha: string; readonly weight: number }[];
  readonly speed: number;
}

/** Key of an utterance in the draft voice: 64 hexadecimal digits. */
export function draftKey({ engineVersion, voice, speed, text }: DraftSpeech): string {
  return keyOf('draft', engineVersion, voice, speed, text);
}

/** Key of an utterance that Kokoro speaks: 64 hexadecimal digits. The order of a blend's voices is no part of it. */
export function kokoroKey({ tokens, modelSha, voices, speed }: KokoroSpeech): string {
  const blend = voices.map(({ sha, weight }) => `${sha}*${weight}`).sort();
  return keyOf('kokoro', modelSha, blend, speed, Array.from(tokens));
}

function keyOf(...parts: unknown[]): string {
  return sha256(JSON.stringify([GENERATION, ...parts]));
}
