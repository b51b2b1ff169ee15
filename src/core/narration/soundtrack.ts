import { storableText } from '../audio/storableText';
import type { WavSound } from '../audio/readSound';
import { messageOf, StoryFlowError } from '../errors';
import { SAMPLE_RATE, type Range } from '../model';
import { audioPath } from '../store/paths';
import type { StoredAudio, StoredSegment } from '../store/segmentRow';
import type { Library } from './library';
import { pairTexts } from './pairTexts';
import type { SoundReader } from './soundMemory';
import { nameOf, segmentNotFound, type Segment } from './story';

export interface SoundtrackDeps {
  readonly library: Pick<Library, 'storyOf' | 'currentId'>;
  readonly mediaRoot: string;
  readonly readSound: SoundReader;
}

/** A sentence that is heard. */
export interface HeardSentence {
  /** Seconds from the beginning of the audio. */
  readonly from: number;
  readonly text: string;
  /** Where it stands in the story's text; absent when it does not (any more). */
  readonly source?: Range;
}

/** What is to be heard in a segment's wav. */
export interface Soundtrack {
  /** What is known of the wav. */
  readonly audio: StoredAudio;
  readonly durationSeconds: number;
  /** `[min, max, min, max, ...]` of equal stretches of the audio, from -1 to 1. */
  readonly peaks: readonly number[];
  /** In the order of their time. */
  readonly sentences: readonly HeardSentence[];
}

/**
 * What is to be heard in the wav of a segment, which may be out of date or detached, and where its sentences stand in
 * the saved text, or in `source` where it is given. Rejects with SegmentNotFound, with AudioNotReadable where there is
 * no audio that can be read, and as opening a story does.
 */
export async function soundtrack(
  segmentId: string,
  source: string | undefined,
  { library, mediaRoot, readSound }: SoundtrackDeps,
): Promise<Soundtrack> {
  const story = await library.storyOf(segmentId, source);
  const id = library.currentId(segmentId);
  const segment = story.segments.find((each) => each.id === id);
  const stored = segment?.stored ?? story.detached.find((each) => each.id === id);
  if (!segment && !stored) throw segmentNotFound(segmentId);
  const name = segment ? nameOf(segment) : `“${stored?.heading ?? ''}”`;
  if (!stored?.audio) throw notReadable(`There is no audio of ${name}: generate it first.`);
  const path = audioPath(mediaRoot, stored.projectId, stored.id);
  const sound = await readOf(path, stored, name, readSound);
  return {
    audio: stored.audio,
    durationSeconds: sound.durationSeconds,
    peaks: Array.from(sound.peaks, shareOfFullScale),
    sentences: heardSentences(sound, segment),
  };
}

async function readOf(
  path: string,
  { id }: StoredSegment,
  name: string,
  readSound: SoundReader,
): Promise<WavSound> {
  let sound: WavSound | undefined;
  try {
    sound = await readSound(path);
  } catch (error) {
    throw notReadable(
      `The audio file ${path} of ${name} cannot be read (${messageOf(error)}): check the disk and try again.`,
      error,
    );
  }
  if (sound?.tags.segmentId === id) return sound;
  throw notReadable(`The audio file ${path} of ${name} is missing or damaged: generate it again.`);
}

/** The sentences of a wav by its cues, each with its place in the text as it is now. */
function heardSentences({ cues, tags }: WavSound, segment: Segment | undefined): HeardSentence[] {
  const written = segment?.plan.sentences ?? [];
  const isAsSpoken = segment?.plan.textHash === tags.textHash && written.length === cues.length;
  // Another program may have put cues in another order, or dropped their labels.
  const heard = [...cues]
    .sort((a, b) => a.sample - b.sample)
    .map(({ sample, label }, index) => {
      const text = label === '' && isAsSpoken ? storableText(written[index]?.text ?? '') : label;
      return { from: sample / SAMPLE_RATE, text };
    });
  const partners = pairTexts(
    heard.map(({ text }) => text),
    written.map(({ text }) => storableText(text)),
  );
  return heard.map((sentence, index) => {
    const partner = written[partners.get(index) ?? -1];
    return partner ? { ...sentence, source: partner.source } : sentence;
  });
}

/** A 16-bit sample as a share of full scale, to a thousandth: nobody draws finer, and longer numbers take longer to send. */
function shareOfFullScale(sample: number): number {
  return Math.round((sample / 0x8000) * 1000) / 1000;
}

function notReadable(message: string, cause?: unknown): StoryFlowError {
  return new StoryFlowError('AudioNotReadable', message, { cause });
}
