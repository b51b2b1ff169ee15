import assert from 'node:assert/strict';
import { DEFAULT_PAUSES } from '../../../../src/core/narration/planSegment';
import type { NarrationSettings } from '../../../../src/core/narration/readStory';
import { scriptedEngine } from '../../../support/engines';
import { openPlace, type Place } from '../../../support/studio';

const STORY = '## One\n\nThe boat came in.\n\n## Two\n\nNobody said a word.\n';

interface Change {
  readonly text?: string;
  readonly settings?: Partial<NarrationSettings>;
}

describe('audio that is out of date', () => {
  let place: Place;
  before(async () => {
    place = await openPlace({ 'a.story.md': STORY }, { engine: scriptedEngine() });
    const response = await place.studio.generateAllAudio((await open()).projectId);
    assert('task_id' in response);
    await place.ended(response.task_id);
  });
  after(() => place.close());

  const open = (studio = place.studio) => studio.open(place.path('a.story.md'));
  const states = async (studio = place.studio) =>
    (await open(studio)).segments.map(({ status, staleBecause }) => [status, ...staleBecause].join(' '));

  const table: [what: string, change: Change, one: string, two: string][] = [
    ['a word', { text: STORY.replace('boat', 'ship') }, 'stale text', 'ready'],
    ['a heading, which is not spoken', { text: STORY.replace('## One', '## First') }, 'ready', 'ready'],
    ['headings that are spoken', { settings: { speakHeadings: true } }, 'stale text', 'stale text'],
    ['the voice', { text: `---\nvoice: draft:en-gb\n---\n${STORY}` }, 'stale voice', 'stale voice'],
    ['the speed', { settings: { speed: 1.5 } }, 'stale speed', 'stale speed'],
    [
      'a pause',
      { settings: { pauses: { ...DEFAULT_PAUSES, paragraph: 900 } } },
      'stale pauses',
      'stale pauses',
    ],
  ];
  for (const [what, { text = STORY, settings = {} }, one, two] of table) {
    it(`D-27: ${what}: ${one} and ${two}, also after a restart, and ready again once it is undone`, async () => {
      await place.write('a.story.md', text);
      const changed = await place.open({ settings });
      assert.deepEqual(await states(changed.studio), [one, two]);
      await changed.studio.keep(await open(changed.studio));
      assert.deepEqual(await states(changed.studio), [one, two]);
      assert.deepEqual(await states((await place.open({ settings })).studio), [one, two]);
      await place.write('a.story.md', STORY);
      assert.deepEqual(await states(), ['ready', 'ready']);
      assert.deepEqual(await states((await place.open()).studio), ['ready', 'ready']);
    });
  }
});
