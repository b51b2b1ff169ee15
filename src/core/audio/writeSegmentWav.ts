import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { messageOf, StoryFlowError } from '../errors';
import type { WavJob, WrittenWav } from '../ports';
import { encodeWav } from './encodeWav';
import { replaceFile } from '../replaceFile';
import { joinUtterances } from './join';
import { levelPeak } from './level';
import { notWritable } from './notWritable';
import { readWavInfo } from './readWav';
import type { WavInfo } from './readWav';

/**
 * Joins a segment's utterances, levels them and writes the wav. What is resolved with was read back from
 * the file. Rejects with MediaNotWritable; a wav that was there before is untouched then.
 */
export async function writeSegmentWav(job: WavJob): Promise<WrittenWav> {
  const { samples, cues } = joinUtterances(job.parts, job.sentences, job.pauses);
  levelPeak(samples);
  const bytes = encodeWav(samples, cues, job.tags);
  try {
    await mkdir(dirname(job.path), { recursive: true });
    await replaceFile(job.path, bytes);
  } catch (error) {
    throw notWritable(error, job.path, bytes.length);
  }
  const written = await readBack(job.path);
  return { frames: written.frames, durationSeconds: written.durationSeconds, cues: written.cues };
}

async function readBack(path: string): Promise<WavInfo> {
  try {
    const info = await readWavInfo(path);
    if (info) return info;
  } catch (error) {
    throw notReadBack(path, messageOf(error), error);
  }
  throw notReadBack(path, 'it is damaged');
}

function notReadBack(path: string, reason: string, cause?: unknown): StoryFlowError {
  return new StoryFlowError(
    'MediaNotWritable',
    `The audio file ${path} was written but cannot be read back (${reason}): check the disk and try again.`,
    { cause },
  );
}
