import assert from 'node:assert/strict';
import { filteredIds, filterStates, isIn, type FilterState } from '../../../../src/vscode/tree/stateFilter';
import { AUDIO, segmentView, storyView } from '../../../support/storyViews';

describe('filter by state', () => {
  const segments = {
    noAudio: segmentView(),
    noText: segmentView({ hasText: false }),
    ready: segmentView({ status: 'ready', audio: AUDIO }),
    stale: segmentView({ status: 'stale', staleBecause: ['text'], audio: AUDIO }),
    failed: segmentView({ status: 'failed' }),
    check: segmentView({ status: 'check', audio: AUDIO }),
    locked: segmentView({ status: 'ready', audio: AUDIO, isLocked: true }),
  };
  const states: [state: FilterState, names: (keyof typeof segments)[]][] = [
    ['none', ['noAudio']],
    ['stale', ['stale']],
    ['failed', ['failed']],
    ['check', ['check']],
    ['locked', ['locked']],
    ['ready', ['ready', 'locked']],
  ];
  for (const [state, names] of states) {
    it(state, () => {
      const found = Object.entries(segments).filter(([, segment]) => isIn(segment, state));
      assert.deepEqual(
        found.map(([name]) => name),
        names,
      );
    });
  }

  it('offers every state that is tested', () => {
    assert.deepEqual(
      [...filterStates],
      states.map(([state]) => state),
    );
  });

  const view = storyView({
    segments: [
      segmentView({ id: 'part', level: 1, hasText: false }),
      segmentView({ id: 'chapter', level: 2, status: 'ready' }),
      segmentView({ id: 'scene', level: 3, status: 'failed' }),
      segmentView({ id: 'other', level: 2, status: 'stale' }),
    ],
  });
  const filters: [states: FilterState[], ids: string[]][] = [
    [['failed'], ['scene', 'chapter', 'part']],
    [['stale'], ['other', 'part']],
    [
      ['ready', 'stale'],
      ['chapter', 'part', 'other'],
    ],
    [['locked'], []],
  ];
  for (const [wanted, ids] of filters) {
    it(`${wanted.join(' and ')}, with the headings above`, () => {
      assert.deepEqual([...filteredIds(view, new Set(wanted))], ids);
    });
  }
});
