import { StoryFlowError } from '../errors';
import type { SpokenParagraph } from '../model';
import { marksOf } from '../spokenText';
import { chooseVoice } from '../speech/voiceId';
import type { Lock } from '../store/locks';
import { planSegment, type SegmentPlan, type SpeechSettings } from './planSegment';
import { withLockedMarks } from './lockedMarks';
import { nameOf, type Segment, type Story } from './story';

/**
 * How a locked segment is spoken as its lock says: its text, in the settings that `lockedSettings` gives. Throws as
 * `assertIsMissing` does.
 */
export function lockedPlan(segment: Segment, settings: SpeechSettings): SegmentPlan {
  const lock = lockOf(segment);
  const { parsed, text } = segment;
  // As long as the text is the same, the story also tells which of its paragraphs are headings and notes.
  if (text === lock.text) return planSegment(withLockedMarks(parsed, lock), settings);
  const paragraphs = lock.text
    .split('\n\n')
    .map((block, index) => ({ ...proseOf(block), ...marksOf(lock.marks?.[index]) }));
  return { ...planSegment({ ...parsed, paragraphs }, settings), textHash: lock.textHash };
}

/**
 * The settings that a segment was locked with: voice and speed as its lock remembers them, the language that goes with
 * them, and what the lock does not tell as it is now.
 */
export function lockedSettings({ locks: [lock], plan: { settings } }: Segment, story: Story): SpeechSettings {
  if (!lock) return settings;
  const { voice, speed } = lock;
  const choice = chooseVoice(voice);
  const language = story.parsed.frontMatter.language ?? ('voice' in choice ? choice.language : undefined);
  return {
    ...settings,
    voice,
    speed: Math.min(2, Math.max(0.5, speed)),
    language: language ?? settings.language,
  };
}

/** Throws SegmentLocked for a segment that has audio or no lock that can be read, and EmptyText. */
export function assertIsMissing(segment: Segment): void {
  if (segment.stored?.audio) {
    throw new StoryFlowError(
      'SegmentLocked',
      `The locked audio of ${nameOf(segment)} is there and was left as it is: unlock it to replace it.`,
    );
  }
  if (lockOf(segment).text.trim() === '') {
    throw new StoryFlowError(
      'EmptyText',
      `${nameOf(segment)} was locked without text, so there is no audio to recreate: unlock it.`,
    );
  }
}

function lockOf(segment: Segment): Lock {
  const [lock] = segment.locks;
  if (lock) return lock;
  throw new StoryFlowError(
    'SegmentLocked',
    `locks.json does not say how ${nameOf(segment)} was spoken: put it right, or lock the segment again.`,
  );
}

function proseOf(text: string): SpokenParagraph {
  const span = { at: 0, length: text.length, source: { from: 0, to: text.length } };
  return { kind: 'prose', text, spans: [span], notes: [] };
}
