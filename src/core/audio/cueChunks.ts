import type { Cue } from '../model';
import { writeChunk } from './riffChunks';
import { storableText } from './storableText';

/** Size of one point in a `cue ` chunk, in bytes. */
const POINT = 24;

/**
 * A `cue ` chunk with a point for each cue and a `LIST adtl` chunk with its label; nothing without cues.
 * Layout: Multimedia Programming Interface and Data Specifications 1.0 (IBM and Microsoft, 1991).
 */
export function writeCues(cues: readonly Cue[]): Buffer {
  if (cues.length === 0) return Buffer.alloc(0);
  const points = Buffer.alloc(4 + cues.length * POINT);
  points.writeUInt32LE(cues.length, 0);
  for (const [index, { sample }] of cues.entries()) {
    const at = 4 + index * POINT;
    points.writeUInt32LE(index + 1, at);
    // The position stands in two fields, because readers differ in which one they use.
    points.writeUInt32LE(sample, at + 4);
    points.write('data', at + 8, 'latin1');
    points.writeUInt32LE(sample, at + 20);
  }
  const labels = cues.map((cue, index) => {
    const text = Buffer.from(`\0\0\0\0${storableText(cue.label)}\0`);
    text.writeUInt32LE(index + 1, 0);
    return writeChunk('labl', text);
  });
  return Buffer.concat([
    writeChunk('cue ', points),
    writeChunk('LIST', Buffer.concat([Buffer.from('adtl'), ...labels])),
  ]);
}

/**
 * The cues of a `cue ` chunk with the labels of a `LIST adtl` chunk's data, in the file's order. Points that
 * lie beyond `frames` or are cut off are left out.
 */
export function readCues(points: Buffer, labels: Buffer, frames: number): Cue[] {
  const texts = readLabels(labels);
  const count =
    points.length < 4 ? 0 : Math.min(points.readUInt32LE(0), Math.floor((points.length - 4) / POINT));
  return Array.from({ length: count }, (_, index) => 4 + index * POINT)
    .map((at) => ({ sample: points.readUInt32LE(at + 20), label: texts.get(points.readUInt32LE(at)) ?? '' }))
    .filter(({ sample }) => sample <= frames);
}

/** Texts of the `labl` chunks by the id of their point. */
function readLabels(list: Buffer): Map<number, string> {
  const texts = new Map<number, string>();
  for (let at = 0; at + 12 <= list.length;) {
    const size = list.readUInt32LE(at + 4);
    if (list.toString('latin1', at, at + 4) === 'labl' && size >= 4) {
      const text = list.subarray(at + 12, at + 8 + size);
      const end = text.indexOf(0);
      texts.set(list.readUInt32LE(at + 8), text.toString('utf8', 0, end < 0 ? text.length : end));
    }
    at += 8 + size + (size % 2);
  }
  return texts;
}
