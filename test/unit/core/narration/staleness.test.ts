import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { restateWav } from '../../../../src/core/audio/restateWav';
import { createFingerprints } from '../../../../src/core/narration/fingerprints';
import { DEFAULT_PAUSES } from '../../../../src/core/narration/planSegment';
import type { NarrationSettings } from '../../../../src/core/narration/readStory';
import { speakingModel } from '../../../../src/core/narration/speakingModel';
import { renameOver } from '../../../../src/core/replaceFile';
import { storePaths } from '../../../../src/core/store/paths';
import { scriptedEngine } from '../../../support/engines';
import { openPlace, segmentOf, type Place } from '../../../support/studio';
import { installToneModel } from '../../../support/toneModels';

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

describe('audio of another model', () => {
  const FILE = 'a.story.md';
  const OTHER = { ballast: 1 };
  const spokenBy = (voice: string) => `---\nvoice: ${voice}\n---\n${STORY}`;
  let place: Place;
  let draftVersion: string;
  beforeEach(async () => {
    draftVersion = '1';
    place = await openPlace(
      { [FILE]: spokenBy('af_bella') },
      {
        engine: scriptedEngine(),
        modelOf: (voice) =>
          speakingModel(voice, { modelsFolder: models(), draftVersion, fingerprint: fingerprint() }),
      },
    );
    await installToneModel(models());
  });
  afterEach(() => place.close());

  // What is remembered of sums must not outlive a file: so as in every other program, it is on the disk.
  const fingerprint = () => createFingerprints(join(place.base, 'fingerprints.json'));
  const models = () => join(place.base, 'models');
  const open = (studio = place.studio) => studio.open(place.path(FILE));
  const states = async (studio = place.studio) =>
    (await open(studio)).segments.map(({ status, staleBecause }) => [status, ...staleBecause].join(' '));
  /** In this window, in another one, and in one that finds the database lost. */
  const everywhere = async (expected: readonly string[]) => {
    assert.deepEqual(await states(), expected);
    assert.deepEqual(await states((await place.open()).studio), expected);
    await rm(storePaths(place.root).database);
    assert.deepEqual(await states((await place.open()).studio), expected);
    assert.deepEqual(await states(), expected);
  };
  const generate = async (...headings: string[]) => {
    const story = await open();
    const segmentIds = headings.map((heading) => segmentOf(story, heading).id);
    const response = await place.studio.generateAllAudio(story.projectId, { segmentIds });
    assert('task_id' in response, response.message);
    assert.deepEqual((await place.ended(response.task_id)).errors, []);
  };

  it('D-28: is out of date once the model is another one, and not when it is missing or back', async () => {
    await generate('One', 'Two');
    await everywhere(['ready', 'ready']);
    await installToneModel(models(), OTHER);
    await everywhere(['stale model', 'stale model']);
    await generate('One');
    await everywhere(['ready', 'stale model']);
    await rm(join(models(), 'model.onnx'));
    await everywhere(['ready', 'ready']);
    await installToneModel(models());
    await everywhere(['stale model', 'ready']);
  });

  it('D-28: of the draft voice is out of date once espeak-ng is another one', async () => {
    await place.write(FILE, spokenBy('draft:en-us'));
    await generate('One', 'Two');
    await everywhere(['ready', 'ready']);
    draftVersion = '2';
    await everywhere(['stale model', 'stale model']);
    draftVersion = '1';
    await everywhere(['ready', 'ready']);
  });

  it('that nobody knows, as of an earlier version, is not out of date', async () => {
    await generate('One', 'Two');
    for (const segment of (await open()).segments) {
      const path = place.wavOf(segment);
      assert.ok(await restateWav(path, `${path}.old`, (tags) => ({ ...tags, model: '' })));
      await renameOver(`${path}.old`, path);
    }
    await installToneModel(models(), OTHER);
    await rm(storePaths(place.root).database);
    assert.deepEqual(await states((await place.open()).studio), ['ready', 'ready']);
  });
});
