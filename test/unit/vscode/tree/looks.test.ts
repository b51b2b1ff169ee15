import assert from 'node:assert/strict';
import type { SegmentView, StoryView } from '../../../../src/studio/protocol';
import type { SegmentActivity } from '../../../../src/vscode/taskBoard';
import {
  detachedGroupLook,
  detachedLook,
  missingLook,
  segmentLook,
  storyLook,
  type StoryFacts,
} from '../../../../src/vscode/tree/looks';
import { AUDIO, segmentView, storyView } from '../../../support/storyViews';

const AUDIO_52 = { ...AUDIO, durationSeconds: 5.2 };
const ready = { status: 'ready', audio: AUDIO_52 } as const;

describe('how a segment looks in the tree', () => {
  const rows: [
    title: string,
    changes: Partial<SegmentView>,
    activity: SegmentActivity | undefined,
    look: [icon: string, description: string, context: string],
  ][] = [
    ['no audio', {}, undefined, ['circle-outline', 'no audio', 'segment generate lock text movable']],
    [
      'a heading that only holds others',
      { hasText: false },
      undefined,
      ['dash', 'no text', 'segment movable'],
    ],
    ['queued', {}, 'queued', ['clock', 'queued', 'segment cancel lock text movable']],
    [
      'generating',
      { ...ready, isLocked: true },
      'generating',
      ['loading~spin', 'generating, locked', 'segment play cancel unlock text locked movable audio'],
    ],
    ['ready', ready, undefined, ['pass', 'ready 5.2 s', 'segment play regenerate lock text movable audio']],
    [
      'locked',
      { ...ready, isLocked: true },
      undefined,
      ['lock', 'ready 5.2 s, locked', 'segment play unlock text locked movable audio'],
    ],
    [
      'locked and changed since',
      { isLocked: true, lockedText: 'Before.' },
      undefined,
      ['lock', 'no audio, locked, text changed since', 'segment unlock text locked movable changed'],
    ],
    [
      'out of date',
      { ...ready, status: 'stale', staleBecause: ['text'] },
      undefined,
      ['diff-modified', 'out of date: text changed', 'segment play generate lock text movable audio'],
    ],
    [
      'failed, also when it is locked',
      { status: 'failed', failure: 'The voice stopped.', isLocked: true },
      undefined,
      ['error', 'failed: The voice stopped., locked', 'segment unlock text locked movable'],
    ],
    [
      'text before the first heading, with an image and a prompt',
      { heading: '', level: 0, image: '/i.png', imagePrompt: 'A ship' },
      undefined,
      ['circle-outline', 'no audio', 'segment generate lock text image prompt'],
    ],
  ];
  for (const [title, changes, activity, [icon, description, context]] of rows) {
    it(title, () => {
      const look = segmentLook(segmentView(changes), { activity, isTrusted: true });
      assert.deepEqual(
        { icon: look.icon.id, description: look.description, context: look.context },
        { icon, description, context },
      );
    });
  }

  it('a screen reader says the heading, then the state', () => {
    const look = segmentLook(segmentView({ ...ready, isLocked: true }), {
      activity: undefined,
      isTrusted: true,
    });
    assert.equal(look.spoken, 'The storm, ready, 5.2 seconds, locked');
  });

  it('in Restricted Mode it can only be played', () => {
    const look = segmentLook(segmentView(ready), { activity: undefined, isTrusted: false });
    assert.equal(look.context, 'segment play text movable audio');
  });

  it('a lock that needs the writer has another colour', () => {
    const locked = segmentView({ isLocked: true });
    const changed = segmentView({ isLocked: true, lockedText: 'Before.' });
    const colors = [locked, changed].map(
      (segment) => segmentLook(segment, { activity: undefined, isTrusted: true }).icon.color,
    );
    assert.deepEqual(colors, [undefined, 'list.warningForeground']);
  });
});

