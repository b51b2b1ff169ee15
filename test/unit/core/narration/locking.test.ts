import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { storePaths } from '../../../../src/core/store/paths';
import { scriptedEngine, type ScriptedEngine } from '../../../support/engines';
import { openPlace, segmentOf, type Place } from '../../../support/studio';

const STORY = '## One\n\nThe boat came in.\n\n## Two\n\nNobody said a word.\n';

describe('locking', () => {
  let engine: ScriptedEngine;
  let place: Place;
  beforeEach(async () => {
    engine = scriptedEngine();
    place = await openPlace({ 'a.story.md': STORY, 'b.story.md': STORY }, { engine });
  });
  afterEach(() => place.close());

  const story = (name = 'a.story.md') => place.studio.open(place.path(name));
  const locksText = () => readFile(storePaths(place.root).locks, 'utf8');

  it('D-12: the text as it is now is remembered, also when an older one was looked at', async () => {
    const old = await story();
    await place.write('a.story.md', STORY.replace('came in', 'sank'));
    await place.studio.lock(old, [segmentOf(old, 'One')]);
    assert.match(await locksText(), /"text":"The boat sank\."/u);
    assert.equal(segmentOf(await story(), 'One').stored?.textContent, 'The boat sank.');
    assert.deepEqual(
      (await story()).segments.map(({ isLocked, stored }) => [isLocked, stored?.isLocked]),
      [
        [true, true],
        [false, false],
      ],
    );
    await place.studio.unlock([segmentOf(await story(), 'One')]);
    assert.deepEqual(
      (await story()).segments.map(({ isLocked, stored }) => [isLocked, stored?.isLocked]),
      [
        [false, false],
        [false, false],
      ],
    );
  });

  it('a segment that is gone is not locked, and neither are those named with it', async () => {
    const old = await story();
    await place.write('a.story.md', '## One\n\nThe boat came in.\n');
    await assert.rejects(place.studio.lock(old, old.segments), { code: 'SegmentNotFound' });
    await assert.rejects(locksText(), { code: 'ENOENT' });
  });

  it('8: with git’s conflict marks in locks.json everything it might name stays locked', async () => {
    const now = await story();
    await place.studio.lock(now, [segmentOf(now, 'One')]);
    const text = await locksText();
    const marked = `<<<<<<< ours\n${text}=======\n${text}>>>>>>> theirs\n`;
    await writeFile(storePaths(place.root).locks, marked);
    for (const { id } of (await story()).segments)
      await assert.rejects(place.studio.generateSegmentAudio(id), { code: 'SegmentLocked' });
    const all = await place.studio.generateAllAudio(now.projectId, { forceRegenerate: true });
    assert.equal(all.segments_to_process, 0);
    await assert.rejects(place.studio.unlock((await story()).segments), {
      code: 'SegmentLocked',
      message: /has conflict marks of git: put that right/u,
    });
    assert.equal(await locksText(), marked);
    assert.deepEqual(engine.requests, []);
    // A story that it does not name is free.
    const { task_id } = await place.studio.generateSegmentAudio(
      segmentOf(await story('b.story.md'), 'One').id,
    );
    assert.equal((await place.ended(task_id)).status, 'COMPLETED');
  });

  it('8: conflict marks that appear while a segment is spoken keep its wav', async () => {
    const { id, projectId } = segmentOf(await story(), 'One');
    await place.ended((await place.studio.generateSegmentAudio(id)).task_id);
    const bytes = await readFile(place.wavOf({ id, projectId }));
    engine.hold();
    const { task_id } = await place.studio.generateSegmentAudio(id, { force: true });
    await engine.asked(2);
    await writeFile(storePaths(place.root).locks, '<<<<<<< ours\n"a.story.md"\n=======\n>>>>>>> theirs\n');
    engine.release();
    assert.equal((await place.ended(task_id)).status, 'FAILED');
    assert.deepEqual(await readFile(place.wavOf({ id, projectId })), bytes);
    assert.equal((await place.files()).length, 1);
  });

  describe('with its database lost', () => {
    /** A folder that has nothing but this story and these locks, as a fresh clone does. */
    const clone = (text: string, locks: string) =>
      openPlace({ 'a.story.md': text, '.storyflow/locks.json': locks }, { engine });
    const conflicted = (text: string) => `<<<<<<< ours\n${text}=======\n${text}>>>>>>> theirs\n`;
    /** The lock of “Two” as another machine wrote it. */
    const lockOfTwo = async () => {
      const now = await story();
      await place.studio.lock(now, [segmentOf(now, 'Two')]);
      return { id: segmentOf(now, 'Two').id, text: await locksText() };
    };
    const heldIn = async (fresh: Place) =>
      (await fresh.studio.open(fresh.path('a.story.md'))).segments
        .filter(({ isLocked }) => isLocked)
        .map(({ parsed }) => parsed.heading);

    it('8: a conflict locks all, and when it is settled the locks hold what they meant', async () => {
      const { id, text } = await lockOfTwo();
      const fresh = await clone(STORY, conflicted(text));
      try {
        assert.deepEqual(await heldIn(fresh), ['One', 'Two']);
        const two = segmentOf(await fresh.studio.open(fresh.path('a.story.md')), 'Two');
        assert.equal(two.id, id);
        await fresh.studio.keep(await fresh.studio.open(fresh.path('a.story.md')));
        await writeFile(storePaths(fresh.root).locks, text);
        assert.deepEqual(await heldIn(fresh), ['Two']);
        const other = await fresh.open();
        assert.deepEqual(await heldIn({ ...fresh, ...other }), ['Two']);
      } finally {
        await fresh.close();
      }
    });

    const later: [what: string, text: string, held: string[]][] = [
      ['as it was', STORY, ['Two']],
      ['moved up', '## Two\n\nNobody said a word.\n\n## One\n\nThe boat came in.\n', ['Two']],
      ['renamed', STORY.replace('## Two', '## Silence'), ['Silence']],
      ['rewritten', STORY.replace('Nobody said a word', 'All sang'), ['Two']],
      ['the only one left, renamed and rewritten', '## Later\n\nAll sang.\n', []],
      ['renamed and rewritten', STORY.replace(/Two[^]*/u, 'Later\n\nAll sang.\n'), []],
    ];
    for (const [what, text, held] of later) {
      it(`8: a lock of an id that nobody has holds the segment that it means, ${what}`, async () => {
        const { id, text: locks } = await lockOfTwo();
        // Cut off in the middle of the lock, so that nothing of it can be made out.
        const fresh = await clone(STORY, locks.slice(0, locks.indexOf('"heading"')));
        try {
          assert.deepEqual(await heldIn(fresh), ['One', 'Two']);
          const before = await fresh.studio.keep(await fresh.studio.open(fresh.path('a.story.md')));
          assert.notEqual(segmentOf(before, 'Two').id, id);
          await writeFile(storePaths(fresh.root).locks, locks);
          await fresh.write('a.story.md', text);
          assert.deepEqual(await heldIn(fresh), held);
          const after = await fresh.studio.open(fresh.path('a.story.md'));
          for (const { id: segmentId, isLocked } of after.segments) {
            const generating = fresh.studio.generateSegmentAudio(segmentId);
            if (isLocked) await assert.rejects(generating, { code: 'SegmentLocked' });
            else await fresh.ended((await generating).task_id);
          }
          await fresh.studio.unlock(after.segments);
          assert.deepEqual(await heldIn(fresh), []);
        } finally {
          await fresh.close();
        }
      });
    }

    it('8: two locks of other machines hold one segment, and unlocking it removes both', async () => {
      const { id, text } = await lockOfTwo();
      const second = text.replace(/(\n {4}\{.*\})\n/u, `$1,$1\n`).replace(id, randomUUID());
      const fresh = await clone(STORY, text.slice(0, 20));
      try {
        await fresh.studio.keep(await fresh.studio.open(fresh.path('a.story.md')));
        await writeFile(storePaths(fresh.root).locks, second);
        const two = segmentOf(await fresh.studio.open(fresh.path('a.story.md')), 'Two');
        assert.deepEqual([two.isLocked, two.locks.length], [true, 2]);
        await fresh.studio.unlock([two]);
        assert.deepEqual(await heldIn(fresh), []);
      } finally {
        await fresh.close();
      }
    });
  });

  it('a lock of a segment that is detached holds nothing else', async () => {
    const now = await story();
    await place.studio.lock(now, [segmentOf(now, 'Two')]);
    const others = '## Three\n\nAll sang.\n\n## Four\n\nIt rained.\n';
    await place.write('a.story.md', `## One\n\nThe boat came in.\n\n${others}`);
    const { segments, detached } = await story();
    assert.equal(detached.length, 1);
    assert.deepEqual(
      segments.map(({ isLocked }) => isLocked),
      [false, false, false],
    );
  });

  it('D-15: a detached segment is locked when locks.json says so, whatever the database remembers', async () => {
    const now = await place.studio.keep(await story());
    const two = segmentOf(now, 'Two');
    await place.write('a.story.md', '## One\n\nThe boat came in.\n');
    await place.studio.keep(await story(), new Set([two.id]));
    const isLocked = async () => (await story()).detached.map((each) => each.isLocked);
    assert.deepEqual(await isLocked(), [false]);
    const lock = {
      segmentId: two.id,
      story: 'a.story.md',
      heading: 'Two',
      ordinal: 0,
      text: '',
      textHash: '',
    };
    const locks = JSON.stringify({ version: 1, locks: [{ ...lock, voice: '', speed: 1 }] });
    // As git does when it merges, and when it cannot.
    await writeFile(storePaths(place.root).locks, locks);
    assert.deepEqual(await isLocked(), [true]);
    assert.equal((await story()).detached[0], (await story()).detached[0]);
    await writeFile(storePaths(place.root).locks, `<<<<<<< ours\n${locks}\n=======\n>>>>>>> theirs\n`);
    assert.deepEqual(await isLocked(), [true]);
    await writeFile(storePaths(place.root).locks, '{"version":1,"locks":[]}');
    assert.deepEqual(await isLocked(), [false]);
  });

  it('D-12: tells the text as it was locked for as long as the text is another one', async () => {
    const two = async () => segmentOf(await story(), 'Two');
    assert.equal((await two()).lockedText, undefined);
    await place.studio.lock(await story(), [await two()]);
    const { isLocked, lockedText, locks } = await two();
    assert.deepEqual([isLocked, lockedText, locks.length], [true, undefined, 1]);
    await place.write('a.story.md', STORY.replace('a word', 'a thing'));
    assert.equal((await two()).lockedText, 'Nobody said a word.');
    await place.write('a.story.md', STORY.replace('## One', '## First'));
    assert.equal((await two()).lockedText, undefined);
    await place.write('a.story.md', STORY.replace('a word', 'a thing'));
    await place.studio.unlock([await two()]);
    assert.deepEqual([(await two()).isLocked, (await two()).lockedText], [false, undefined]);
  });

  it('one warning is enough for a lock file that cannot be read', async () => {
    const { projectId } = await story();
    const response = await place.studio.generateAllAudio(projectId);
    assert('task_id' in response);
    await writeFile(storePaths(place.root).locks, '{');
    await place.ended(response.task_id);
    await story();
    assert.equal(place.log.lines.filter((line) => line.includes('locks.json')).length, 1);
  });

  it('a lock that came with git holds for a story that nothing else is known of', async () => {
    const now = await story();
    await place.studio.lock(now, [segmentOf(now, 'Two')]);
    const locks = await locksText();
    const clone = await openPlace({ 'a.story.md': STORY, '.storyflow/locks.json': locks }, { engine });
    try {
      const fresh = await clone.studio.open(clone.path('a.story.md'));
      const two = segmentOf(fresh, 'Two');
      assert.deepEqual([two.id, two.isLocked], [segmentOf(now, 'Two').id, true]);
      await assert.rejects(clone.studio.generateSegmentAudio(two.id), { code: 'SegmentLocked' });
      await clone.studio.deleteSegment(two.id);
      assert(!(await readFile(storePaths(clone.root).locks, 'utf8')).includes(two.id));
    } finally {
      await clone.close();
    }
  });

  describe('of a story that was renamed without StoryFlow, in a fresh clone', () => {
    const NEW = 'tale.story.md';
    let clone: Place;
    afterEach(() => clone.close());
    /** Both segments are locked, and the file has another name then. */
    const renamed = async (stories: Record<string, string>, change = (locks: string) => locks) => {
      const now = await story();
      await place.studio.lock(now, now.segments);
      clone = await openPlace({ ...stories, '.storyflow/locks.json': change(await locksText()) }, { engine });
      return now;
    };
    const held = async (name = NEW, studio = clone.studio) =>
      (await studio.open(clone.path(name))).segments.map(({ parsed, isLocked }) => [
        parsed.heading,
        isLocked,
      ]);
    const namedStories = async () => {
      const text = await readFile(storePaths(clone.root).locks, 'utf8');
      return [...text.matchAll(/"story":"([^"]*)"/gu)].map(([, name]) => name);
    };
    const told = () => clone.log.lines.filter((line) => line.includes('a.story.md, which is not there'));

    it('8: its locks hold, a look writes nothing, and the next act that writes says where they are', async () => {
      const then = await renamed({ [NEW]: STORY });
      const locks = await readFile(storePaths(clone.root).locks, 'utf8');
      const fresh = await clone.studio.open(clone.path(NEW));
      assert.deepEqual(
        fresh.segments.map(({ id, isLocked }) => [id, isLocked]),
        then.segments.map(({ id }) => [id, true]),
      );
      assert.deepEqual(fresh.lockedFrom, ['a.story.md']);
      assert.equal(await clone.studio.open(clone.path(NEW)), fresh, 'the same object while nothing changed');
      assert.equal(told().length, 1);
      assert.equal(await readFile(storePaths(clone.root).locks, 'utf8'), locks);
      await assert.rejects(clone.studio.generateSegmentAudio(segmentOf(fresh, 'One').id), {
        code: 'SegmentLocked',
      });

      const kept = await clone.studio.keep(fresh);
      assert.deepEqual(await namedStories(), [NEW, NEW]);
      assert.deepEqual(
        [kept.lockedFrom, await held()],
        [
          [],
          [
            ['One', true],
            ['Two', true],
          ],
        ],
      );
      assert.deepEqual(await held(NEW, (await clone.open()).studio), await held());
      await clone.studio.unlock(kept.segments);
      assert.deepEqual(await namedStories(), []);
    });

    it('8: a part that was edited and renamed, and one in another file: each is held where it is', async () => {
      const [one = '', two = ''] = STORY.split(/(?=## Two)/u);
      await renamed({ [NEW]: one.replace('## One', '## First'), 'rest.story.md': `${two}\nMore of it.\n` });
      assert.deepEqual([await held(), await held('rest.story.md')], [[['First', true]], [['Two', true]]]);
      await clone.studio.keep(await clone.studio.open(clone.path(NEW)));
      assert.deepEqual((await namedStories()).sort(), ['a.story.md', NEW]);
      assert.deepEqual([await held(), await held('rest.story.md')], [[['First', true]], [['Two', true]]]);
      await clone.studio.keep(await clone.studio.open(clone.path('rest.story.md')));
      assert.deepEqual((await namedStories()).sort(), ['rest.story.md', NEW]);
    });

    it('8: what only has the headings, or stands beside the old file, is not held', async () => {
      await renamed({ [NEW]: '## One\n\nSomething else altogether.\n\n## Two\n\nNot a word of it.\n' });
      assert.deepEqual(await held(), [
        ['One', false],
        ['Two', false],
      ]);
      await clone.write(NEW, STORY);
      assert.deepEqual(await held(), [
        ['One', true],
        ['Two', true],
      ]);
      await clone.write('a.story.md', STORY);
      assert.deepEqual(await held(), [
        ['One', false],
        ['Two', false],
      ]);
      assert.deepEqual(await held('a.story.md'), [
        ['One', true],
        ['Two', true],
      ]);
    });

    it('8: also with conflict marks in it; then nothing is written anew', async () => {
      await renamed({ [NEW]: STORY }, (text) =>
        text.replace(/^( {4}.*)$/mu, '<<<<<<< ours\n$1\n=======\n>>>>>>> theirs'),
      );
      assert.deepEqual(await held(), [
        ['One', true],
        ['Two', true],
      ]);
      await clone.studio.keep(await clone.studio.open(clone.path(NEW)));
      assert.deepEqual(await namedStories(), ['a.story.md', 'a.story.md']);
      assert.deepEqual(await held(), [
        ['One', true],
        ['Two', true],
      ]);
    });

    it('recreates its audio, as of any lock that came with git', async () => {
      await renamed({ [NEW]: STORY });
      const { projectId } = await clone.studio.open(clone.path(NEW));
      const response = await clone.studio.recreateLockedAudio(projectId);
      assert('task_id' in response, response.message);
      assert.deepEqual((await clone.ended(response.task_id)).errors, []);
      assert.deepEqual(await namedStories(), [NEW, NEW]);
      assert.equal((await clone.files()).length, 2);
    });
  });
});
