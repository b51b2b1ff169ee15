import { openSession } from './session';

/** What a model's own description says. */
export interface ModelDescription {
  /** The name of its input for phonemes. */
  readonly dialect: 'input_ids' | 'tokens';
  /** Whether it tells how long each phoneme sounds. */
  readonly hasDurations: boolean;
}

/** Loads a model to see what it is. Rejects with ModelUnavailable for a file that is damaged or no Kokoro model. */
export async function inspectModel(modelPath: string): Promise<ModelDescription> {
  const session = await openSession({ modelPath });
  await session.release();
  const { ids, durations } = session.contract;
  return { dialect: ids, hasDurations: durations !== undefined };
}
