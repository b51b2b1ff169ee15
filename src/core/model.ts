/**
 * The vocabulary that the stages of the core share. Plain data, no behaviour.
 *
 * Offsets in source text are UTF-16 code units from the start of the file's text without its byte
 * order mark: the same numbers that an editor's document uses.
 */

/** Audio everywhere in StoryFlow is mono at this rate, in samples per second (decision D-17). */
export const SAMPLE_RATE = 24_000;

/** A half-open range `[from, to)` of offsets. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * One run of spoken characters and where it stands in the source. When `source` is as long as the run,
 * characters map one to one; otherwise the run stands for its source as a whole (an entity, an escape,
 * a line break that became a space).
 */
export interface Span {
  /** Offset of the run's first character in the spoken text. */
  readonly at: number;
  /** Length of the run in the spoken text. */
  readonly length: number;
  readonly source: Range;
}

/** Silence at a place of a spoken text, in place of the ordinary pause there. `from` and `to` are equal. */
export interface PauseMark extends Range {
  readonly kind: 'pause';
  readonly milliseconds: number;
}

/** A stretch of a spoken text with a voice of its own. */
export interface VoiceMark extends Range {
  readonly kind: 'voice';
  /** As it was written: whether there is such a voice is not known here. */
  readonly voice: string;
}

/** A stretch of a spoken text whose sound is given. */
export interface PronounceMark extends Range {
  readonly kind: 'pronounce';
  /** In misaki's alphabet. */
  readonly phonemes: string;
}

/** How a place or a stretch of a spoken text is to be spoken. Offsets in that text. */
export type SpokenMark = PauseMark | VoiceMark | PronounceMark;

/** Text as it will be spoken, on one line, with the way back to the source. Spans are in order of `at`. */
export interface SpokenText {
  readonly text: string;
  readonly spans: readonly Span[];
  /** In order of `from`; of two stretches that begin together the outer one is first. Absent where there are none. */
  readonly marks?: readonly SpokenMark[];
}

/** A footnote's text, spoken after the sentence that holds `at` (an offset in the paragraph's text). */
export interface SpokenNote extends SpokenText {
  readonly at: number;
}

/** What a paragraph came from. A heading is followed by a longer pause than prose is. */
export type ParagraphKind = 'heading' | 'prose' | 'item' | 'row';

/** One block of spoken prose: a paragraph, a list item's paragraph, a table row or a spoken heading. */
export interface SpokenParagraph extends SpokenText {
  readonly kind: ParagraphKind;
  readonly notes: readonly SpokenNote[];
}

/** One part of a story as parsed from Markdown. Its identity is not known here: see reconcile. */
export interface ParsedSegment {
  /** Position in the document, from 0. */
  readonly index: number;
  /** The heading as plain text; empty for text before the first heading. */
  readonly heading: string;
  /** 1 to 6; 0 for text before the first heading. */
  readonly level: number;
  /** How many earlier segments of the document have the same heading. */
  readonly ordinal: number;
  /** Line of the heading (of the first text where there is none), from 1. */
  readonly line: number;
  /** From the heading's first character to the next heading's, or the end of the file. */
  readonly source: Range;
  /** The part of `source` after the heading. */
  readonly body: Range;
  /** What is spoken, in order. */
  readonly paragraphs: readonly SpokenParagraph[];
  /** What a picture for the part is to show: its first comment `<!-- prompt: ... -->` (decision D-31); empty for none. */
  readonly imagePrompt: string;
  /** The voice that the heading names, as it is written. */
  readonly voice?: string;
  /** The speed that the heading names, 0.5 to 2. */
  readonly speed?: number;
}

/** What a story's front matter may set. A key that is absent or invalid is left to the settings. */
export interface FrontMatter {
  readonly title?: string;
  readonly voice?: string;
  readonly speed?: number;
  /** A BCP 47 language tag, such as `en-GB`. */
  readonly language?: string;
  readonly speakHeadings?: boolean;
}

/** Something in a story that is not as it should be. The story is still usable. */
export interface StoryProblem {
  readonly message: string;
  /** Line of the problem, from 1. */
  readonly line: number;
  readonly source: Range;
  /** What mends it, the best first. */
  readonly fixes?: readonly StoryFix[];
}

/** An edit that mends a problem: ends a tag, takes one out, or writes another in its place. */
export interface StoryFix {
  readonly kind: 'close' | 'remove' | 'replace';
  readonly source: Range;
  readonly text: string;
}

