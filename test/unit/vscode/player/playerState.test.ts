import assert from 'node:assert/strict';
import type { PlayableStory } from '../../../../src/vscode/player/playerModel';
import { playerState } from '../../../../src/vscode/player/playerState';
import { playableStory } from '../../../support/player';

const audio = { path: '/media/a.wav', version: '1', durationSeconds: 5 };

/** The state with the story's first segment chosen. */
function stateOf(story: PlayableStory) {
  const segment = story.segments[0]!;
  return playerState({ story, segment }, ({ path, version }) => `media:${path}?${version}`);
}

describe('playerState', () => {
  it('is an empty list where no segment is chosen', () => {
    assert.deepEqual(
      playerState(undefined, () => ''),
      { segments: [] },
    );
  });

  it('lists in document order what there is to hear or to speak', () => {
    const story = playableStory([
      { segmentId: 'intro', level: 0, status: { kind: 'ready' }, audio },
      { segmentId: 'chapter', level: 1, hasText: false },
      { segmentId: 'stale', status: { kind: 'stale', why: 'The text changed.' }, audio, isLocked: true },
      { segmentId: 'emptied', hasText: false, status: { kind: 'stale', why: 'The text changed.' }, audio },
      { segmentId: 'waits', level: 6, status: { kind: 'queued' } },
    ]);
    assert.deepEqual(
      stateOf(story).segments.map(({ segmentId, level, status, isLocked, durationSeconds }) =>
        [segmentId, level, status, isLocked, durationSeconds].join(' '),
      ),
      ['intro 0 ready false 5', 'stale 2 stale true 5', 'emptied 2 stale false 5', 'waits 6 queued false '],
    );
  });

  it('names the picture and the task where there are any', () => {
    const image = { path: '/media/a.png', version: '7' };
    const task = { taskId: 't1', isStopping: false, total: 3 };
    const story = { ...playableStory([{ segmentId: 'a', image }]), task };
    const { segment, task: shown } = stateOf(story);
    assert.deepEqual([segment?.imageUri, shown], ['media:/media/a.png?7', task]);
    assert.ok(!('imageUri' in stateOf(playableStory([{ segmentId: 'a' }])).segment!));
  });
});
