import assert from 'node:assert/strict';
import type { PageEvent } from '../../../webview-ui/pageState';
import { say, nothing, track, time, playing, paused, newer } from './support/events';
import { after, happen } from './support/page';

describe('the playhead', () => {
  /** All that the host is told. */
  function told(...events: PageEvent[]): unknown[] {
    let { state } = after();
    return events.flatMap((event) => {
      const step = happen(state, event);
      state = step.state;
      return step.all.flatMap((effect) => (effect.kind === 'playhead' ? [effect.playhead] : []));
    });
  }
  const s1 = { segmentId: 's1', version: '1' };

  it('is told with every change and never twice', () => {
    const events = [say(), say(), track(), playing, time(1), time(2), time(4), time(4.1), paused, paused];
    assert.deepEqual(told(...events), [
      { ...s1, isPlaying: false },
      { ...s1, sentence: 0, isPlaying: false },
      { ...s1, sentence: 0, isPlaying: true },
      { ...s1, sentence: 1, isPlaying: true },
      { ...s1, sentence: 1, isPlaying: false },
    ]);
  });

  it('follows a seek at once', () => {
    assert.deepEqual(told(say(), track(), { kind: 'seekSentence', sentence: 2 }).at(-1), {
      ...s1,
      sentence: 2,
      isPlaying: false,
    });
  });

  it('tells of the old audio while the new one waits', () => {
    assert.deepEqual(told(say(), track(), playing, say(newer), time(4)).at(-1), {
      ...s1,
      sentence: 1,
      isPlaying: true,
    });
  });

  it('is nothing when nothing is loaded any more, and is not told before anything was', () => {
    assert.deepEqual(told(nothing), []);
    assert.deepEqual(told(say(), nothing).at(-1), null);
  });
});
