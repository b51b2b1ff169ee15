import assert from 'node:assert/strict';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { storePaths } from '../../../../src/core/store/paths';
import { scriptedEngine, type ScriptedEngine } from '../../../support/engines';
import { openPlace, type Place } from '../../../support/studio';

const STORY = '## One\n\nThe boat came in.\n\n## Two\n\nNobody said a word.\n\n## Three\n\nIt rained.\n';

describe('a database that is lost', () => {
  let engine: ScriptedEngine;
  let place: Place;
  beforeEach(async () => {
    engine = scriptedEngine();
    place = await openPlace({ 'a.story.md': STORY }, { engine });
    const response = await place.studio.generateAllAudio((await open()).projectId);
    assert('task_id' in response);
    await place.ended(response.task_id);
  });
  afterEach(() => place.close());

  const open = (studio = place.studio) => studio.open(place.path('a.story.md'));
  const database = () => storePaths(place.root).database;
  const idsByText = ({ segments }: Awaited<ReturnType<typeof open>>) =>
    Object.fromEntries(segments.map(({ text, id }) => [text, id]));

  const losses: [what: string, lose: () => Promise<void>, isSetAside: boolean][] = [
    ['removed', () => rm(database()), false],
    ['emptied', () => writeFile(database(), ''), true],
    ['overwritten', () => writeFile(database(), 'This is no database. '.repeat(500)), true],
  ];
  for (const [what, lose, isSetAside] of losses) {
    it(`${what} while a window is open: that window finds all audio again`, async () => {
      const before = await open();
      await lose();
      const after = await open();
      assert.deepEqual(
        after.segments.map(({ id, status }) => [id, status]),
        before.segments.map(({ id }) => [id, 'ready']),
      );
      assert.equal(after.projectId, before.projectId);
      const aside = (await readdir(storePaths(place.root).folder)).filter((name) => name.includes('damaged'));
      assert.equal(aside.length, isSetAside ? 1 : 0);
      if (isSetAside)
        assert(place.log.lines.some((line) => line.includes(`set aside as ${database()}.damaged-`)));
      const again = await place.studio.generateAllAudio(after.projectId);
      assert.equal(again.segments_to_process, 0);
    });
  }

  it('knows a wav again by its text where the heading is another one and stands elsewhere', async () => {
    const before = idsByText(await open());
    await rm(database());
    await place.write(
      'a.story.md',
      '## Third\n\nIt rained.\n\n## Second\n\nNobody said a word.\n\n## First\n\nThe boat came in.\n',
    );
    const after = await open((await place.open()).studio);
    assert.deepEqual(idsByText(after), before);
    assert(after.segments.every(({ status }) => status === 'ready'));
  });

  it('of a newer StoryFlow is refused by everything, and left as it is byte for byte with all that lies beside it', async () => {
    const story = await open();
    const bytes = await readFile(database());
    bytes.writeUInt32BE(bytes.readUInt32BE(60) + 1, 60);
    await writeFile(database(), bytes);
    const copy = `${place.base}/copy`;
    await cp(place.root, copy, { recursive: true });
    const { studio } = place;
    const [one] = story.segments;
    assert(one);
    const spoken = engine.requests.length;
    const uses: Record<string, () => Promise<unknown>> = {
      open: () => open(),
      preview: () => studio.preview(place.path('a.story.md'), STORY),
      keep: () => studio.keep(story),
      'generate one': () => studio.generateSegmentAudio(one.id, { force: true }),
      'generate all': () => studio.generateAllAudio(story.projectId, { forceRegenerate: true }),
      lock: () => studio.lock(story, [one]),
      unlock: () => studio.unlock([one]),
      delete: () => studio.deleteSegment(one.id),
      'delete project': () => studio.deleteProject(story.projectId),
      'delete detached': () => studio.deleteDetached([one.id]),
      'remove audio': () => studio.removeAudio([one.id]),
      'attach an image': () => studio.attachImage(one.id, place.path('a.story.md')),
      sweep: () => studio.sweep(),
      'another window': () => place.open(),
    };
    for (const [use, run] of Object.entries(uses))
      await assert.rejects(
        run(),
        { code: 'WrongUse', message: /a newer StoryFlow .*: update StoryFlow\.$/u },
        use,
      );
    assert.equal(engine.requests.length, spoken);
    assert.deepEqual(await contentOf(place.root), await contentOf(copy));
  });
});

async function contentOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`);
  const content = files.map(async (file) => [
    file.slice(folder.length),
    (await readFile(file)).toString('hex'),
  ]);
  return Object.fromEntries(await Promise.all(content)) as Record<string, string>;
}
