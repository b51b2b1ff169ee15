import { findModel } from '../speech/kokoro/modelFiles';
import { chooseVoice } from '../speech/voiceId';

export interface SpeakingModelOptions {
  readonly modelsFolder: string;
  /** SHA-256 of a file. */
  readonly fingerprint: (file: string) => Promise<string>;
  readonly draftVersion: string;
}

/**
 * What a voice is spoken by now: the version of the draft voice, or the SHA-256 of Kokoro's model file. Undefined where
 * there is no model, or it cannot be read: then nobody can say that audio was made with another one (decision D-28).
 */
export async function speakingModel(
  voice: string,
  { modelsFolder, fingerprint, draftVersion }: SpeakingModelOptions,
): Promise<string | undefined> {
  const choice = chooseVoice(voice);
  if ('voice' in choice && choice.engine === 'draft') return draftVersion;
  const { model } = await findModel(modelsFolder);
  return model === undefined ? undefined : fingerprint(model).catch(() => undefined);
}
