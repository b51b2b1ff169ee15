import type { MissingStoryView } from '../../studio/missingOperations';
import type { DetachedView, SegmentView, StoryView } from '../../studio/protocol';
import { segmentActs, storyActs, storyInWords } from '../editor/lensActs';
import type { SegmentActivity } from '../taskBoard';
import { countOf, longDuration, segmentName, shortDuration, stateInWords, stateSpoken } from '../words';

/** A product icon, and the theme's colour of it. */
export interface Icon {
  readonly id: string;
  readonly color?: string;
}

/** How an item of the tree looks and sounds. */
export interface Look {
  readonly label: string;
  readonly description: string;
  readonly icon: Icon;
  /** What a screen reader says. */
  readonly spoken: string;
  /** What it is and what can be done with it: words that `when` clauses of package.json look for. */
  readonly context: string;
}

/** What an item's look depends on besides what is known of the segment. */
export interface SegmentCircumstances {
  readonly activity: SegmentActivity | undefined;
  readonly isTrusted: boolean;
}

export function segmentLook(segment: SegmentView, circumstances: SegmentCircumstances): Look {
  const { activity } = circumstances;
  const { level, hasText, isLocked, audio, image, imagePrompt, lockedText } = segment;
  const label = segmentName(segment);
  const words: (string | false)[] = [
    'segment',
    ...segmentActs(segment, circumstances),
    hasText && 'text',
    isLocked && 'locked',
    level > 0 && 'movable',
    audio !== undefined && 'audio',
    image !== undefined && 'image',
    imagePrompt !== '' && 'prompt',
    lockedText !== undefined && 'changed',
    segment.status === 'check' && 'check',
  ];
  return {
    label,
    description: stateInWords(segment, activity),
    icon: segmentIcon(segment, activity),
    spoken: `${label}, ${stateSpoken(segment, activity)}`,
    context: words.filter(Boolean).join(' '),
  };
}

/** A story as the tree knows it: unread, unreadable or read. */
export interface StoryFacts {
  /** The file's name, for as long as the title is not known. */
  readonly name: string;
  readonly view: StoryView | undefined;
  readonly problem: string | undefined;
  readonly isGenerating: boolean;
  readonly isTrusted: boolean;
}

export function storyLook({ name, view, problem, isGenerating, isTrusted }: StoryFacts): Look {
  if (problem !== undefined)
    return {
      label: name,
      description: 'cannot be read',
      icon: { id: 'error', color: 'list.errorForeground' },
      spoken: `${name}, story, cannot be read`,
      context: 'story unreadable',
    };
  if (!view)
    return { label: name, description: '', icon: STORY, spoken: `${name}, story`, context: 'story unread' };
  const acts = storyActs(view.segments, { isGenerating, isTrusted });
  const isMissing = view.voice.missing !== undefined;
  const missing = isMissing ? ['voice is missing'] : [];
  const canRecreate = isTrusted && view.segments.some(({ isLocked, audio }) => isLocked && !audio);
  return {
    label: view.title,
    description: [storyInWords(view.segments), ...missing].join(' · '),
    icon: isMissing ? { id: 'warning', color: 'list.warningForeground' } : STORY,
    spoken: [view.title, 'story', storySpoken(view), ...missing].join(', '),
    context: ['story', 'read', ...acts, ...(canRecreate ? ['recreatable'] : [])].join(' '),
  };
}

export function missingLook({ title, storyPath }: MissingStoryView): Look {
  return {
    label: title,
    description: `missing: ${storyPath}`,
    icon: { id: 'question', color: 'list.warningForeground' },
    spoken: `${title}, story, missing: ${storyPath}`,
    context: 'missing',
  };
}

export function detachedGroupLook({ detached }: StoryView): Look {
  const count = countOf(detached.length, 'segment');
  return {
    label: 'Detached',
    description: count,
    icon: DETACHED,
    spoken: `Detached, ${count} whose text is gone`,
    context: 'detachedGroup',
  };
}

export function detachedLook(segment: DetachedView): Look {
  const { isLocked, audio } = segment;
  const label = segmentName(segment);
  const locked = isLocked ? ['locked'] : [];
  const short = audio ? `detached ${shortDuration(audio.durationSeconds)}` : 'detached, no audio';
  const long = audio ? longDuration(audio.durationSeconds) : 'no audio';
  return {
    label,
    description: [short, ...locked].join(', '),
    icon: isLocked ? LOCKED : DETACHED,
    spoken: [label, 'detached', long, ...locked].join(', '),
    context: ['detached', ...(audio ? ['audio'] : []), ...locked].join(' '),
  };
}

const STORY: Icon = { id: 'book' };
const DETACHED: Icon = { id: 'debug-disconnect' };
const LOCKED: Icon = { id: 'lock' };

const activityIcons: Readonly<Record<SegmentActivity, Icon>> = {
  queued: { id: 'clock' },
  generating: { id: 'loading~spin' },
};

const statusIcons: Readonly<Record<SegmentView['status'], Icon>> = {
  none: { id: 'circle-outline' },
  ready: { id: 'pass', color: 'testing.iconPassed' },
  check: { id: 'unverified', color: 'list.warningForeground' },
  stale: { id: 'diff-modified', color: 'gitDecoration.modifiedResourceForeground' },
  failed: { id: 'error', color: 'testing.iconFailed' },
  detached: DETACHED,
};

/** What needs the writer most decides: what is under way, what failed, the lock, then what the audio is worth. */
function segmentIcon(segment: SegmentView, activity: SegmentActivity | undefined): Icon {
  const { status, isLocked, lockedText, hasText } = segment;
  if (activity) return activityIcons[activity];
  if (status === 'failed') return statusIcons.failed;
  if (status === 'check') return statusIcons.check;
  if (isLocked) return lockedText === undefined ? LOCKED : { ...LOCKED, color: 'list.warningForeground' };
  return status === 'none' && !hasText ? { id: 'dash' } : statusIcons[status];
}

function storySpoken({ segments }: StoryView): string {
  const withText = segments.filter(({ hasText }) => hasText);
  if (withText.length === 0) return 'no text';
  const count = (wanted: SegmentView['status']) => withText.filter(({ status }) => status === wanted).length;
  const check = count('check') > 0 ? `, ${count('check')} to check` : '';
  const seconds = segments.reduce((sum, { audio }) => sum + (audio?.durationSeconds ?? 0), 0);
  const length = seconds > 0 ? `, ${longDuration(seconds)}` : '';
  return `${count('ready')} of ${countOf(withText.length, 'segment')} ready${check}${length}`;
}
