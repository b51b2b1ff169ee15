import assert from 'node:assert/strict';
import { resolveVoice } from '../../../../src/core/narration/resolveVoice';
import { findingsOf, type Finding } from '../../../../src/vscode/editor/findings';
import type { SegmentView, StoryView } from '../../../../src/studio/protocol';
import { linesOf, segmentView, storyView } from '../../../support/storyViews';

const TEXT = '---\ntitle: A\nvoice: af_bella\n---\n# A\n\n## One\n\nText.\n';
const find = (changes: Partial<StoryView>) => findingsOf(storyView(changes), linesOf(TEXT));
const kokoro = {
  voice: 'af_bella',
  engine: 'kokoro',
  isNamed: true,
  speed: 1,
  language: 'en-US',
  missing: 'The file kokoro.onnx is missing in /models.',
} as const;

describe('findings in a story', () => {
  it('a story in order has none', () => {
    assert.deepEqual(find({}), []);
  });

  const segments: [title: string, segment: Partial<SegmentView>, findings: Finding[]][] = [
    ['7. a segment without text', { hasText: false }, [{ code: 'EmptyText', place: 6, detail: '' }]],
    ['a heading that only holds sub-headings is in order', { hasText: false, parts: 2 }, []],
    [
      'D-12. a locked segment whose text changed',
      { isLocked: true, lockedText: 'Before.' },
      [{ code: 'LockedTextChanged', place: 6, detail: '' }],
    ],
    ['a locked segment whose text is the same', { isLocked: true }, []],
    [
      '13. a failed generation, with its reason',
      { status: 'failed', failure: 'The voice stopped.' },
      [{ code: 'SpeechFailed', place: 6, detail: 'The voice stopped.' }],
    ],
    [
      'takes that are to be listened to, each at its sentence',
      {
        status: 'check',
        checks: [{ reason: 'the sentence “Text.” is distorted', source: { from: 50, to: 55 } }],
      },
      [
        {
          code: 'TakeCheck',
          place: { from: 50, to: 55 },
          detail: 'The sentence “Text.” is distorted',
        },
      ],
    ],
    ['out of date is a state, not a finding', { status: 'stale', staleBecause: ['text'] }, []],
    [
      'sentences that are too long',
      {
        longSentences: [
          { from: 50, to: 60 },
          { from: 61, to: 70 },
        ],
      },
      [
        { code: 'LongSentence', place: { from: 50, to: 60 }, detail: '' },
        { code: 'LongSentence', place: { from: 61, to: 70 }, detail: '' },
      ],
    ],
  ];
  for (const [title, segment, findings] of segments)
    it(title, () => {
      assert.deepEqual(find({ segments: [segmentView({ line: 7, ...segment })] }), findings);
    });

  it('a problem of the text stands where it is', () => {
    const message =
      '"speed" in the front matter must be a number from 0.5 to 2, such as 1.1; correct it or remove it.';
    assert.deepEqual(find({ problems: [{ message, source: { from: 4, to: 9 } }] }), [
      { code: 'InvalidStory', place: { from: 4, to: 9 }, detail: message },
    ]);
  });

  it('D-28. a voice that cannot be used is told from other problems, in front matter and in settings', () => {
    const { problems } = resolveVoice({ frontMatter: 'af_hart', setting: 'draft:enn' }, false);
    assert.equal(problems.length, 2);
    const source = { from: 13, to: 27 };
    assert.deepEqual(
      find({ problems: problems.map((message) => ({ message, source })) }),
      problems.map((detail) => ({ code: 'UnknownVoice', place: source, detail })),
    );
  });

  it('D-28. missing files are told where the voice is named', () => {
    const detail = kokoro.missing;
    assert.deepEqual(find({ voice: kokoro }), [{ code: 'ModelUnavailable', place: 2, detail }]);
  });

  it('D-28. missing files of a voice that nobody named are no fault', () => {
    assert.deepEqual(find({ voice: { ...kokoro, isNamed: false } }), []);
  });
});
