import assert from 'node:assert/strict';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { deleteProject, deleteSegment } from '../../../../src/core/narration/deletion';
import { generateSegment } from '../../../../src/core/narration/generateSegment';
import { Library } from '../../../../src/core/narration/library';
import { DEFAULT_PAUSES } from '../../../../src/core/narration/planSegment';
import { Database } from '../../../../src/core/store/database';
import { audioPath, storePaths } from '../../../../src/core/store/paths';
import { SegmentStore } from '../../../../src/core/store/segmentStore';
import { readStoryFile, replaceStoryText } from '../../../../src/core/storyFile';
import { scriptedEngine } from '../../../support/engines';
import { openPlace, segmentOf, SQLITE, wavWriter, type Place } from '../../../support/studio';

/** A store that lets another window act right before a record changes. */
class InterruptedStore extends SegmentStore {
  before: (what: 'setAudio' | 'deleteSegment' | 'deleteProject', id: string) => Promise<void> = () =>
    Promise.resolve();

  override async setAudio(...[id, audio]: Parameters<SegmentStore['setAudio']>) {
    await this.before('setAudio', id);
    return super.setAudio(id, audio);
  }

  override async deleteSegment(...[id, left]: Parameters<SegmentStore['deleteSegment']>) {
    await this.before('deleteSegment', id);
    return super.deleteSegment(id, left);
  }

  override async deleteProject(...[id, left]: Parameters<SegmentStore['deleteProject']>) {
    await this.before('deleteProject', id);
    return super.deleteProject(id, left);
  }
}

describe('another window acts at the worst moment', () => {
  const engine = scriptedEngine();
  let place: Place;
  let database: Database;
  let store: InterruptedStore;
  let library: Library;
  beforeEach(async () => {
    place = await openPlace({ 'a.story.md': '## One\n\nThe boat came in.\n' }, { engine });
    const { root, media, log } = place;
    database = new Database({ root, log, wasmBinary: () => readFile(SQLITE) });
    store = new InterruptedStore(database, log);
    library = new Library({
      root,
      mediaRoot: media,
      database,
      store,
      log,
      readText: async (path) => (await readStoryFile(path)).text,
      settings: () => ({ speed: 1, pauses: DEFAULT_PAUSES, tables: 'read' }),
      hasModel: () => Promise.resolve(false),
      modelOf: () => Promise.resolve(undefined),
    });
  });
  afterEach(async () => {
    database.close();
    await place.close();
  });

  /** The segment with a record; what is deleted below has a wav in its place. */
  async function kept() {
    const story = await library.keep(await library.open(place.path('a.story.md')));
    return segmentOf(story, 'One');
  }

  async function putWav(path: string) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'finished by another window');
  }

  async function generate() {
    const { id, plan } = await kept();
    const { media: mediaRoot, log } = place;
    const cache = { get: () => Promise.resolve(undefined), put: () => Promise.resolve() };
    const deps = {
      library,
      store,
      engine,
      writer: wavWriter,
      cache,
      mediaRoot,
      log,
      onUtterance: () => undefined,
      modelOf: () => Promise.resolve(undefined),
    };
    const { signal } = new AbortController();
    return generateSegment(id, deps, { settings: plan.settings, force: false, includeLocked: false, signal });
  }

  const deletionDeps = () => {
    const { media: mediaRoot, log, tasks } = place;
    return { library, store, tasks, mediaRoot, log, writeText: replaceStoryText };
  };

  it('48: the record is deleted between a wav and its record: the wav goes', async () => {
    const other = await place.open();
    store.before = async (_, id) => {
      await other.studio.open(place.path('a.story.md'));
      await other.studio.deleteSegment(id);
      // The other window removed the wav, and this one was a moment later.
      await putWav(audioPath(place.media, projectId, id));
    };
    const { projectId } = await kept();
    await assert.rejects(generate(), { code: 'SegmentNotFound' });
    assert.deepEqual(await place.files(), []);
  });

  it('48: a wav is finished while its segment is deleted: the wav goes', async () => {
    const segment = await kept();
    store.before = () => putWav(place.wavOf(segment));
    await deleteSegment(segment.id, deletionDeps());
    assert.deepEqual(await place.files(), []);
  });

  it('43, D-26: a wav is finished while its project is deleted: the wav goes', async () => {
    const segment = await kept();
    store.before = () => putWav(place.wavOf(segment));
    await deleteProject(segment.projectId, deletionDeps());
    assert.deepEqual(await place.files(), []);
  });

  it('109, D-09: nobody can lock a segment between the last look at its lock and its record', async () => {
    let wasHeld = false;
    store.before = async () => {
      wasHeld = (await stat(`${storePaths(place.root).locks}.lock`)).isDirectory();
    };
    await generate();
    assert(wasHeld);
    await assert.rejects(stat(`${storePaths(place.root).locks}.lock`), { code: 'ENOENT' });
  });
});
