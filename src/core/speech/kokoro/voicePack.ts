import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { unzipSync } from 'fflate';
import { messageOf, StoryFlowError } from '../../errors';

/** Floats in one style vector. */
export const STYLE_SIZE = 256;

/** A voice pack holds one style vector for every count of content tokens from 1. */
export const STYLE_ROWS = 510;

const FLOATS = STYLE_ROWS * STYLE_SIZE;
/** Of a voice's `.bin`. */
export const VOICE_BYTES = FLOATS * Float32Array.BYTES_PER_ELEMENT;

/** One voice: STYLE_ROWS rows of STYLE_SIZE floats, row after row. */
export type VoicePack = Float32Array<ArrayBuffer>;

/** A voice pack and its share of a blend; the shares add up to 1. */
export interface WeightedPack {
  readonly pack: VoicePack;
  readonly weight: number;
}

/**
 * The style vector for an utterance of `tokens` content tokens: row `tokens` - 1 as in the reference
 * implementation, mixed over all packs.
 */
export function styleFor(tokens: number, packs: readonly WeightedPack[]): Float32Array<ArrayBuffer> {
  const row = Math.min(Math.max(tokens, 1), STYLE_ROWS) - 1;
  const style = new Float32Array(STYLE_SIZE);
  for (const { pack, weight } of packs) {
    const values = pack.subarray(row * STYLE_SIZE, (row + 1) * STYLE_SIZE);
    values.forEach((value, index) => {
      style[index] = (style[index] ?? 0) + weight * value;
    });
  }
  return style;
}

/** Reads `<name>.bin`: the pack's floats, little-endian, without a header. Throws ModelUnavailable. */
export async function readVoiceFile(path: string): Promise<VoicePack> {
  const bytes = await read(path);
  if (bytes.length !== VOICE_BYTES) {
    throw damaged(path, `it has ${bytes.length} bytes instead of ${VOICE_BYTES}`);
  }
  return toFloats(bytes);
}

/** Reads one voice of `voices-v1.0.bin`, which is a NumPy archive in spite of its name. Throws ModelUnavailable. */
export async function readVoiceArchive(path: string, voice: string): Promise<VoicePack> {
  const archive = await read(path);
  const entry = `${voice}.npy`;
  let array: Uint8Array | undefined;
  try {
    array = unzipSync(archive, { filter: (file) => file.name === entry })[entry];
  } catch (error) {
    throw damaged(path, `it is not a NumPy archive (${messageOf(error)})`);
  }
  if (array === undefined) {
    throw new StoryFlowError(
      'ModelUnavailable',
      `The voice file ${path} does not hold the voice "${voice}": choose another voice or another file.`,
    );
  }
  return readNpy(array, `${path} (${entry})`);
}

/** The voices that a NumPy archive holds. Throws ModelUnavailable. */
export async function listVoiceArchive(path: string): Promise<string[]> {
  const names: string[] = [];
  try {
    unzipSync(await read(path), { filter: ({ name }) => names.push(name) < 0 });
  } catch (error) {
    throw damaged(path, `it is not a NumPy archive (${messageOf(error)})`);
  }
  return names.filter((name) => name.endsWith('.npy')).map((name) => name.slice(0, -'.npy'.length));
}

/** The data of an `.npy` file that holds a (510, 1, 256) array of little-endian float32. */
function readNpy(bytes: Uint8Array, name: string): VoicePack {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = Buffer.from(bytes.subarray(0, 6)).toString('latin1');
  if (magic !== '\x93NUMPY' || bytes.length < 12) throw damaged(name, 'it is not a NumPy array');
  // Version 1 of the format has a 16-bit header length, later ones a 32-bit length.
  const short = view.getUint8(6) === 1;
  const headerAt = short ? 10 : 12;
  const dataAt = headerAt + (short ? view.getUint16(8, true) : view.getUint32(8, true));
  const header = Buffer.from(bytes.subarray(headerAt, dataAt)).toString('latin1');
  const type = /'descr':\s*'([^']*)'/.exec(header)?.[1] ?? 'unknown';
  const shape = /'shape':\s*\(([^)]*)\)/.exec(header)?.[1] ?? '';
  const size = shape.split(',').reduce((product, length) => product * (Number(length) || 1), 1);
  if (type !== '<f4') throw damaged(name, `its type is ${type} instead of <f4`);
  if (size !== FLOATS || !/^\s*510\s*,/.test(shape) || !/'fortran_order':\s*False/.test(header)) {
    throw damaged(name, `its shape is (${shape.trim()}) instead of (${STYLE_ROWS}, 1, ${STYLE_SIZE})`);
  }
  if (bytes.length - dataAt !== VOICE_BYTES) {
    throw damaged(name, `it has ${bytes.length - dataAt} bytes of data instead of ${VOICE_BYTES}`);
  }
  return toFloats(bytes.subarray(dataAt));
}

/** Copies: the bytes may begin at an odd place of a larger buffer. */
function toFloats(bytes: Uint8Array): VoicePack {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: FLOATS }, (_, index) => view.getFloat32(index * 4, true));
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new StoryFlowError(
      'ModelUnavailable',
      `The voice file ${path} cannot be read: download ${basename(path)} again or choose another voice.`,
      { cause: error },
    );
  }
}

function damaged(file: string, why: string): StoryFlowError {
  return new StoryFlowError(
    'ModelUnavailable',
    `The voice file ${file} is damaged: ${why}; download it again.`,
  );
}
