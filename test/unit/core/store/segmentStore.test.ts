import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { isErrorCode } from '../../../../src/core/errors';
import { audioReference, projectReference } from '../../../../src/core/store/paths';
import { selectAll } from '../../../../src/core/store/sqlite';
import { AUDIO, content, openStore, useFolder } from './support/store';

describe('SegmentStore', () => {
  const folder = useFolder();

  /** A store with one story of three segments. */
  async function threeSegments() {
    const opened = openStore(folder());
    const projectId = await opened.store.upsertProject({ title: 'A story', storyPath: 'a.story.md' });
    const segments = [0, 1, 2].map((sequenceIndex) =>
      content({ sequenceIndex, heading: `Part ${sequenceIndex}` }),
    );
    await opened.store.applySync(projectId, { kept: [], added: segments, gone: [] });
    return { ...opened, projectId, segments, ids: segments.map(({ id }) => id) as [string, string, string] };
  }

  describe('projects', () => {
    it('have one id for a story, whatever its title', async () => {
      const { store } = openStore(folder());
      const id = await store.upsertProject({ title: 'First', storyPath: 'b/a.story.md' });
      assert.equal(await store.upsertProject({ title: 'Second', storyPath: 'b/a.story.md' }), id);
      const other = await store.upsertProject({ title: 'Other', storyPath: 'a.story.md' });
      assert.deepEqual(
        (await store.listProjects()).map((project) => [project.id, project.title, project.storyPath]),
        [
          [other, 'Other', 'a.story.md'],
          [id, 'Second', 'b/a.story.md'],
        ],
      );
      assert.equal((await store.projectByStory('b/a.story.md'))?.id, id);
      assert.equal((await store.getProject(id))?.title, 'Second');
      assert.equal(await store.projectByStory('c.story.md'), undefined);
      assert.equal(await store.getProject(randomUUID()), undefined);
    });

    it('keep their id when the story is renamed, but never take the place of another', async () => {
      const { store } = openStore(folder());
      const id = await store.upsertProject({ title: 'A', storyPath: 'a.story.md' });
      assert.equal(await store.upsertProject({ id, title: 'A', storyPath: 'b.story.md' }), id);
      assert.equal(await store.projectByStory('a.story.md'), undefined);
      await store.upsertProject({ title: 'C', storyPath: 'c.story.md' });
      const taken = store.upsertProject({ id, title: 'A', storyPath: 'c.story.md' });
      await assert.rejects(taken, (error) => isErrorCode(error, 'WrongUse'));
    });

    it('are refused for a path that leads out of the root', async () => {
      const { store } = openStore(folder());
      const refused = store.upsertProject({ title: 'A', storyPath: '../a.story.md' });
      await assert.rejects(refused, (error) => isErrorCode(error, 'WrongUse'));
    });
  });

  describe('sync', () => {
    it('gives back all that it was given', async () => {
      const { store, projectId, segments } = await threeSegments();
      assert.deepEqual(
        await store.listSegments(projectId),
        segments.map((segment) => ({
          ...segment,
          projectId,
          imageFile: undefined,
          audio: undefined,
          isLocked: false,
          failure: undefined,
          failedAttempt: undefined,
          detached: undefined,
        })),
      );
    });

    it('lists in the order of the document', async () => {
      const { store, projectId, segments, ids } = await threeSegments();
      const moved = segments.map((segment, index) => ({ ...segment, sequenceIndex: [2, 0, 1][index]! }));
      await store.applySync(projectId, { kept: moved, added: [], gone: [] });
      assert.deepEqual(
        (await store.listSegments(projectId)).map(({ id }) => id),
        [ids[1], ids[2], ids[0]],
      );
    });

    it('leaves audio, image and lock of what it keeps as they are', async () => {
      const { store, projectId, segments, ids } = await threeSegments();
      await store.setAudio(ids[0], AUDIO);
      await store.setImage(ids[0], 'a.png');
      await store.setLocked(ids[0], true);
      const before = await store.getSegment(ids[0]);
      const edited = { ...segments[0]!, heading: 'Renamed', textContent: 'New text.', textHash: 'new' };
      await store.applySync(projectId, { kept: [edited], added: [], gone: [] });
      assert.deepEqual(await store.getSegment(ids[0]), { ...before, ...edited });
    });

    it('writes nothing when nothing changed', async () => {
      const { store, database, projectId, segments } = await threeSegments();
      const other = openStore(folder()).database;
      await other.refresh();
      await store.applySync(projectId, { kept: segments, added: [], gone: [] });
      await store.upsertProject({ title: 'A story', storyPath: 'a.story.md' });
      assert.equal(await other.refresh(), false);
      assert.equal(await database.refresh(), false);
    });

    it('detaches what vanished, and takes it back with its audio', async () => {
      const { store, projectId, segments, ids } = await threeSegments();
      await store.setAudio(ids[1], AUDIO);
      await store.applySync(projectId, { kept: [], added: [], gone: [{ id: ids[1], isRemovable: true }] });
      assert.deepEqual(
        (await store.listSegments(projectId)).map(({ id }) => id),
        [ids[0], ids[2]],
      );
      const [detached] = await store.listDetached();
      assert.equal(detached?.id, ids[1]);
      assert.equal(detached.detached?.isRemovable, true);
      assert.ok(detached.detached.at > 0);
      assert.equal(detached.audio?.voice, 'af_bella');

      await store.applySync(projectId, { kept: [segments[1]!], added: [], gone: [] });
      assert.deepEqual(await store.listDetached(), []);
      assert.equal((await store.listSegments(projectId))[1]?.audio?.voice, 'af_bella');
    });

    it('moves a segment that came back in another story', async () => {
      const { store, projectId, segments, ids } = await threeSegments();
      const other = await store.upsertProject({ title: 'B', storyPath: 'b.story.md' });
      await store.setAudio(ids[0], AUDIO);
      await store.applySync(projectId, { kept: [], added: [], gone: [{ id: ids[0], isRemovable: false }] });
      await store.applySync(other, { kept: [segments[0]!], added: [], gone: [] });
      await store.setAudio(ids[0], AUDIO);
      const moved = await store.getSegment(ids[0]);
      assert.equal(moved?.projectId, other);
      assert.equal(moved.audio?.file, audioReference(other, ids[0]));
    });

    it('is refused for an unknown project and for ids that are none', async () => {
      const { store, projectId } = await threeSegments();
      const sync = (id: string) => ({ kept: [], added: [content({ id })], gone: [] });
      await assert.rejects(store.applySync(randomUUID(), sync(randomUUID())), (error) =>
        isErrorCode(error, 'ProjectNotFound'),
      );
      await assert.rejects(store.applySync(projectId, sync('../evil')), (error) =>
        isErrorCode(error, 'WrongUse'),
      );
      assert.equal((await store.listSegments(projectId)).length, 3);
    });
  });

  describe('audio', () => {
    it('5, 6: is stored by a relative path, with its duration', async () => {
      const { store, projectId, ids } = await threeSegments();
      await store.setAudio(ids[0], AUDIO);
      const stored = await openStore(folder()).store.getSegment(ids[0]);
      assert.deepEqual(stored?.audio, { ...AUDIO, file: `projects/${projectId}/audio/${ids[0]}.wav` });
    });

    it('14: changes only what concerns audio; an edit made meanwhile stays', async () => {
      const { store, projectId, segments, ids } = await threeSegments();
      const window = openStore(folder()).store;
      await window.getSegment(ids[0]);
      const edited = {
        ...segments[0]!,
        textContent: 'Edited meanwhile.',
        textHash: 'edited',
        imagePrompt: 'A fox',
      };
      await store.applySync(projectId, { kept: [edited], added: [], gone: [] });
      await store.setImage(ids[0], 'fox.png');
      await store.setLocked(ids[0], true);
      const before = await store.getSegment(ids[0]);
      await window.setAudio(ids[0], AUDIO);
      const after = await window.getSegment(ids[0]);
      assert.deepEqual({ ...after, audio: undefined }, { ...before, audio: undefined });
      assert.equal(after?.audio?.durationSeconds, 5.23);
    });

    it('13: a failure is remembered and changes no audio; new audio settles it', async () => {
      const { store, ids } = await threeSegments();
      await store.setAudio(ids[0], AUDIO);
      const before = await store.getSegment(ids[0]);
      await store.setFailure(ids[0], 'The engine failed.');
      assert.deepEqual(await store.getSegment(ids[0]), { ...before, failure: 'The engine failed.' });
      await store.setAudio(ids[0], AUDIO);
      assert.deepEqual(await store.getSegment(ids[0]), before);
    });

    it('13: what failed is remembered with what was to be heard, and is settled with it', async () => {
      const { store, ids } = await threeSegments();
      const attempt = { textHash: 'text', settingsHash: 'settings' };
      await store.setFailure(ids[0], 'The engine failed.', attempt);
      const failed = await store.getSegment(ids[0]);
      assert.deepEqual([failed?.failure, failed?.failedAttempt], ['The engine failed.', attempt]);
      await store.setFailure(ids[0], undefined);
      const settled = await store.getSegment(ids[0]);
      assert.deepEqual([settled?.failure, settled?.failedAttempt], [undefined, undefined]);
    });

    it('51: is taken away from many at once, those that are there, and what is left of it is recorded', async () => {
      const { store, ids } = await threeSegments();
      for (const id of ids) await store.setAudio(id, AUDIO);
      await store.clearAudio([ids[0], randomUUID(), ids[2]], ['left.wav']);
      const audio = await Promise.all(ids.map(async (id) => (await store.getSegment(id))?.audio?.voice));
      assert.deepEqual(audio, [undefined, AUDIO.voice, undefined]);
      assert.deepEqual(await store.listRemovals(), ['left.wav']);
    });

    it('can be taken away again', async () => {
      const { store, ids } = await threeSegments();
      const before = await store.getSegment(ids[0]);
      await store.setAudio(ids[0], AUDIO);
      await store.clearAudio([ids[0]]);
      assert.deepEqual(await store.getSegment(ids[0]), before);
    });

    it('26: of a segment that was deleted meanwhile is refused', async () => {
      const { store, ids } = await threeSegments();
      await openStore(folder()).store.deleteSegment(ids[0]);
      for (const change of [
        () => store.setAudio(ids[0], AUDIO),
        () => store.setImage(ids[0], 'a.png'),
        () => store.setFailure(ids[0], 'failed'),
        () => store.setLocked(ids[0], true),
      ]) {
        await assert.rejects(change(), (error) => isErrorCode(error, 'SegmentNotFound'));
      }
    });
  });

  describe('images and locks', () => {
    it('an image is stored by its path in the image folder', async () => {
      const { store, projectId, ids } = await threeSegments();
      await store.setImage(ids[0], 'a.png');
      assert.equal((await store.getSegment(ids[0]))?.imageFile, `projects/${projectId}/images/a.png`);
      await store.setImage(ids[0], undefined);
      assert.equal((await store.getSegment(ids[0]))?.imageFile, undefined);
      await assert.rejects(store.setImage(ids[0], '../a.png'), (error) => isErrorCode(error, 'WrongUse'));
    });

    it('locks repeat what the lock file says, all at once', async () => {
      const { store, projectId, ids } = await threeSegments();
      await store.setLocked(ids[0], true);
      const asked: string[] = [];
      await store.setLocks((id, story) => {
        asked.push(story);
        return id === ids[2];
      });
      assert.deepEqual(asked, Array(3).fill('a.story.md'));
      assert.deepEqual(
        (await store.listSegments(projectId)).map((segment) => segment.isLocked),
        [false, false, true],
      );
    });
  });

  describe('deletion', () => {
    it('44, 46, 52: removes one segment, locked or not, and changes nothing of the others', async () => {
      const { store, projectId, ids } = await threeSegments();
      await store.setLocked(ids[1], true);
      await store.setLocked(ids[2], true);
      await store.setAudio(ids[2], AUDIO);
      const [first, , third] = await store.listSegments(projectId);
      await store.deleteSegment(ids[1]);
      assert.equal(await store.getSegment(ids[1]), undefined);
      assert.deepEqual(await store.listSegments(projectId), [first, third]);
      assert.equal(third?.sequenceIndex, 2);
    });

    it('45: an unknown id is refused, and nothing else is deleted', async () => {
      const { store, projectId } = await threeSegments();
      await assert.rejects(store.deleteSegment(randomUUID(), ['a.wav']), (error) =>
        isErrorCode(error, 'SegmentNotFound'),
      );
      await assert.rejects(store.deleteProject(randomUUID()), (error) =>
        isErrorCode(error, 'ProjectNotFound'),
      );
      assert.equal((await store.listSegments(projectId)).length, 3);
      assert.deepEqual(await store.listRemovals(), []);
    });

    it('43: deleting a project removes all its segments, detached ones too, and no others', async () => {
      const { store, database, projectId, ids } = await threeSegments();
      await store.applySync(projectId, { kept: [], added: [], gone: [{ id: ids[0], isRemovable: false }] });
      const other = await store.upsertProject({ title: 'B', storyPath: 'b.story.md' });
      const kept = content();
      await store.applySync(other, { kept: [], added: [kept], gone: [] });
      await store.deleteProject(projectId);
      assert.deepEqual(
        await database.read((db) => selectAll(db, 'SELECT id FROM segment').map((row) => row['id'])),
        [kept.id],
      );
      assert.deepEqual(
        (await store.listProjects()).map(({ id }) => id),
        [other],
      );
    });

    it('51: what could not be removed is remembered until it is', async () => {
      const { store, projectId, ids } = await threeSegments();
      const wav = audioReference(projectId, ids[0]);
      await store.deleteSegment(ids[0], [wav, 'images/a.png']);
      await store.recordRemovals([wav]);
      assert.deepEqual(await openStore(folder()).store.listRemovals(), ['images/a.png', wav]);
      await store.forgetRemovals(['images/a.png', 'unknown']);
      assert.deepEqual(await store.listRemovals(), [wav]);
    });

    it('51: what is in use again is not removed later', async () => {
      const { store, projectId, segments, ids } = await threeSegments();
      await store.recordRemovals([audioReference(projectId, ids[0]), projectReference(projectId)]);
      await store.deleteSegment(ids[0]);
      await store.applySync(projectId, { kept: [segments[0]!], added: [], gone: [] });
      await store.setAudio(ids[0], AUDIO);
      assert.deepEqual(await store.listRemovals(), []);
    });
  });

  describe('the database', () => {
    it('65, 87: has no table for tasks', async () => {
      const { database } = await threeSegments();
      const tables = await database.read((db) =>
        selectAll(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").map(
          (row) => row['name'],
        ),
      );
      assert.deepEqual(tables, ['project', 'segment', 'to_remove']);
    });

    it('88: has every field of the original model of a segment', async () => {
      const { database } = await threeSegments();
      const columns = await database.read((db) =>
        selectAll(db, "SELECT name FROM pragma_table_info('segment')").map((row) => String(row['name'])),
      );
      const original = ['id', 'project_id', 'sequence_index', 'text_content', 'image_prompt', 'image_file'];
      for (const name of [...original, 'audio_file', 'audio_duration', 'is_locked'])
        assert.ok(columns.includes(name), name);
    });

    const bad: [column: string, value: string, field: string, expected: unknown][] = [
      ['is_locked', '7', 'isLocked', true],
      ['level', '99', 'level', 0],
      ['ordinal', '-1', 'ordinal', 0],
      ['audio_duration', '-5', 'audio', undefined],
      ['audio_file', "''", 'audio', undefined],
      ['audio_speed', '1e9', 'audio.speed', 1],
      ['audio_pauses', "'{nonsense'", 'audio.pauses.sentence', 0],
      ['audio_pauses', '\'{"part":1}\'', 'audio.pauses.part', 0],
      ['detached_removable', '3', 'detached', undefined],
    ];
    for (const [column, value, field, expected] of bad) {
      it(`falls back, and says so, when ${column} is ${value}`, async () => {
        const { store, database, log, ids } = await threeSegments();
        await store.setAudio(ids[0], AUDIO);
        await database.transaction((db) =>
          db.run(`UPDATE segment SET ${column} = ${value} WHERE id = '${ids[0]}'`),
        );
        const segment = await store.getSegment(ids[0]);
        const found = field
          .split('.')
          .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], segment);
        assert.equal(found, expected);
        assert.equal(segment?.heading, 'Part 0');
        assert.match(log.lines.join('\n'), new RegExp(`warn: .*${ids[0]}.*${column}`, 'u'));
      });
    }

    it('leaves out a row whose ids cannot be used', async () => {
      const { store, database, log, projectId } = await threeSegments();
      await database.transaction((db) =>
        db.run("INSERT INTO segment (id, project_id, sequence_index) VALUES ('../evil', ?, 9)", [projectId]),
      );
      assert.equal((await store.listSegments(projectId)).length, 3);
      assert.match(log.lines.join('\n'), /\.\.\/evil/u);
    });
  });
});
