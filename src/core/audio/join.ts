import { SAMPLE_RATE } from '../model';
import type { Boundary, Cue, Pauses, Utterance } from '../model';
import type { WavPart } from '../ports';
import { sentenceStarts } from './sentenceStarts';

/** Length of the fade at both edges of an utterance, in samples: 5 ms, half of trim's shorter margin. */
const FADE = 0.005 * SAMPLE_RATE;

/**
 * The utterances one after another with silence between them, and one cue per sentence, in the sentences'
 * order. A sentence without speech of its own shares the cue position of the next one, or the end's.
 */
export function joinUtterances(
  parts: readonly WavPart[],
  sentences: readonly string[],
  pauses: Pauses,
): { samples: Float32Array<ArrayBuffer>; cues: Cue[] } {
  const silences = parts.map(({ utterance }, index) =>
    silenceAfter(utterance, index === parts.length - 1 ? 0 : pauseAfter(utterance.boundary, pauses)),
  );
  const lead = samplesOf(parts[0]?.utterance.lead ?? 0);
  const length = parts.reduce(
    (sum, { audio }, index) => sum + audio.samples.length + (silences[index] ?? 0),
    lead,
  );
  const samples = new Float32Array(length);
  const begins = new Map<number, number>();
  let at = lead;
  for (const [index, part] of parts.entries()) {
    const end = at + part.audio.samples.length;
    samples.set(part.audio.samples, at);
    fadeEdges(samples.subarray(at, end));
    for (const { sentence, sample } of sentenceStarts(part)) {
      if (!begins.has(sentence)) begins.set(sentence, at + sample);
    }
    at = end + (silences[index] ?? 0);
  }
  return { samples, cues: cuesOf(sentences, begins, length) };
}

/** Silence after a boundary, in samples. */
function pauseAfter(boundary: Boundary, pauses: Pauses): number {
  return boundary === 'end' ? 0 : samplesOf(pauses[boundary]);
}

/** What the text asks for goes before the ordinary pause; at the end of a paragraph the longer one counts. */
function silenceAfter({ pause, boundary }: Utterance, ordinary: number): number {
  if (pause === undefined) return ordinary;
  const isInside = boundary === 'part' || boundary === 'sentence';
  return isInside ? samplesOf(pause) : Math.max(ordinary, samplesOf(pause));
}

function samplesOf(milliseconds: number): number {
  return Math.max(0, Math.round((milliseconds * SAMPLE_RATE) / 1000));
}

/** A raised cosine: it has no corner at either end, so neither the start nor the end of the fade is heard. */
function fadeEdges(samples: Float32Array): void {
  const length = Math.min(FADE, Math.floor(samples.length / 2));
  const last = samples.length - 1;
  for (let index = 0; index < length; index++) {
    const gain = 0.5 - 0.5 * Math.cos((Math.PI * index) / length);
    samples[index] = (samples[index] ?? 0) * gain;
    samples[last - index] = (samples[last - index] ?? 0) * gain;
  }
}

function cuesOf(sentences: readonly string[], begins: ReadonlyMap<number, number>, end: number): Cue[] {
  const cues: Cue[] = [];
  let sample = end;
  for (const [sentence, label] of [...sentences.entries()].reverse()) {
    sample = begins.get(sentence) ?? sample;
    cues.push({ sample, label });
  }
  return cues.reverse();
}
