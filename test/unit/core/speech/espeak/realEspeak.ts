import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Espeak, loadEspeak } from '../../../../../src/core/speech/espeak/espeak';

let loaded: Promise<Espeak> | undefined;

/** The installed espeak-ng, loaded by the first test that asks. */
export function realEspeak(): Promise<Espeak> {
  return (loaded ??= loadEspeak(espeakData));
}

export async function espeakData(): Promise<ArrayBuffer> {
  const { resolve } = createRequire(join(process.cwd(), 'package.json'));
  const bytes = await readFile(resolve('@echogarden/espeak-ng-emscripten/espeak-ng.data'));
  return new Uint8Array(bytes).buffer;
}
