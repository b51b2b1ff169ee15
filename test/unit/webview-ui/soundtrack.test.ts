import assert from 'node:assert/strict';
import type { PageEvent } from '../../../webview-ui/pageState';
import { say, nothing, track, playing, other, newer } from './support/events';
import { after } from './support/page';

describe('what is to be heard', () => {
  const asked = (...events: PageEvent[]) =>
    after(...events).all.filter(({ kind }) => kind === 'getSoundtrack');
  const ask = (segmentId: string, version: string) => [{ kind: 'getSoundtrack', segmentId, version }];

  for (const [title, events, expected] of [
    ['is asked for when audio is loaded', [say()], ask('s1', '1')],
    ['is not asked for twice', [say(), say()], []],
    ['is asked for again for another segment', [say(), say(other)], ask('s2', '1')],
    ['and for another version', [say(), say(newer)], ask('s1', '2')],
    ['not for one that waits', [say(), playing, say(newer)], []],
    ['not for nothing', [say(), nothing], []],
  ] as [string, PageEvent[], unknown[]][]) {
    it(title, () => {
      assert.deepEqual(asked(...events), expected);
    });
  }

  for (const [title, events, isKnown] of [
    ['is taken', [say(), track()], true],
    ['is kept while newer audio waits', [say(), track(), playing, say(newer)], true],
    ['of another version is not taken', [say(), track('2')], false],
    ['of another segment is not taken', [say(), track('1', 's2')], false],
    ['is forgotten with its audio', [say(), track(), say(other)], false],
    ['is forgotten when nothing is loaded', [say(), track(), nothing], false],
  ] as [string, PageEvent[], boolean][]) {
    it(title, () => {
      assert.equal(after(...events).state.soundtrack !== undefined, isKnown);
    });
  }
});
