import type { StoryView } from '../../studio/protocol';
import { capitalized } from '../words';
import { voiceLine, type Lines } from './storyHead';

/** What the Problems panel can say of a story. */
export type FindingCode =
  | 'InvalidStory'
  | 'InvalidLexicon'
  | 'UnknownVoice'
  | 'ModelUnavailable'
  | 'EmptyText'
  | 'LockedTextChanged'
  | 'SpeechFailed'
  | 'TakeCheck'
  | 'LongSentence';

/** Something in a story that its writer may want to know or to mend. */
export interface Finding {
  readonly code: FindingCode;
  /** A line, counted from 0, or a range of offsets. */
  readonly place: number | { readonly from: number; readonly to: number };
  /** The sentence of whoever found it; empty where the code says it all. */
  readonly detail: string;
  /** Edits that mend it, the best first. */
  readonly fixes?: StoryView['problems'][number]['fixes'];
}

/** Everything in a story that is not as it should be. */
export function findingsOf(view: StoryView, lines: Lines): Finding[] {
  return [
    ...view.problems.map(({ message, source, fixes }): Finding => {
      const code = isAboutVoice(message) ? 'UnknownVoice' : 'InvalidStory';
      return { code, place: source, detail: message, ...(fixes && { fixes }) };
    }),
    ...(view.lexiconProblem === undefined
      ? []
      : [{ code: 'InvalidLexicon' as const, place: 0, detail: view.lexiconProblem }]),
    ...missingModel(view, lines),
    ...view.segments.flatMap(segmentFindings),
  ];
}

/** Files that are missing are no fault of a story that names no voice: another one speaks it then (decision D-28). */
function missingModel({ voice }: StoryView, lines: Lines): Finding[] {
  if (voice.missing === undefined || !voice.isNamed) return [];
  return [{ code: 'ModelUnavailable', place: voiceLine(lines), detail: voice.missing }];
}

function segmentFindings(segment: StoryView['segments'][number]): Finding[] {
  const { hasText, parts, lockedText, status, failure = '', checks, longSentences } = segment;
  const place = segment.line - 1;
  const findings: Finding[] = longSentences.map((source) => {
    return { code: 'LongSentence', place: source, detail: '' };
  });
  // A heading that only holds others is no segment that somebody forgot to write.
  if (!hasText && parts === 0) findings.push({ code: 'EmptyText', place, detail: '' });
  if (lockedText !== undefined) findings.push({ code: 'LockedTextChanged', place, detail: '' });
  for (const { reason, source } of checks)
    findings.push({ code: 'TakeCheck', place: source, detail: capitalized(reason) });
  if (status === 'failed') findings.push({ code: 'SpeechFailed', place, detail: failure });
  return findings;
}

/** Whether a story's problem is a voice that cannot be used, in its front matter, in its text or in the settings. */
function isAboutVoice(message: string): boolean {
  return /^The (?:front matter|settings|text)'s? voice “/u.test(message);
}
