import { WaveFile } from 'wavefile';
import { SAMPLE_RATE } from '../model';
import type { Cue, WavTags } from '../model';
import { writeCues } from './cueChunks';
import { writeIxml } from './ixml';
import { writePeaks } from './peakChunk';

/**
 * A wav file: 16-bit PCM, mono, 24 kHz, with a cue and a label per sentence, the outline of its waveform and the tags
 * as iXML. Samples beyond -1..1 are clipped.
 */
export function encodeWav(samples: Float32Array, cues: readonly Cue[], tags: WavTags): Uint8Array {
  const wav = new WaveFile();
  wav.fromScratch(1, SAMPLE_RATE, '16', []);
  // Handed to fromScratch, ten minutes of samples would take seconds.
  const pcm = toPcm16(samples);
  wav.data = { chunkId: 'data', chunkSize: pcm.length, samples: pcm };
  wav.setiXML(writeIxml(tags));
  return withChunks(wav.toBuffer(), writeCues(cues), writePeaks(pcm));
}

/** Little-endian 16-bit integers; full scale is ±32,767 so that both directions clip alike. */
function toPcm16(samples: Float32Array): Uint8Array {
  const pcm = new Uint8Array(samples.length * 2);
  const view = new DataView(pcm.buffer);
  for (let index = 0; index < samples.length; index++) {
    const sample = Math.min(1, Math.max(-1, samples[index] ?? 0));
    view.setInt16(index * 2, Math.round(sample * 32_767), true);
  }
  return pcm;
}

/**
 * A RIFF file with more chunks at its end. The cues are not left to the package: it copies all of them anew
 * for each one, which takes 14 seconds for two hours of speech.
 */
function withChunks(file: Uint8Array, ...chunks: readonly Uint8Array[]): Uint8Array {
  const whole = Buffer.concat([file, ...chunks]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
}
