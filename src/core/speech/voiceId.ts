import { draftVoices, findDraftVoice, suggestVoices } from './draft/draftVoices';
import { isVoiceSyntaxError, parseVoice } from './kokoro/parseVoice';

export { DEFAULT_VOICE } from './kokoro/voices';

/** A voice that exists, whether or not its files are there. */
export interface VoiceChoice {
  readonly engine: 'draft' | 'kokoro';
  /** As the engine takes it. */
  readonly voice: string;
  /** BCP 47: the language that it speaks. */
  readonly language: string;
}

const DRAFT_PREFIX = 'draft:';

/** Reads a voice as a person writes it. `problem` is a sentence that says why it is none. */
export function chooseVoice(text: string): VoiceChoice | { readonly problem: string } {
  const trimmed = text.trim();
  if (trimmed.toLowerCase().startsWith(DRAFT_PREFIX)) {
    const draft = findDraftVoice(trimmed);
    if (draft) return { engine: 'draft', voice: draft.id, language: draft.language };
    const suggestions = suggestVoices(trimmed);
    const hint = suggestions.length > 0 ? `; did you mean ${suggestions.join(' or ')}` : '';
    return { problem: `there is no such draft voice${hint}.` };
  }
  const blend = parseVoice(trimmed);
  if (isVoiceSyntaxError(blend)) return { problem: blend.message };
  return { engine: 'kokoro', voice: trimmed, language: blend.language.tag };
}

/** The draft voice that speaks a language best; American English where none does. */
export function draftVoiceFor(language = 'en-US'): VoiceChoice {
  const wanted = language.toLowerCase();
  const [base = 'en'] = wanted.split('-');
  const draft =
    draftVoices.find((voice) => voice.language.toLowerCase() === wanted) ??
    findDraftVoice(`${DRAFT_PREFIX}${wanted}`) ??
    findDraftVoice(`${DRAFT_PREFIX}${base}`) ??
    draftVoices.find((voice) => voice.language.toLowerCase().split('-')[0] === base);
  if (draft) return { engine: 'draft', voice: draft.id, language: draft.language };
  return { engine: 'draft', voice: `${DRAFT_PREFIX}en-us`, language: 'en-US' };
}
