import type { Cue, Pauses, SpokenAudio, Utterance, VoiceText, WavTags } from './model';

/** Where the core reports what a person debugging it wants to know. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** One utterance to be spoken, in its spoken form. A draft voice knows no phonemes and speaks the word as it is written. */
export interface SpeechRequest extends VoiceText {
  /** `draft:<espeak voice>` or a Kokoro voice or blend. */
  readonly voice: string;
  /** 0.5 to 2. */
  readonly speed: number;
}

/** Turns text into sound, one utterance at a time. Rejects with a StoryFlowError. */
export interface SpeechEngine {
  synthesize(request: SpeechRequest): Promise<SpokenAudio>;
}

/** One utterance's audio and where it belongs. */
export interface WavPart {
  readonly audio: SpokenAudio;
  readonly utterance: Utterance;
}

export interface WavJob {
  /** Absolute path; missing folders are created; the file appears whole or not at all. */
  readonly path: string;
  readonly parts: readonly WavPart[];
  /** The segment's sentences, for the cue labels. */
  readonly sentences: readonly string[];
  readonly pauses: Pauses;
  readonly tags: WavTags;
}

export interface WrittenWav {
  /** Frames in the file, read back from it. */
  readonly frames: number;
  readonly durationSeconds: number;
  readonly cues: readonly Cue[];
}

/** Joins utterances into one wav. Rejects with a StoryFlowError; no partial file is left. */
export interface WavWriter {
  write(job: WavJob): Promise<WrittenWav>;
}
