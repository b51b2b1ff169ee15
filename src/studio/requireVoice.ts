import { StoryFlowError } from '../core/errors';
import { chooseVoice, type VoiceChoice } from '../core/speech/voiceId';

/** A voice that somebody named. Throws InvalidVoice, with what is wrong, where there is none of that name. */
export function requireVoice(voice: string): VoiceChoice {
  const choice = chooseVoice(voice);
  if ('voice' in choice) return choice;
  throw new StoryFlowError('InvalidVoice', `“${voice}” cannot be used: ${choice.problem}`);
}
