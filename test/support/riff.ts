import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';

/** A wav file taken apart by the letter of the RIFF specification. */
export interface Riff {
  readonly chunks: readonly { readonly id: string; readonly data: Buffer }[];
  readonly format: {
    readonly code: number;
    readonly channels: number;
    readonly rate: number;
    readonly bytesPerSecond: number;
    readonly bytesPerFrame: number;
    readonly bits: number;
  };
  readonly samples: Int16Array;
  readonly cues: readonly { readonly sample: number; readonly label: string }[];
  readonly ixml: string;
}

/** Reads a wav strictly: every byte must belong to a chunk, padding must be there and zero, sizes must add up. */
export function readRiff(bytes: Uint8Array): Riff {
  const file = Buffer.from(bytes);
  assert.equal(file.toString('latin1', 0, 4), 'RIFF');
  assert.equal(file.readUInt32LE(4), file.length - 8, 'size of the RIFF chunk');
  assert.equal(file.toString('latin1', 8, 12), 'WAVE');
  const chunks = splitChunks(file.subarray(12));
  const only = (id: string) => {
    const found = chunks.filter((chunk) => chunk.id === id);
    assert.ok(found.length <= 1, `more than one chunk ${id}`);
    return found[0]?.data ?? Buffer.alloc(0);
  };
  const order = chunks.map((chunk) => chunk.id);
  assert.ok(order.indexOf('fmt ') < order.indexOf('data'), 'the format stands before the samples');
  const format = only('fmt ');
  const data = only('data');
  assert.equal(data.length % 2, 0, 'whole samples');
  const samples = new Int16Array(data.length / 2);
  for (let index = 0; index < samples.length; index++) samples[index] = data.readInt16LE(index * 2);
  return {
    chunks,
    format: {
      code: format.readUInt16LE(0),
      channels: format.readUInt16LE(2),
      rate: format.readUInt32LE(4),
      bytesPerSecond: format.readUInt32LE(8),
      bytesPerFrame: format.readUInt16LE(12),
      bits: format.readUInt16LE(14),
    },
    samples,
    cues: cuesOf(only('cue '), only('LIST')),
    ixml: only('iXML').toString('utf8'),
  };
}

function splitChunks(bytes: Buffer) {
  const chunks: { id: string; data: Buffer }[] = [];
  let at = 0;
  while (at < bytes.length) {
    assert.ok(at + 8 <= bytes.length, 'room for a chunk header');
    const id = bytes.toString('latin1', at, at + 4);
    assert.match(id, /^[\x20-\x7e]{4}$/, 'a chunk id');
    const size = bytes.readUInt32LE(at + 4);
    const end = at + 8 + size;
    assert.ok(end + (size % 2) <= bytes.length, `chunk ${id} ends inside the file`);
    if (size % 2 === 1) assert.equal(bytes[end], 0, `padding of ${id}`);
    chunks.push({ id, data: bytes.subarray(at + 8, end) });
    at = end + (size % 2);
  }
  return chunks;
}

function cuesOf(points: Buffer, list: Buffer) {
  if (points.length === 0) return [];
  const count = points.readUInt32LE(0);
  assert.equal(points.length, 4 + 24 * count, 'size of the cue chunk');
  assert.equal(list.toString('latin1', 0, 4), 'adtl');
  const labels = new Map<number, string>();
  for (const { id, data } of splitChunks(list.subarray(4))) {
    assert.equal(id, 'labl');
    assert.equal(data.at(-1), 0, 'a label ends with a null');
    const text = new TextDecoder('utf-8', { fatal: true }).decode(data.subarray(4, -1));
    assert.ok(!text.includes('\0'), 'no null inside a label');
    labels.set(data.readUInt32LE(0), text);
  }
  assert.equal(labels.size, count, 'one label for each cue');
  return Array.from({ length: count }, (_, index) => {
    const at = 4 + 24 * index;
    assert.equal(points.toString('latin1', at + 8, at + 12), 'data');
    assert.equal(points.readUInt32LE(at + 4), points.readUInt32LE(at + 20), 'both fields of the position');
    const label = labels.get(points.readUInt32LE(at));
    assert.ok(label !== undefined, 'a label for the cue');
    return { sample: points.readUInt32LE(at + 20), label };
  });
}
