import { crc32 } from 'node:zlib';
import { SAMPLE_RATE, type SpokenAudio, type WordTime } from '../model';

/** `SFut`, as the first four bytes. */
const MAGIC = 0x74754653;
const VERSION = 1;
/** Magic, version, sample rate, number of samples, number of words, checksum. */
const HEADER_BYTES = 6 * 4;
const CHECKSUM_AT = 5 * 4;
/** `from`, `to`, `start`, `end`. */
const WORD_BYTES = 4 * 4;

/**
 * An utterance as a file: a header of six 32-bit numbers, four for each word, then the samples as 32-bit floats, just
 * as the engine gave them, which takes 96 kB for a second. Little-endian throughout, as is every
 * processor that VS Code runs on. The checksum (CRC-32) covers everything but itself.
 */
export function encodeUtterance({ samples, words }: SpokenAudio): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + words.length * WORD_BYTES + samples.byteLength);
  const numbers = new Uint32Array(bytes.buffer, 0, (HEADER_BYTES + words.length * WORD_BYTES) / 4);
  numbers.set([MAGIC, VERSION, SAMPLE_RATE, samples.length, words.length]);
  numbers.set(
    words.flatMap(({ from, to, start, end }) => [from, to, start, end]),
    HEADER_BYTES / 4,
  );
  new Float32Array(bytes.buffer, numbers.byteLength).set(samples);
  numbers[CHECKSUM_AT / 4] = checksumOf(bytes);
  return bytes;
}

/** The utterance that a file holds; undefined when it is damaged or of another version. */
export function decodeUtterance(file: Uint8Array): SpokenAudio | undefined {
  if (file.length < HEADER_BYTES || file.length % 4 !== 0) return undefined;
  const bytes = Uint8Array.from(file);
  const numbers = new Uint32Array(bytes.buffer);
  const [magic, version, rate, sampleCount = 0, wordCount = 0, checksum] = numbers;
  if (magic !== MAGIC || version !== VERSION || rate !== SAMPLE_RATE) return undefined;
  const samplesAt = HEADER_BYTES + wordCount * WORD_BYTES;
  if (file.length !== samplesAt + sampleCount * 4 || checksum !== checksumOf(bytes)) return undefined;
  return {
    samples: new Float32Array(bytes.buffer.slice(samplesAt)),
    words: wordsOf(numbers.subarray(HEADER_BYTES / 4, samplesAt / 4)),
  };
}

function wordsOf(numbers: Uint32Array): WordTime[] {
  return Array.from({ length: numbers.length / 4 }, (_, index): WordTime => {
    const [from = 0, to = 0, start = 0, end = 0] = numbers.subarray(index * 4);
    return { from, to, start, end };
  });
}

function checksumOf(bytes: Uint8Array): number {
  return crc32(bytes.subarray(HEADER_BYTES), crc32(bytes.subarray(0, CHECKSUM_AT)));
}