describe('how a story looks in the tree', () => {
  const facts: StoryFacts = {
    name: 'a.story.md',
    view: storyView({
      segments: [
        segmentView({ id: 'head', level: 1, hasText: false }),
        segmentView({ id: 's1', ...ready, audio: { ...AUDIO, durationSeconds: 754 } }),
        segmentView({ id: 's2' }),
      ],
    }),
    problem: undefined,
    isGenerating: false,
    isTrusted: true,
  };
  const voice: StoryView['voice'] = {
    ...storyView().voice,
    isNamed: true,
    missing: 'af_bella.bin is missing.',
  };
  const rows: [title: string, changes: Partial<StoryFacts>, look: string[]][] = [
    ['read', {}, ['The lighthouse', 'book', '1/2 ready · 12:34', 'story read play generateChanged']],
    [
      'being generated',
      { isGenerating: true },
      ['The lighthouse', 'book', '1/2 ready · 12:34', 'story read play cancel'],
    ],
    [
      'with a voice that is missing',
      { view: storyView({ voice }) },
      ['The lighthouse', 'warning', '0/1 ready · voice is missing', 'story read generateChanged'],
    ],
    [
      'with a lock whose audio is missing, as in a fresh clone',
      { view: storyView({ segments: [segmentView({ isLocked: true })] }) },
      ['The lighthouse', 'book', '0/1 ready', 'story read recreatable'],
    ],
    ['empty', { view: storyView({ segments: [] }) }, ['The lighthouse', 'book', 'No text', 'story read']],
    ['not read yet', { view: undefined }, ['a.story.md', 'book', '', 'story unread']],
    [
      'that cannot be read',
      { view: undefined, problem: 'It is gone.' },
      ['a.story.md', 'error', 'cannot be read', 'story unreadable'],
    ],
  ];
  for (const [title, changes, expected] of rows) {
    it(title, () => {
      const { label, icon, description, context } = storyLook({ ...facts, ...changes });
      assert.deepEqual([label, icon.id, description, context], expected);
    });
  }

  const spoken: [changes: Partial<StoryFacts>, words: string][] = [
    [{}, 'The lighthouse, story, 1 of 2 segments ready, 12 minutes 34 seconds'],
    [{ view: storyView({ voice }) }, 'The lighthouse, story, 0 of 1 segment ready, voice is missing'],
    [{ view: storyView({ segments: [] }) }, 'The lighthouse, story, no text'],
    [{ view: undefined }, 'a.story.md, story'],
    [{ view: undefined, problem: 'It is gone.' }, 'a.story.md, story, cannot be read'],
  ];
  for (const [changes, words] of spoken) {
    it(`a screen reader says: ${words}`, () => {
      assert.equal(storyLook({ ...facts, ...changes }).spoken, words);
    });
  }
});

describe('how what is detached looks in the tree (D-15)', () => {
  const segment = { id: 'd1', projectId: 'p1', heading: 'The wreck', isLocked: false };

  it('the group counts its segments', () => {
    const { label, description, spoken } = detachedGroupLook(storyView({ detached: [segment] }));
    assert.deepEqual(
      [label, description, spoken],
      ['Detached', '1 segment', 'Detached, 1 segment whose text is gone'],
    );
  });

  it('without audio', () => {
    const { description, spoken, context } = detachedLook(segment);
    assert.deepEqual(
      [description, spoken, context],
      ['detached, no audio', 'The wreck, detached, no audio', 'detached'],
    );
  });

  it('locked, with audio', () => {
    const { description, spoken, context, icon } = detachedLook({
      ...segment,
      isLocked: true,
      audio: AUDIO_52,
    });
    assert.deepEqual(
      [description, spoken, context, icon.id],
      ['detached 5.2 s, locked', 'The wreck, detached, 5.2 seconds, locked', 'detached audio locked', 'lock'],
    );
  });
});

describe('how a story looks whose file vanished', () => {
  it('says where it was', () => {
    const kept = { segments: 3, withAudio: 2, withImage: 0, locked: 0 };
    const file = { path: '/stories/parts/tale.story.md', storyPath: 'parts/tale.story.md', root: '/stories' };
    assert.deepEqual(missingLook({ projectId: 'p1', title: 'The Tale', ...file, ...kept }), {
      label: 'The Tale',
      description: 'missing: parts/tale.story.md',
      icon: { id: 'question', color: 'list.warningForeground' },
      spoken: 'The Tale, story, missing: parts/tale.story.md',
      context: 'missing',
    });
  });
});
