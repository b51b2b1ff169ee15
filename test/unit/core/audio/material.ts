import type { Boundary, Pauses, Utterance, WavTags, WordTime } from '../../../../src/core/model';
import { SAMPLE_RATE } from '../../../../src/core/model';
import type { WavPart } from '../../../../src/core/ports';

export const pauses: Pauses = { part: 100, sentence: 400, paragraph: 800, heading: 1200 };

export const tags: WavTags = {
  segmentId: '3f2b8a52-7a0e-4f7e-9a57-0d3a2a3c6a11',
  projectId: 'b7a1f7ce-53f2-4a7c-8f3e-8d5bb1a6d9e0',
  story: 'drafts/the sea.story.md',
  heading: 'The Sea',
  ordinal: 0,
  textHash: 'a'.repeat(64),
  settingsHash: 'b'.repeat(64),
  voice: 'af_heart*0.6+af_bella*0.4',
  speed: 1.05,
  pauses,
  model: 'c'.repeat(64),
  image: '3f2b8a52_sea.png',
  checks: [],
};

/** A tone that starts and ends abruptly, at full swing: the hardest case for a join. */
export function tone(frames: number, amplitude = 0.5, hertz = 220): Float32Array<ArrayBuffer> {
  return Float32Array.from(
    { length: frames },
    (_, index) => amplitude * Math.cos((2 * Math.PI * hertz * index) / SAMPLE_RATE),
  );
}

/** Samples as they stand in a wav. */
export function pcmOf(samples: Int16Array): Buffer {
  const pcm = Buffer.alloc(samples.length * 2);
  for (const [index, sample] of samples.entries()) pcm.writeInt16LE(sample, index * 2);
  return pcm;
}

/** The samples of `pieces` one after another; a number stands for that many zeros. */
export function sequence(...pieces: (Float32Array | number)[]): Float32Array<ArrayBuffer> {
  return Float32Array.from(
    pieces.flatMap((piece) => [...(typeof piece === 'number' ? new Float32Array(piece) : piece)]),
  );
}

/** An utterance as it was spoken. `spoken` are the texts of its sentences by their index. */
export function part(
  spoken: Readonly<Record<number, string>>,
  samples: Float32Array<ArrayBuffer>,
  options: { boundary?: Boundary; words?: readonly WordTime[] } = {},
): WavPart {
  const utterance: Utterance = { ...utteranceOf(spoken), boundary: options.boundary ?? 'sentence' };
  return { utterance, audio: { samples, words: options.words ?? [] } };
}

function utteranceOf(spoken: Readonly<Record<number, string>>): Pick<Utterance, 'text' | 'parts'> {
  let text = '';
  const parts = Object.entries(spoken).map(([sentence, words]) => {
    if (text) text += ' ';
    const from = text.length;
    text += words;
    return { sentence: Number(sentence), from, to: text.length };
  });
  return { text, parts };
}
