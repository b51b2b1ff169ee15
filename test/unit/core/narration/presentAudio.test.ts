import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { Library } from '../../../../src/core/narration/library';
import { DEFAULT_PAUSES } from '../../../../src/core/narration/planSegment';
import type { Segment } from '../../../../src/core/narration/story';
import { Database } from '../../../../src/core/store/database';
import { SegmentStore } from '../../../../src/core/store/segmentStore';
import { readStoryFile } from '../../../../src/core/storyFile';
import { scriptedEngine, type ScriptedEngine } from '../../../support/engines';
import { openPlace, segmentOf, SQLITE, type Place } from '../../../support/studio';

const STORY = '## One\n\nThe boat came in.\n\n## Two\n\nNobody said a word.\n';
const LATER = new Date('2031-05-05');

describe('a wav that is not what it was', () => {
  let engine: ScriptedEngine;
  let place: Place;
  let one: Segment;
  let two: Segment;
  beforeEach(async () => {
    engine = scriptedEngine();
    place = await openPlace({ 'a.story.md': STORY }, { engine });
    await narrate();
    const story = await open();
    [one, two] = [segmentOf(story, 'One'), segmentOf(story, 'Two')];
  });
  afterEach(() => place.close());

  const open = (studio = place.studio) => studio.open(place.path('a.story.md'));
  /** As another window sees it, which looks at all wavs when it opens the story. */
  const fresh = async (heading: string) => segmentOf(await open((await place.open()).studio), heading);
  const narrate = async () => {
    const response = await place.studio.generateAllAudio((await open()).projectId);
    assert('task_id' in response, response.message);
    return (await place.ended(response.task_id)).completed_segments.map(({ segment_id }) => segment_id);
  };

  it('a new wav is recorded with its size and time', async () => {
    const { size, mtimeMs } = await stat(place.wavOf(one));
    assert.deepEqual(one.stored?.audio?.stamp, { size, modifiedAt: Math.floor(mtimeMs) });
  });

  const damages: [what: string, damage: (path: string) => Promise<void>][] = [
    ['cut off', (path) => truncate(path, 2_000)],
    ['emptied', (path) => truncate(path, 0)],
    ['overwritten with something else', (path) => writeFile(path, 'This is no sound.')],
    ['another segment’s', (path) => copyFile(place.wavOf(two), path)],
    [
      'a folder',
      async (path) => {
        await rm(path);
        await mkdir(path);
      },
    ],
  ];
  for (const [what, damage] of damages) {
    it(`D-27: ${what}: there is no audio, and it is made again`, async () => {
      await damage(place.wavOf(one));
      assert.deepEqual([(await fresh('One')).status, (await fresh('Two')).status], ['none', 'ready']);
      if (what === 'a folder') return;
      assert.deepEqual(await narrate(), [one.id], 'without waiting for the next look');
      assert.equal((await fresh('One')).status, 'ready');
    });
  }

  it('its own from earlier: it is what it says of itself', async () => {
    await copyFile(place.wavOf(one), place.path('earlier.wav'));
    await place.write('a.story.md', STORY.replace('came in', 'never came back'));
    assert.deepEqual(await narrate(), [one.id]);
    await copyFile(place.path('earlier.wav'), place.wavOf(one));
    const { status, staleBecause, stored } = await fresh('One');
    assert.deepEqual([status, staleBecause], ['stale', ['text']]);
    assert.equal(stored?.audio?.durationSeconds, one.stored?.audio?.durationSeconds);
    await place.write('a.story.md', STORY);
    assert.equal((await fresh('One')).status, 'ready');
  });

  it('only copied, as by git: it stays ready, and nothing is written', async () => {
    const database = await readFile(`${place.root}/.storyflow/storyflow.db`);
    for (const each of [one, two]) await utimes(place.wavOf(each), LATER, LATER);
    assert.deepEqual([(await fresh('One')).status, (await fresh('Two')).status], ['ready', 'ready']);
    assert.deepEqual(await readFile(`${place.root}/.storyflow/storyflow.db`), database);
    assert.deepEqual(
      place.log.lines.filter((line) => line.startsWith('warn')),
      [],
    );
  });

  it('after its database was lost: those that lie there are known by their stamps', async () => {
    await rm(`${place.root}/.storyflow/storyflow.db`);
    const { status, stored } = await fresh('One');
    assert.deepEqual([status, stored?.audio?.stamp], ['ready', one.stored?.audio?.stamp]);
  });

  it('is looked at when that was not done for a while, and once it is whole again it counts', async () => {
    const database = new Database({ root: place.root, log: place.log, wasmBinary: () => readFile(SQLITE) });
    let now = 0;
    const library = new Library({
      root: place.root,
      mediaRoot: place.media,
      database,
      store: new SegmentStore(database, place.log),
      log: place.log,
      readText: async (path) => (await readStoryFile(path)).text,
      settings: () => ({ speed: 1, pauses: DEFAULT_PAUSES, tables: 'read' }),
      hasModel: () => Promise.resolve(false),
      modelOf: () => Promise.resolve(undefined),
      now: () => now,
    });
    const status = async (...look: ['names' | 'now'] | []) =>
      segmentOf(await library.open(place.path('a.story.md'), ...look), 'One').status;
    const whole = await readFile(place.wavOf(one));
    const { modifiedAt = 0 } = one.stored?.audio?.stamp ?? {};
    try {
      assert.equal(await status(), 'ready');
      await truncate(place.wavOf(one), 2_000);
      now = 4_999;
      assert.equal(await status(), 'ready');
      now = 5_000;
      assert.equal(await status('names'), 'ready');
      assert.equal(await status(), 'none');
      assert.equal(await status('names'), 'none', 'what was found is remembered');
      const story = await library.open(place.path('a.story.md'));
      assert.equal(await library.open(place.path('a.story.md'), 'now'), story);

      await writeFile(place.wavOf(one), whole);
      assert.equal(await status(), 'none');
      assert.equal(await status('now'), 'ready');
      await truncate(place.wavOf(one), 2_000);
      assert.equal(await status('now'), 'none');
      await writeFile(place.wavOf(one), whole);
      await utimes(place.wavOf(one), 0, (modifiedAt + 0.5) / 1000);
      assert.equal(await status('now'), 'ready', 'also with the time that it had');
    } finally {
      database.close();
    }
  });
});
