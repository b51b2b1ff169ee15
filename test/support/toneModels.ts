import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inputIdsDialect, toneModel, type ToneDialect } from '../../scripts/fixtures/toneModel';
import { toneVoice } from '../../scripts/fixtures/toneVoices';

/** One inference of the tone model lasts a third of a second then, so that something can happen meanwhile. */
export const SLOW: Partial<ToneDialect> = { ballast: 12 };

/** No engine can speak with this one. */
export const FAULTY: Partial<ToneDialect> = { styleSize: 128 };

/** Puts a tone model into a model folder, with the voices af_bella and af_heart. */
export async function installToneModel(folder: string, options: Partial<ToneDialect> = {}): Promise<void> {
  await mkdir(join(folder, 'voices'), { recursive: true });
  await writeFile(join(folder, 'model.onnx'), toneModel({ ...inputIdsDialect, ...options }));
  for (const voice of ['af_bella', 'af_heart'] as const)
    await writeFile(join(folder, 'voices', `${voice}.bin`), toneVoice(voice));
}