export interface ParsedStory {
  /** From front matter, else a first level-1 heading without text of its own, else undefined. */
  readonly title: string | undefined;
  readonly frontMatter: FrontMatter;
  readonly segments: readonly ParsedSegment[];
  readonly problems: readonly StoryProblem[];
  /** Where the text itself names a voice. Whether there is such a voice is not known here. */
  readonly voices?: readonly { readonly voice: string; readonly source: Range }[];
}

/** A sentence of a segment, with the place it came from. */
export interface Sentence {
  readonly text: string;
  /** The smallest range of the source that holds all of the sentence. */
  readonly source: Range;
}

/** What stands between an utterance and the next: decides the pause. */
export type Boundary = 'part' | 'sentence' | 'paragraph' | 'heading' | 'end';

/** The part of an utterance that belongs to one sentence. */
export interface UtterancePart {
  /** Index into the segment's sentences. */
  readonly sentence: number;
  /** Range in the utterance's text. */
  readonly from: number;
  readonly to: number;
}

/** A part of a text whose phonemes are given, in Kokoro's alphabet. */
export interface PhonemeRange extends Range {
  readonly phonemes: string;
}

/** How a part of a text is said, in place of how it is written: with other letters or with these phonemes. */
export interface Pronounced extends Range {
  readonly say: { readonly respelling: string } | { readonly phonemes: string };
  /** The lexicon's word that says so; undefined where the story itself does. */
  readonly word?: string;
}

/** A text as a voice is given it. */
export interface VoiceText {
  readonly text: string;
  /** In order, none overlapping. */
  readonly pronunciations?: readonly PhonemeRange[] | undefined;
}

/** The unit of synthesis: a sentence, short sentences of one paragraph merged, or a piece of a long one. */
export interface Utterance {
  readonly text: string;
  readonly parts: readonly UtterancePart[];
  readonly boundary: Boundary;
  /** The voice that the text gives it, as it was written; absent for the segment's. */
  readonly voice?: string | undefined;
  /** Silence after it that the text asks for, in milliseconds. */
  readonly pause?: number | undefined;
  /** Silence before it, in milliseconds: for a segment that begins with a pause. */
  readonly lead?: number | undefined;
  /** Words whose sound is given, with offsets in `text`. */
  readonly marks?: readonly PronounceMark[] | undefined;
  /** What is said otherwise than written, in order, none overlapping. */
  readonly pronounced?: readonly Pronounced[];
}

/** When a word sounds. `from`/`to` are offsets in the text that was spoken, `start`/`end` are samples. */
export interface WordTime {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** An utterance as audio: mono float samples in about -1..1 at SAMPLE_RATE, silence trimmed. */
export interface SpokenAudio {
  readonly samples: Float32Array<ArrayBuffer>;
  readonly words: readonly WordTime[];
  /** How many tokens were spoken, marks and blanks included, where the engine counts them. */
  readonly tokens?: number | undefined;
  /** How many of them are sounds. */
  readonly sounds?: number | undefined;
}

/** What is to be listened to in a segment's audio, because its check found something. */
export interface TakeCheck {
  /** Index into the segment's sentences of the first one that is concerned. */
  readonly sentence: number;
  /** What is wrong, without a full stop: `the sentence “…” sounds 4 times too long`. */
  readonly reason: string;
}

/** Pauses in milliseconds that follow a boundary. */
export interface Pauses {
  readonly part: number;
  readonly sentence: number;
  readonly paragraph: number;
  readonly heading: number;
}

/** Where a sentence begins in a segment's wav. */
export interface Cue {
  /** Sample index. */
  readonly sample: number;
  /** The sentence's text. */
  readonly label: string;
}

/** What a segment's wav says about itself (its iXML chunk). */
export interface WavTags {
  readonly segmentId: string;
  readonly projectId: string;
  /** Path of the story relative to its root, with `/`. */
  readonly story: string;
  readonly heading: string;
  /** The heading's number among equal headings, from 0. */
  readonly ordinal: number;
  /** SHA-256 of the spoken text, hexadecimal. */
  readonly textHash: string;
  /** SHA-256 of all settings that shape the sound, hexadecimal. */
  readonly settingsHash: string;
  /** SHA-256 of what the lexicon said in it, hexadecimal; absent where that was nothing. */
  readonly lexiconHash?: string | undefined;
  readonly voice: string;
  readonly speed: number;
  readonly pauses: Pauses;
  /** What spoke: the version of the draft voice, or the SHA-256 of Kokoro's model; empty where it is not known. */
  readonly model: string;
  /** File name of the segment's image in its project's image folder, or empty. */
  readonly image: string;
  /** What the check of its takes found, and nobody has dismissed. */
  readonly checks: readonly TakeCheck[];
}
