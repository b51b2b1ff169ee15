import assert from 'node:assert/strict';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Studio } from '../../../../src/core/narration/studio';
import { storePaths } from '../../../../src/core/store/paths';
import { readStoryFile } from '../../../../src/core/storyFile';
import { scriptedEngine, type ScriptedEngine } from '../../../support/engines';
import { openPlace, segmentOf, type Place } from '../../../support/studio';

const STORY = '## One\n\nThe boat came in.\n\n## Two\n\nNobody said a word.\n';

describe('the library', () => {
  let engine: ScriptedEngine;
  let place: Place;
  beforeEach(async () => {
    engine = scriptedEngine();
    place = await openPlace({ 'a.story.md': STORY }, { engine });
  });
  afterEach(() => place.close());

  const story = (studio = place.studio) => studio.open(place.path('a.story.md'));
  const idsOf = async (studio = place.studio) => (await story(studio)).segments.map(({ id }) => id);
  const lockOne = async (studio: Studio, name: string) => {
    const now = await studio.open(place.path(name));
    return [now, [segmentOf(now, 'One')]] as const;
  };
  const narrate = async () => {
    const response = await place.studio.generateAllAudio((await story()).projectId);
    assert('task_id' in response);
    await place.ended(response.task_id);
  };

  it('opening writes nothing, and ids stay the same until something is written', async () => {
    const before = await story();
    const after = await story();
    assert.deepEqual(
      after.segments.map(({ id }) => id),
      before.segments.map(({ id }) => id),
    );
    await place.write('a.story.md', `## New\n\nFirst of all.\n\n${STORY}`);
    assert.deepEqual(
      (await idsOf()).slice(1),
      before.segments.map(({ id }) => id),
    );
    await assert.rejects(stat(storePaths(place.root).folder), { code: 'ENOENT' });
  });

  it('a story that is opened twice at the same time has one project and one set of ids', async () => {
    const [one, other] = await Promise.all([story(), story()]);
    assert.equal(one.projectId, other.projectId);
    assert.deepEqual(
      one.segments.map(({ id }) => id),
      other.segments.map(({ id }) => id),
    );
    await place.studio.lock(one, one.segments);
    assert.equal(place.studio.currentId(one.projectId), one.projectId);
    assert.equal(
      (await place.studio.project(other.projectId)).segments.filter(({ isLocked }) => isLocked).length,
      2,
    );
  });

  it('an older text never takes the place of a newer one', async () => {
    const waiting: (() => void)[] = [];
    let isSlow = true;
    const slow = await place.open({
      async readText(path) {
        const { text } = await readStoryFile(path);
        if (isSlow) {
          isSlow = false;
          await new Promise<void>((go) => waiting.push(go));
        }
        return text;
      },
    });
    const older = story(slow.studio);
    while (waiting.length === 0) await new Promise(setImmediate);
    await place.write('a.story.md', `${STORY}\n## Three\n\nIt rained.\n`);
    const newer = story(slow.studio);
    waiting[0]?.();
    assert.deepEqual([(await older).segments.length, (await newer).segments.length], [2, 3]);
    assert.deepEqual(
      await idsOf(slow.studio),
      (await newer).segments.map(({ id }) => id),
    );
  });

  it('ids that lost a race become those of the winner, in both windows', async () => {
    const other = await place.open();
    const [mine, theirs] = [await story(), await story(other.studio)];
    assert.notEqual(mine.projectId, theirs.projectId);
    await place.studio.lock(mine, [segmentOf(mine, 'One')]);
    const { task_id, segment_id } = await other.studio.generateSegmentAudio(segmentOf(theirs, 'Two').id);
    assert.equal(segment_id, segmentOf(mine, 'Two').id);
    await other.ended(task_id);
    assert.equal(other.studio.currentId(theirs.projectId), mine.projectId);
    assert.deepEqual(
      await idsOf(other.studio),
      mine.segments.map(({ id }) => id),
    );
    await assert.rejects(other.studio.generateSegmentAudio(segmentOf(theirs, 'One').id), {
      code: 'SegmentLocked',
    });
  });

  it('two windows that generate the same story at once agree on one wav a segment', async () => {
    const windows = [place, await place.open()];
    engine.hold();
    const submitted = await Promise.all(
      windows.map(async ({ studio }) => studio.generateAllAudio((await story(studio)).projectId)),
    );
    engine.release();
    const runs = await Promise.all(
      windows.map(({ ended }, at) => {
        const response = submitted[at];
        assert(response && 'task_id' in response);
        return ended(response.task_id);
      }),
    );
    for (const { errors, completed_segments } of runs)
      assert.deepEqual([errors, completed_segments.length], [[], 2]);
    assert.deepEqual(await idsOf(), await idsOf(windows[1]?.studio));
    const { projectId } = await story();
    assert.deepEqual(
      await place.files(),
      (await idsOf()).map((id) => `projects/${projectId}/audio/${id}.wav`).sort(),
    );
  });

  it('a story outside the root is refused', async () => {
    const outside = join(place.base, 'outside.story.md');
    await writeFile(outside, STORY);
    await assert.rejects(place.studio.open(outside), { code: 'WrongUse', message: /does not lie below/u });
  });

  it('65: after a reload earlier tasks are unknown, and what was not finished shows what it had', async () => {
    engine.hold();
    const response = await place.studio.generateAllAudio((await story()).projectId);
    assert('task_id' in response);
    await engine.asked(1);
    engine.step();
    await engine.asked(2);
    const reloaded = await place.open();
    assert.throws(() => reloaded.tasks.getTaskStatus(response.task_id), {
      code: 'TaskNotFound',
      status: 404,
    });
    const { segments } = await story(reloaded.studio);
    assert.deepEqual(
      segments.map(({ status, stored }) => [status, stored?.failure]),
      [
        ['ready', undefined],
        ['none', undefined],
      ],
    );
    engine.release();
    await place.ended(response.task_id);
  });

  it('14, 88: generating changes no field but those of the audio', async () => {
    const before = await story();
    await place.studio.lock(before, [segmentOf(before, 'One')]);
    await place.studio.unlock([segmentOf(await story(), 'One')]);
    const known = await story();
    await narrate();
    const after = await story();
    for (const [at, { stored }] of after.segments.entries())
      assert.deepEqual({ ...stored, audio: undefined }, { ...known.segments[at]?.stored });
    assert.equal(await place.read('a.story.md'), STORY);
  });

  it('a lost database is restored from the wavs, and opening makes no root of a folder', async () => {
    await narrate();
    const before = await story();
    await rm(storePaths(place.root).database);
    const restored = await story((await place.open()).studio);
    assert.deepEqual(
      restored.segments.map(({ id, status }) => [id, status]),
      before.segments.map(({ id }) => [id, 'ready']),
    );

    // Another root that shares the media folder takes nothing over by being looked at.
    const elsewhere = await openPlace({ 'a.story.md': STORY }, { engine });
    try {
      await mkdir(elsewhere.media, { recursive: true });
      await rm(storePaths(elsewhere.root).folder, { recursive: true });
      const looking = await elsewhere.open({ mediaRoot: place.media });
      assert.notEqual((await looking.studio.open(elsewhere.path('a.story.md'))).projectId, before.projectId);
      await assert.rejects(stat(storePaths(elsewhere.root).folder), { code: 'ENOENT' });
    } finally {
      await elsewhere.close();
    }
  });

  it('the text is parsed and planned once as long as it stays the same', async () => {
    const first = await story();
    const second = await story();
    assert.equal(second.parsed, first.parsed);
    assert.deepEqual(
      second.segments.map(({ plan }, at) => plan === first.segments[at]?.plan),
      [true, true],
    );
    await place.write('a.story.md', `---\nspeed: 2\n---\n${STORY}`);
    assert.deepEqual(
      (await story()).segments.map(({ plan }) => plan.settings.speed),
      [2, 2],
    );
    await place.write('a.story.md', STORY);
    assert.deepEqual(
      (await story()).segments.map(({ plan }) => plan.settings.speed),
      [1, 1],
    );
  });

  it('a story of which nothing changed is the same object, and so are its segments', async () => {
    const unsaved = await story();
    assert.equal(await story(), unsaved);
    await narrate();
    const before = await story();
    assert.equal(await story(), before);
    // Another story of the root changes, here and in another window.
    await place.write('b.story.md', STORY);
    const other = await place.open();
    await other.studio.lock(...(await lockOne(other.studio, 'b.story.md')));
    await place.studio.open(place.path('b.story.md'));
    assert.equal(await story(), before);
    // What is only looked at changes nothing either.
    await place.studio.preview(place.path('a.story.md'), STORY.replace('Two', 'Three'));
    assert.equal(await story(), before);
  });

  it('when one segment changed only that one is another object', async () => {
    await narrate();
    const changed = async (act: () => Promise<unknown>) => {
      const before = await story();
      await act();
      const after = await story();
      assert.notEqual(after, before);
      return after.segments
        .filter((each, at) => each !== before.segments[at])
        .map(({ parsed }) => parsed.heading);
    };
    const lockTwo = async () => {
      const now = await story();
      await place.studio.lock(now, [segmentOf(now, 'Two')]);
    };
    assert.deepEqual(await changed(lockTwo), ['Two']);
    const regenerate = async () => {
      const { id } = segmentOf(await story(), 'One');
      await place.ended((await place.studio.generateSegmentAudio(id, { force: true })).task_id);
    };
    assert.deepEqual(await changed(regenerate), ['One']);
    assert.deepEqual(await changed(() => place.write('a.story.md', STORY.replace('word', 'thing'))), ['Two']);
    const other = await place.open();
    const unlock = async () => other.studio.unlock([segmentOf(await story(other.studio), 'Two')]);
    assert.deepEqual(await changed(unlock), ['Two']);
  });

  it('keeping what is kept already writes nothing and is the same story', async () => {
    const kept = await place.studio.keep(await story());
    const before = await stat(storePaths(place.root).database, { bigint: true });
    assert.equal(await place.studio.keep(kept), kept);
    assert.equal(await place.studio.keep(await story()), kept);
    const after = await stat(storePaths(place.root).database, { bigint: true });
    assert.deepEqual([after.ino, after.mtimeNs], [before.ino, before.mtimeNs]);

    await place.write('a.story.md', `# Another title\n\n${STORY}`);
    const renamed = await place.studio.keep(await story());
    assert.equal(renamed.title, 'Another title');
    assert.notEqual((await stat(storePaths(place.root).database, { bigint: true })).ino, before.ino);
  });

  it('keeping a story that another window changed meanwhile gives the newest', async () => {
    await narrate();
    const old = await story();
    const other = await place.open();
    await other.studio.deleteSegment(segmentOf(await story(other.studio), 'Two').id);
    const kept = await place.studio.keep(old);
    assert.deepEqual(
      kept.segments.map(({ parsed }) => parsed.heading),
      ['One'],
    );
    assert.equal(await story(), kept);
  });

  it('keeping a story whose text changed meanwhile keeps the newest text', async () => {
    const old = await place.studio.keep(await story());
    await place.write('a.story.md', `${STORY.replace('a word', 'a thing')}\n## Three\n\nIt rained.\n`);
    const kept = await place.studio.keep(old);
    assert.deepEqual(
      kept.segments.map(({ stored }) => stored?.textContent),
      ['The boat came in.', 'Nobody said a thing.', 'It rained.'],
    );
  });

  it('what a document is when it is saved is what its preview was', async () => {
    await place.studio.keep(await story());
    const typed = `${STORY}\n## Three\n\nIt rained.\n`;
    const preview = await place.studio.preview(place.path('a.story.md'), typed);
    assert.equal((await story()).segments.length, 2);
    await place.write('a.story.md', typed);
    assert.equal(await story(), preview);
    assert.equal(await story(), preview);
  });

  it('after a project was deleted its story begins anew', async () => {
    await narrate();
    const before = await story();
    await place.studio.deleteProject(before.projectId);
    const after = await story();
    assert.deepEqual(
      after.segments.filter(({ id }) => before.segments.some((each) => each.id === id)),
      [],
    );
  });

  it('a setting that changes is heeded although the text stays the same', async () => {
    await place.write('a.story.md', '## One\n\n| Tide | Hour |\n| --- | --- |\n| High | Noon |\n');
    let tables: 'read' | 'skip' = 'read';
    const chosen = await place.open({
      settings: {
        get tables() {
          return tables;
        },
      },
    });
    const utterances = async () => (await story(chosen.studio)).segments[0]?.plan.utterances.length;
    assert.notEqual(await utterances(), 0);
    tables = 'skip';
    assert.equal(await utterances(), 0);
  });

  it('39: the status of a task is answered without the disk', async () => {
    const response = await place.studio.generateAllAudio((await story()).projectId);
    assert('task_id' in response);
    const before = await place.ended(response.task_id);
    place.studio.close();
    await rm(place.root, { recursive: true });
    assert.deepEqual(place.tasks.getTaskStatus(response.task_id), before);
    await assert.rejects(readFile(place.path('a.story.md')), { code: 'ENOENT' });
  });
});

