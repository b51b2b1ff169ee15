import assert from 'node:assert/strict';
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
});
