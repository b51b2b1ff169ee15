import assert from 'node:assert/strict';
import { AUDIO, content, openStore, useFolder } from './support/store';

describe('SegmentRows', () => {
  const folder = useFolder();

  /** A story of so many segments, and another window that looks at it. */
  async function storyOf(count: number) {
    const { store, database } = openStore(folder());
    const projectId = await store.upsertProject({ title: 'A story', storyPath: 'a.story.md' });
    const segments = Array.from({ length: count }, (_, sequenceIndex) => content({ sequenceIndex }));
    await store.applySync(projectId, { kept: [], added: segments, gone: [] });
    const other = openStore(folder());
    const list = () => store.listAll(projectId);
    return { store, database, other, projectId, segments, ids: segments.map(({ id }) => id), list };
  }

  it('gives the same list as long as nothing in it changed', async () => {
    const { store, database, other, list } = await storyOf(3);
    const before = await list();
    assert.equal(await list(), before);
    // Something else changed, here and in another window.
    await store.upsertProject({ title: 'B', storyPath: 'b.story.md' });
    assert.equal(await list(), before);
    await other.store.recordRemovals(['a.wav']);
    assert(await database.refresh());
    assert.equal(await list(), before);
  });

  it('reads and parses only the row that changed', async () => {
    const { store, list, ids } = await storyOf(3);
    const before = await list();
    await store.setAudio(ids[1]!, AUDIO);
    const after = await list();
    assert.deepEqual(
      after.map((segment, at) => segment === before[at]),
      [true, false, true],
    );
    assert.equal(after[1]?.audio?.voice, AUDIO.voice);
  });

  it('also when another window changed it, or more rows than are read one by one', async () => {
    const { store, database, other, list, ids, projectId, segments } = await storyOf(60);
    const before = await list();
    await other.store.setAudio(ids[1]!, AUDIO);
    await database.refresh();
    const foreign = await list();
    assert.deepEqual(
      foreign.filter((segment, at) => segment !== before[at]).map(({ id }) => id),
      [ids[1]],
    );
    const kept = segments.map((each, at) => (at === 0 ? each : { ...each, heading: `Part ${at}` }));
    await store.applySync(projectId, { kept, added: [], gone: [] });
    const after = await list();
    assert.equal(after[0], foreign[0]);
    assert.deepEqual(
      after.map(({ heading }) => heading),
      kept.map(({ heading }) => heading),
    );
  });

  it('sees segments that are added, detached, moved, deleted, and deleted with their project', async () => {
    const { store, list, ids, segments, projectId } = await storyOf(3);
    const seen = async () =>
      (await list()).map(({ id, detached }) => `${detached ? '-' : ''}${ids.indexOf(id)}`).join(' ');
    assert.equal(await seen(), '0 1 2');
    await store.applySync(projectId, { kept: [], added: [], gone: [{ id: ids[0]!, isRemovable: true }] });
    assert.equal(await seen(), '1 2 -0');
    await store.applySync(projectId, {
      kept: [{ ...segments[0]!, sequenceIndex: 9 }],
      added: [],
      gone: [],
    });
    assert.equal(await seen(), '1 2 0');
    const other = await store.upsertProject({ title: 'B', storyPath: 'b.story.md' });
    assert.deepEqual(await store.listAll(other), []);
    await store.applySync(other, { kept: [segments[1]!], added: [], gone: [] });
    assert.equal(await seen(), '2 0');
    assert.deepEqual(
      (await store.listAll(other)).map(({ id }) => id),
      [ids[1]],
    );
    await store.deleteSegment(ids[2]!);
    assert.equal(await seen(), '0');
    await store.deleteProject(projectId);
    assert.equal(await seen(), '');
  });

  it('does not see what was not written', async () => {
    const { database, list, ids } = await storyOf(2);
    const before = await list();
    const failed = database.transaction((db) => {
      db.run("UPDATE segment SET heading = 'Lost' WHERE id = ?", [ids[0]!]);
      throw new Error('not this time');
    });
    await assert.rejects(failed, /not this time/u);
    assert.equal(await list(), before);
  });
});
