import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { storePaths } from '../../../../src/core/store/paths';
import { scriptedEngine, type ScriptedEngine } from '../../../support/engines';
import { PICTURES } from '../../../support/pictures';
import { openPlace, segmentOf, type Place } from '../../../support/studio';

const STORY = `# The Boat

## One

The boat came in before the storm broke.

## Two

Nobody on the quay said a word about it.

## Three

It rained until the harbor was empty.
`;

describe('a story file that was renamed or moved', () => {
  let engine: ScriptedEngine;
  let place: Place;
  beforeEach(async () => {
    engine = scriptedEngine();
    place = await openPlace({ 'a.story.md': STORY }, { engine });
  });
  afterEach(() => place.close());

  const open = (name: string, studio = place.studio) => studio.open(place.path(name));
  const narrate = async (name = 'a.story.md') => {
    const response = await place.studio.generateAllAudio((await open(name)).projectId);
    assert('task_id' in response, response.message);
    assert.deepEqual((await place.ended(response.task_id)).errors, []);
    return open(name);
  };
  const idsIn = async (name: string, studio = place.studio) =>
    (await open(name, studio)).segments.map(({ id }) => id);
  const move = async (from: string, to: string) => {
    await mkdir(dirname(place.path(to)), { recursive: true });
    await rename(place.path(from), place.path(to));
  };
  const locks = async () => {
    const text = await readFile(storePaths(place.root).locks, 'utf8');
    return (JSON.parse(text) as { locks: { story: string; segmentId: string }[] }).locks;
  };
  const missing = async (studio = place.studio) =>
    (await studio.missing()).map(({ project }) => project.storyPath);

  const edits: [what: string, edit: (text: string) => string][] = [
    ['as it was', (text) => text],
    [
      'with a new title and a segment rewritten',
      (text) => text.replace('The Boat', 'Fog').replace('It rained', 'Snow fell'),
    ],
    [
      'with one renamed and one deleted',
      (text) => text.replace('## One', '## First').replace(/## Two[^#]*/u, ''),
    ],
  ];
  for (const [what, edit] of edits) {
    it(`${what}: keeps ids, audio, image and lock, and opening it writes nothing`, async () => {
      const before = await narrate();
      await place.studio.attachImage(segmentOf(before, 'Three').id, { name: 'sea.png', bytes: PICTURES.png });
      await place.studio.lock(before, [segmentOf(before, 'Three')]);
      const [known, files] = [await open('a.story.md'), await place.files()];
      const database = await readFile(storePaths(place.root).database);
      await move('a.story.md', 'drafts/b.story.md');
      await writeFile(place.path('drafts/b.story.md'), edit(STORY));

      const other = await place.open();
      for (const studio of [place.studio, other.studio]) {
        const moved = await open('drafts/b.story.md', studio);
        assert.equal(moved.projectId, known.projectId);
        for (const { id, stored, isLocked } of moved.segments) {
          const then = known.segments.find((each) => each.id === id);
          assert.deepEqual([stored, isLocked], [then?.stored, then?.isLocked]);
        }
        assert.equal(segmentOf(moved, 'Three').id, segmentOf(known, 'Three').id);
        assert.equal(
          await open('drafts/b.story.md', studio),
          moved,
          'and is the same object when nothing changed',
        );
      }
      assert.deepEqual(await readFile(storePaths(place.root).database), database);
      assert.deepEqual(
        (await locks()).map(({ story }) => story),
        ['a.story.md'],
      );
      assert.deepEqual(await missing(), []);

      const kept = await place.studio.keep(await open('drafts/b.story.md'));
      assert.deepEqual(
        (await locks()).map(({ story }) => story),
        ['drafts/b.story.md'],
      );
      assert.deepEqual([kept.movedFrom, kept.projectId], [undefined, known.projectId]);
      assert.deepEqual(await place.files(), files);
      assert.deepEqual(
        await idsIn('drafts/b.story.md', (await place.open()).studio),
        kept.segments.map(({ id }) => id),
      );
    });
  }

  it('what is asked for by id is found where it is now, also by a program that opened nothing', async () => {
    const { id } = segmentOf(await narrate(), 'Two');
    await move('a.story.md', 'b.story.md');
    const other = await place.open();
    assert.equal((await other.studio.segment(id)).story.storyPath, 'b.story.md');
    await other.ended((await other.studio.generateSegmentAudio(id, { force: true })).task_id);
    assert.equal((await place.studio.segment(id)).segment.status, 'ready');
    assert.equal((await place.files()).length, 3);
  });

  it('back and forth, as by git, with looks and acts in between: nothing is made again', async () => {
    const ids = (await narrate()).segments.map(({ id }) => id);
    let now = 'a.story.md';
    for (const next of ['b.story.md', 'a.story.md', 'c/b.story.md', 'a.story.md', 'b.story.md']) {
      await move(now, next);
      assert.deepEqual(await idsIn(next), ids);
      if (next.startsWith('c')) await place.studio.keep(await open(next));
      const again = await place.studio.generateAllAudio((await open(next)).projectId);
      assert.deepEqual([again.segments_to_process, again.total_segments], [0, 3]);
      now = next;
    }
    assert.equal(engine.requests.length, 3);
  });

  it('after its database was lost as well: the wavs tell', async () => {
    const ids = (await narrate()).segments.map(({ id }) => id);
    await rm(storePaths(place.root).database);
    await move('a.story.md', 'b.story.md');
    await place.write('b.story.md', STORY.replace('## Two', '## Zwei'));
    const { segments } = await open('b.story.md', (await place.open()).studio);
    assert.deepEqual(
      segments.map(({ id, status }) => [id, status]),
      ids.map((id) => [id, 'ready']),
    );
  });

  it('a copy begins anew, and so does the story that stays', async () => {
    const before = await narrate();
    await copyFile(place.path('a.story.md'), place.path('b.story.md'));
    const copy = await open('b.story.md');
    assert.notEqual(copy.projectId, before.projectId);
    assert.deepEqual(
      copy.segments.map(({ status }) => status),
      ['none', 'none', 'none'],
    );
    assert.equal(await open('a.story.md'), before);
  });

  it('two stories of one name in two folders have nothing in common', async () => {
    await move('a.story.md', 'x/tale.story.md');
    await mkdir(place.path('y'));
    await place.write('y/tale.story.md', STORY);
    const [x, y] = [await narrate('x/tale.story.md'), await narrate('y/tale.story.md')];
    assert.notEqual(x.projectId, y.projectId);
    assert.equal(new Set([...x.segments, ...y.segments].map(({ id }) => id)).size, 6);
    await rm(place.path('x/tale.story.md'));
    assert.equal((await open('y/tale.story.md')).projectId, y.projectId);
    assert.deepEqual(await missing(), ['x/tale.story.md']);
  });

  it('two files that hold it: it is nobody’s until one is gone or somebody says which', async () => {
    const { projectId } = await narrate();
    for (const name of ['b.story.md', 'c.story.md'])
      await copyFile(place.path('a.story.md'), place.path(name));
    await rm(place.path('a.story.md'));
    assert.notEqual((await open('b.story.md')).projectId, projectId);
    assert.notEqual((await open('c.story.md')).projectId, projectId);
    assert.deepEqual(await missing(), ['a.story.md']);
    await rm(place.path('c.story.md'));
    assert.equal((await open('b.story.md')).projectId, projectId);
    assert.deepEqual(await missing(), []);
  });

  const others: [what: string, text: string][] = [
    [
      'only the headings',
      STORY.replaceAll(/\n\n[A-Z][^#]*\.\n/gu, '\n\nSomething else altogether, at length.\n'),
    ],
    ['less than half of it', STORY.replace(/## Two[^]*/u, '')],
    ['nothing', ''],
  ];
  for (const [what, text] of others) {
    it(`a file that holds ${what} of a story that vanished is not that story`, async () => {
      const { projectId } = await narrate();
      await place.write('b.story.md', text);
      await rm(place.path('a.story.md'));
      assert.notEqual((await open('b.story.md')).projectId, projectId);
      assert.deepEqual(await missing(), ['a.story.md']);
    });
  }

  describe('and that nobody can recognise', () => {
    const REWRITTEN = '# Fog\n\n## One\n\nA ship.\n\n## Later\n\nSilence.\n';
    beforeEach(async () => {
      const before = await narrate();
      await place.studio.lock(before, [segmentOf(before, 'One')]);
      await place.studio.attachImage(segmentOf(before, 'Two').id, { name: 'sea.png', bytes: PICTURES.png });
      await move('a.story.md', 'b.story.md');
      await place.write('b.story.md', REWRITTEN);
    });

    it('is missing with all that is kept of it', async () => {
      const [found, ...rest] = await place.studio.missing();
      assert(found && rest.length === 0);
      const { project, ...kept } = found;
      assert.deepEqual([project.title, project.storyPath], ['The Boat', 'a.story.md']);
      assert.deepEqual(kept, {
        path: place.path('a.story.md'),
        segments: 3,
        withAudio: 3,
        withImage: 1,
        locked: 1,
      });
      assert.equal((await place.files()).length, 4);
      await place.write('a.story.md', STORY);
      assert.deepEqual(await missing(), []);
    });

    it('becomes the file that a person says it is', async () => {
      const [found] = await place.studio.missing();
      assert(found);
      const fresh = await open('b.story.md');
      await place.studio.locate(found.project.id, place.path('b.story.md'));
      const located = await open('b.story.md');
      assert.equal(located.projectId, found.project.id);
      assert.equal(place.studio.currentId(fresh.projectId), found.project.id);
      const one = segmentOf(located, 'One');
      assert.deepEqual(
        [one.isLocked, one.status, one.lockedText],
        [true, 'stale', 'The boat came in before the storm broke.'],
      );
      assert.deepEqual(
        (await locks()).map(({ story }) => story),
        ['b.story.md'],
      );
      assert.deepEqual(await missing(), []);
      await assert.rejects(place.studio.locate(found.project.id, place.path('b.story.md')), {
        code: 'WrongUse',
        message: /is not missing/u,
      });
    });

    it('takes the place of a project that has nothing, and of no other', async () => {
      const [found] = await place.studio.missing();
      assert(found);
      const own = await place.studio.keep(await open('b.story.md'));
      const { task_id } = await place.studio.generateSegmentAudio(segmentOf(own, 'Later').id);
      await place.ended(task_id);
      await assert.rejects(place.studio.locate(found.project.id, place.path('b.story.md')), {
        code: 'WrongUse',
        message: /“Fog” has audio, images or locks of its own/u,
      });
      await place.studio.removeAudio([segmentOf(own, 'Later').id]);
      await place.studio.locate(found.project.id, place.path('b.story.md'));
      assert.equal((await open('b.story.md')).projectId, found.project.id);
    });

    it('43, D-29: is removed with audio, images, locks and records, and only while it is missing', async () => {
      const [found] = await place.studio.missing();
      assert(found);
      await place.write('a.story.md', STORY);
      await assert.rejects(place.studio.removeMissing(found.project.id), { code: 'WrongUse' });
      await rm(place.path('a.story.md'));
      await place.studio.removeMissing(found.project.id);
      assert.deepEqual([await place.files(), await locks(), await missing()], [[], [], []]);
      assert.equal(await place.read('b.story.md'), REWRITTEN);
      await assert.rejects(place.studio.removeMissing(found.project.id), { code: 'ProjectNotFound' });
    });

    it('looking for what is missing writes nothing', async () => {
      const database = await readFile(storePaths(place.root).database);
      await (await place.open()).studio.missing();
      assert.deepEqual(await readFile(storePaths(place.root).database), database);
    });
  });
});