describe('the status of a task', () => {
  it('31, 32, 33, 34, 35, 37, 38: from submission to end, for one segment and for all', async () => {
    const engine = scriptedEngine();
    const place = await openPlace({ 'a.story.md': STORY }, { engine });
    try {
      const { segments, projectId } = await place.studio.open(place.path('a.story.md'));
      const [one, two] = segments;
      assert(one && two);
      engine.hold();
      const isPending = (id: string) => {
        assert.deepEqual(place.tasks.getTaskStatus(id), {
          task_id: id,
          status: 'PENDING',
          progress: { current: 0, total: 0, percentage: 0 },
          completed_segments: [],
          errors: [],
        });
      };
      const single = (await place.studio.generateSegmentAudio(one.id)).task_id;
      isPending(single);
      const bulk = await place.studio.generateAllAudio(projectId);
      assert('task_id' in bulk);
      isPending(bulk.task_id);
      await engine.asked(1);
      const snapshot = place.tasks.getTaskStatus(single);
      assert.equal(snapshot.status, 'PROCESSING');
      isPending(bulk.task_id);
      engine.failFor('Nobody', new Error('no voice'));
      engine.release();
      const ended = await place.ended(single);
      assert.deepEqual(
        [snapshot.status, snapshot.completed_segments],
        ['PROCESSING', []],
        'a snapshot stays',
      );
      assert.deepEqual(ended.progress, { current: 1, total: 1, percentage: 100, current_segment_id: one.id });
      assert.deepEqual(
        ended.completed_segments.map(({ segment_id }) => segment_id),
        [one.id],
      );
      ended.completed_segments.length = 0;
      assert.equal(place.tasks.getTaskStatus(single).completed_segments.length, 1);

      const all = await place.ended(bulk.task_id);
      assert.equal(all.status, 'COMPLETED');
      assert.deepEqual(all.completed_segments, [
        {
          segment_id: one.id,
          audio_url: `/media/projects/${projectId}/audio/${one.id}.wav`,
          duration: all.completed_segments[0]?.duration,
        },
      ]);
      assert.deepEqual(
        all.errors.map(({ segment_id }) => segment_id),
        [two.id],
      );
      const failed = (await place.studio.generateSegmentAudio(two.id)).task_id;
      const { status, errors } = await place.ended(failed);
      assert.deepEqual([status, errors.map(Object.keys)], ['FAILED', [['segment_id', 'error']]]);
    } finally {
      engine.release();
      await place.close();
    }
  });
});
