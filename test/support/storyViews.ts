import type { SegmentView, StoryView } from '../../src/studio/protocol';

/** Audio as a view shows it. */
export const AUDIO = {
  path: '/media/s1.wav',
  durationSeconds: 5,
  voice: 'draft:en-us',
  speed: 1,
  version: '1',
};

/** A segment as a view shows it: with text and without audio unless the changes say otherwise. */
export function segmentView(changes: Partial<SegmentView> = {}): SegmentView {
  return {
    id: 's1',
    projectId: 'p1',
    index: 0,
    heading: 'The storm',
    level: 2,
    ordinal: 0,
    line: 1,
    source: { from: 0, to: 30 },
    body: { from: 12, to: 30 },
    parts: 0,
    hasText: true,
    characters: 17,
    textHash: 'text',
    status: 'none',
    staleBecause: [],
    checks: [],
    isLocked: false,
    imagePrompt: '',
    longSentences: [],
    ...changes,
  };
}

/** A story as a view shows it, with one segment unless the changes say otherwise. */
export function storyView(changes: Partial<StoryView> = {}): StoryView {
  return {
    projectId: 'p1',
    path: '/stories/a.story.md',
    storyPath: 'a.story.md',
    root: '/stories',
    mediaRoot: '/stories/.storyflow/media',
    title: 'The lighthouse',
    voice: { voice: 'draft:en-us', engine: 'draft', isNamed: false, speed: 1, language: 'en-US' },
    problems: [],
    segments: [segmentView()],
    detached: [],
    ...changes,
  };
}

/** A text by its lines, as an editor's document gives it. */
export function linesOf(text: string) {
  const lines = text.split('\n');
  return { lineCount: lines.length, lineAt: (line: number) => ({ text: lines[line] ?? '' }) };
}
