import assert from 'node:assert/strict';
import { DEFAULT_PAUSES, type SegmentPlan } from '../../../../src/core/narration/planSegment';
import { segmentState } from '../../../../src/core/narration/segmentState';
import type { FailedAttempt, StoredAudio, StoredSegment } from '../../../../src/core/store/segmentRow';

const AUDIO: StoredAudio = {
  file: 'projects/p/audio/s.wav',
  durationSeconds: 1,
  textHash: 'text',
  settingsHash: 'settings',
  voice: 'af_bella',
  speed: 1,
  pauses: DEFAULT_PAUSES,
  model: 'model',
  checks: [],
  stamp: undefined,
};

const PLAN: SegmentPlan = {
  sentences: [],
  utterances: [],
  textHash: 'text',
  settingsHash: 'settings',
  settings: { voice: 'af_bella', speed: 1, language: 'en-US', pauses: DEFAULT_PAUSES },
};

const stored = (
  audio: StoredAudio | undefined,
  failure?: string,
  failedAttempt?: FailedAttempt,
): StoredSegment => ({
  id: 's',
  projectId: 'p',
  sequenceIndex: 0,
  heading: '',
  level: 2,
  ordinal: 0,
  textContent: '',
  textHash: 'text',
  imagePrompt: '',
  imageFile: undefined,
  audio,
  isLocked: false,
  failure,
  failedAttempt,
  detached: undefined,
});

describe('segmentState', () => {
  const named = true;
  const table: [string, StoredSegment | undefined, boolean, string, readonly string[]][] = [
    ['a segment that was never written', undefined, named, 'none', []],
    ['one without audio', stored(undefined), named, 'none', []],
    ['one that failed', stored(AUDIO, 'out of memory'), named, 'failed', []],
    ['one that failed with this text', stored(AUDIO, 'no', { ...PLAN }), named, 'failed', []],
    [
      'one that failed with another text',
      stored(AUDIO, 'no', { ...PLAN, textHash: 'x' }),
      named,
      'ready',
      [],
    ],
    [
      'one that failed with other settings and had no audio',
      stored(undefined, 'no', { ...PLAN, settingsHash: 'x' }),
      named,
      'none',
      [],
    ],
    ['one that is up to date', stored(AUDIO), named, 'ready', []],
    ['another text', stored({ ...AUDIO, textHash: 'x' }), named, 'stale', ['text']],
    ['another voice than the named one', stored({ ...AUDIO, voice: 'af_heart' }), named, 'stale', ['voice']],
    ['another voice than the default', stored({ ...AUDIO, voice: 'draft:en-us' }), !named, 'ready', []],
    ['another speed', stored({ ...AUDIO, speed: 2 }), !named, 'stale', ['speed']],
    [
      'other pauses',
      stored({ ...AUDIO, pauses: { ...DEFAULT_PAUSES, part: 1 } }),
      named,
      'stale',
      ['pauses'],
    ],
    ['another language', stored({ ...AUDIO, settingsHash: 'x' }), named, 'stale', ['language']],
    [
      'all at once',
      stored({ ...AUDIO, textHash: 'x', voice: 'x', speed: 2 }),
      named,
      'stale',
      ['text', 'voice', 'speed'],
    ],
  ];
  for (const [what, segment, isNamed, status, because] of table) {
    it(`D-27, D-28: ${what}: ${status}`, () => {
      const voice = { isNamed, model: 'model' };
      assert.deepEqual(segmentState(segment, PLAN, voice), { status, staleBecause: because });
    });
  }

  const models: [what: string, audio: Partial<StoredAudio>, model: string | undefined, because: string[]][] =
    [
      ['the same model', {}, 'model', []],
      ['another one', {}, 'other', ['model']],
      ['none', {}, undefined, []],
      ['another one than nobody knows, as of a version before', { model: undefined }, 'other', []],
      ['another one, and another text', { textHash: 'x' }, 'other', ['text', 'model']],
      ['another one, of another voice than the default', { voice: 'draft:en-us' }, 'other', []],
    ];
  for (const [what, audio, model, because] of models) {
    it(`D-28: ${what}: ${because.join(', ') || 'ready'}`, () => {
      const state = segmentState(stored({ ...AUDIO, ...audio }), PLAN, { isNamed: !named, model });
      assert.deepEqual(state.staleBecause, because);
    });
  }
});
