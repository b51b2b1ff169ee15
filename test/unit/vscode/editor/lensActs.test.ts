import assert from 'node:assert/strict';
import type { SegmentView } from '../../../../src/studio/protocol';
import { segmentActs, segmentInWords, storyActs, storyInWords } from '../../../../src/vscode/editor/lensActs';
import type { SegmentActivity } from '../../../../src/vscode/taskBoard';
import { AUDIO, segmentView } from '../../../support/storyViews';

const none = segmentView();
const ready = segmentView({ status: 'ready', audio: AUDIO });
const stale = segmentView({ status: 'stale', staleBecause: ['text'], audio: AUDIO });
const failed = segmentView({ status: 'failed', failure: 'No voice.' });
const empty = segmentView({ hasText: false });
const check = segmentView({
  status: 'check',
  checks: [{ reason: 'the sentence “Text.” is distorted', source: { from: 0, to: 5 } }],
  audio: AUDIO,
});
const locked = segmentView({ ...ready, isLocked: true });

describe('what lenses offer', () => {
  const segments: [
    title: string,
    segment: SegmentView,
    activity: SegmentActivity | undefined,
    acts: string,
  ][] = [
    ['no audio', none, undefined, 'generate lock'],
    ['ready', ready, undefined, 'play regenerate lock'],
    ['out of date', stale, undefined, 'play generate lock'],
    ['failed', failed, undefined, 'generate lock'],
    ['to check', check, undefined, 'play soundsRight regenerate lock'],
    ['to check, and locked', { ...check, isLocked: true }, undefined, 'play soundsRight unlock'],
    ['8. a locked segment is not generated', locked, undefined, 'play unlock'],
    ['a locked segment without audio is not generated', segmentView({ isLocked: true }), undefined, 'unlock'],
    ['7. a segment without text is not generated', empty, undefined, ''],
    ['a segment whose text was removed can still be heard', { ...empty, audio: AUDIO }, undefined, 'play'],
    ['queued', none, 'queued', 'cancel lock'],
    ['generating again', stale, 'generating', 'play cancel lock'],
    ['generating though locked (decision D-05)', locked, 'generating', 'play cancel unlock'],
  ];
  for (const [title, segment, activity, acts] of segments)
    it(title, () => {
      assert.deepEqual(segmentActs(segment, { activity, isTrusted: true }), acts.split(' ').filter(Boolean));
    });

  it('in Restricted Mode a segment can only be played', () => {
    const acts = (segment: SegmentView) => segmentActs(segment, { activity: undefined, isTrusted: false });
    assert.deepEqual([none, ready, stale, failed, empty, locked].map(acts), [
      [],
      ['play'],
      ['play'],
      [],
      [],
      ['play'],
    ]);
  });

  it('the state stands beside, without the reason of a failure', () => {
    const words = (segment: SegmentView, activity?: SegmentActivity) => segmentInWords(segment, activity);
    assert.deepEqual(
      [none, stale, failed, check, { ...locked, lockedText: 'Before.' }].map((segment) => words(segment)),
      ['No audio', 'Out of date: text changed', 'Failed', 'Check', 'Ready 5.0 s, locked, text changed since'],
    );
    assert.equal(words(stale, 'queued'), 'Queued');
  });

  const stories: [title: string, segments: SegmentView[], acts: string[], words: string][] = [
    ['a story without audio', [none, none], ['generateChanged'], '0/2 ready'],
    [
      'a story of which a part is ready',
      [ready, stale, none],
      ['play', 'generateChanged'],
      '1/3 ready · 0:10',
    ],
    [
      'a story that is ready, with headings that only hold others',
      [ready, empty],
      ['play'],
      '1/1 ready · 0:05',
    ],
    [
      'a story of which only locked segments are out of date',
      [ready, { ...stale, isLocked: true }],
      ['play'],
      '1/2 ready · 0:10',
    ],
    ['a story of which a part is to be checked', [ready, check], ['play'], '1/2 ready · 1 to check · 0:10'],
    ['a story without text', [empty], [], 'No text'],
    ['a story without segments', [], [], 'No text'],
  ];
  for (const [title, segments, acts, words] of stories)
    it(title, () => {
      assert.deepEqual(storyActs(segments, { isGenerating: false, isTrusted: true }), acts);
      assert.equal(storyInWords(segments), words);
    });

  it('a story that is generated can be cancelled, and in Restricted Mode it can only be played', () => {
    assert.deepEqual(storyActs([none], { isGenerating: true, isTrusted: true }), ['cancel']);
    assert.deepEqual(storyActs([none], { isGenerating: false, isTrusted: false }), []);
    assert.deepEqual(storyActs([ready, none], { isGenerating: false, isTrusted: false }), ['play']);
  });
});
