import { trimSpoken } from '../audio/trim';
import { StoryFlowError, isErrorCode, messageOf } from '../errors';
import type { Range, SpokenAudio, VoiceText } from '../model';
import type { SpeechEngine } from '../ports';
import { checkTake, type TakeProblem } from '../speech/takes/checkTake';
import { cutOut, halvesOf, joinHalves, type Side } from '../speech/takes/regroup';
import type { SpeechSettings } from './planSegment';

/** An utterance that is to be spoken. Texts are spoken forms. */
export interface TakeRequest extends VoiceText {
  readonly settings: SpeechSettings;
  /** What is spoken next, or before when nothing comes next. */
  readonly neighbour?: { readonly text: string; readonly side: 'before' | 'after' } | undefined;
}

export interface Take {
  readonly audio: SpokenAudio;
  /** What is wrong with it; undefined for a take that can be kept, and remembered. */
  readonly problem: TakeProblem | undefined;
}

/**
 * Speaks an utterance and checks the take. A bad one is tried once more with other neighbours: a long text in two halves,
 * a short one together with what is spoken beside it, from which it is cut out again. So the utterance stays the unit of
 * cues, pauses and cache keys, whatever it was spoken with. When the second try is no better the first one counts, or
 * the one that has any sound. Rejects with the engine's error, which names the words that failed.
 */
export async function speakTake(
  request: TakeRequest,
  engine: SpeechEngine,
  isStopped: () => boolean,
): Promise<Take> {
  const { text, settings } = request;
  const audio = await synthesize(request, settings, engine);
  const first: Take = { audio, problem: checkTake(audio, { text, speed: settings.speed }) };
  if (!first.problem || isStopped()) return first;
  const second = await otherTake(request, engine);
  if (second && (!second.problem || !isAudible(first))) return second;
  return first;
}

/** Whether there is anything to hear. */
export function isAudible({ problem }: Take): boolean {
  return problem?.kind !== 'empty' && problem?.kind !== 'silent';
}

/** Undefined when the second try failed, or what is wanted cannot be cut out of it. */
async function otherTake(request: TakeRequest, engine: SpeechEngine): Promise<Take | undefined> {
  const { text, settings } = request;
  try {
    const audio = await regrouped(request, engine);
    return audio && { audio, problem: checkTake(audio, { text, speed: settings.speed }) };
  } catch (error) {
    if (isErrorCode(error, 'SpeechFailed')) return undefined;
    throw error;
  }
}

async function regrouped(
  { text, pronunciations, settings, neighbour }: TakeRequest,
  engine: SpeechEngine,
): Promise<SpokenAudio | undefined> {
  const halves = halvesOf(text, settings.language);
  if (halves) {
    const spoken = [];
    for (const half of halves) {
      const piece = pieceOf({ text, pronunciations }, half);
      const audio = await synthesize(piece, settings, engine);
      if (checkTake(audio, { text: piece.text, speed: settings.speed })) return undefined;
      spoken.push({ half, audio });
    }
    return joinHalves(spoken);
  }
  // The only one of its segment has no neighbour: what failed by chance may succeed.
  if (!neighbour) return synthesize({ text, pronunciations }, settings, engine);
  const isFirst = neighbour.side === 'after';
  const both = isFirst ? `${text} ${neighbour.text}` : `${neighbour.text} ${text}`;
  const side: Side = isFirst ? 'first' : 'last';
  const at = isFirst ? text.length : both.length - text.length;
  const shift = isFirst ? 0 : at;
  const form = { text: both, pronunciations: pronunciations && moved(pronunciations, shift) };
  const cut = cutOut(await synthesize(form, settings, engine), at, side);
  return cut && trimSpoken(cut);
}

/** A part of a text with the pronunciations that lie in it. */
function pieceOf({ text, pronunciations }: VoiceText, { from, to }: Range): VoiceText {
  const inside = pronunciations?.filter((each) => each.from >= from && each.to <= to);
  return { text: text.slice(from, to), pronunciations: inside && moved(inside, -from) };
}

function moved(pronunciations: NonNullable<VoiceText['pronunciations']>, by: number) {
  return pronunciations.map((each) => ({ ...each, from: each.from + by, to: each.to + by }));
}

async function synthesize(
  { text, pronunciations }: VoiceText,
  { voice, speed }: SpeechSettings,
  engine: SpeechEngine,
): Promise<SpokenAudio> {
  try {
    return await engine.synthesize({ text, ...(pronunciations && { pronunciations }), voice, speed });
  } catch (error) {
    if (error instanceof StoryFlowError && error.code !== 'SpeechFailed') throw error;
    const beginning = text.length > 60 ? `${text.slice(0, 57)}...` : text;
    throw new StoryFlowError('SpeechFailed', `“${beginning}” could not be spoken: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
