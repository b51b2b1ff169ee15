import assert from 'node:assert/strict';
import { mkdir, readFile, rename, rm, stat, symlink, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Database } from '../../../../src/core/store/database';
import { storePaths } from '../../../../src/core/store/paths';
import { SegmentStore } from '../../../../src/core/store/segmentStore';
import { listTrash } from '../../../../src/core/store/trash';
import { scriptedEngine, type ScriptedEngine } from '../../../support/engines';
import { openPlace, segmentOf, SQLITE, wavWriter, type Place } from '../../../support/studio';

const STORY = `# The Boat

## One

The boat came in before the storm broke.

## Two

Nobody on the quay said a word about it.

The keeper looked past them at the sea.

## Three

It rained until the harbor was empty.
`;

let engine: ScriptedEngine;
let place: Place;
beforeEach(async () => {
  engine = scriptedEngine();
  place = await openPlace({ 'a.story.md': STORY }, { engine });
});
afterEach(async () => {
  engine.release();
  await place.close();
});

const story = () => place.studio.open(place.path('a.story.md'));
const segment = async (heading: string) => segmentOf(await story(), heading);
const headings = async () => (await story()).segments.map(({ parsed }) => parsed.heading);
const startAll = async (studio = place.studio) => {
  const response = await studio.generateAllAudio((await story()).projectId, { forceRegenerate: true });
  assert('task_id' in response);
  return response.task_id;
};
const narrate = async () => {
  const { errors } = await place.ended(await startAll());
  assert.deepEqual(errors, []);
};
const startOne = async (heading: string) =>
  (await place.studio.generateSegmentAudio((await segment(heading)).id)).task_id;
const remove = async (heading: string) => place.studio.deleteSegment((await segment(heading)).id);
const audioOf = async (...names: string[]) =>
  (await story()).segments
    .filter(({ parsed }) => names.includes(parsed.heading))
    .map(({ projectId, id }) => `projects/${projectId}/audio/${id}.wav`)
    .sort();

/** The store behind a studio, as another window sees it. */
async function withStore<T>(use: (store: SegmentStore) => Promise<T>): Promise<T> {
  const database = new Database({ root: place.root, log: place.log, wasmBinary: () => readFile(SQLITE) });
  try {
    return await use(new SegmentStore(database, place.log));
  } finally {
    database.close();
  }
}

/** A picture at the place that the store gives it. */
async function attachImage(heading: string): Promise<string> {
  const { id, projectId } = await segment(heading);
  const file = `projects/${projectId}/images/${id}_sea.png`;
  await mkdir(dirname(join(place.media, file)), { recursive: true });
  await writeFile(join(place.media, file), 'a picture');
  await withStore((store) => store.setImage(id, `${id}_sea.png`));
  return file;
}

describe('deleting a segment', () => {
  it('40, 44, 52, D-23: takes wav, record and section, and leaves order, wavs and locks of the others', async () => {
    await narrate();
    await place.studio.lock(await story(), [await segment('Three')]);
    const before = await story();
    const kept = await audioOf('One', 'Three');
    const bytes = await Promise.all(kept.map((file) => readFile(join(place.media, file))));
    await place.studio.deleteSegment(segmentOf(before, 'Two').id);
    assert.deepEqual(await place.files(), kept);
    assert.deepEqual(await Promise.all(kept.map((file) => readFile(join(place.media, file)))), bytes);
    assert.equal(await place.read('a.story.md'), STORY.replace(/## Two[^#]*/u, ''));
    const after = await story();
    for (const heading of ['One', 'Three']) {
      const { parsed, ...expected } = segmentOf(before, heading);
      const { parsed: now, ...found } = segmentOf(after, heading);
      assert.deepEqual({ ...found, plan: 0 }, { ...expected, plan: 0 });
      assert.equal(now.index, parsed.index - (heading === 'Three' ? 1 : 0), 'numbers follow the document');
    }
    assert.deepEqual(after.detached, []);
    assert.equal(await withStore((store) => store.getSegment(segmentOf(before, 'Two').id)), undefined);
  });

  it('41: a segment without audio is deleted without a warning', async () => {
    await place.ended(await startOne('One'));
    await remove('Two');
    assert.deepEqual(await headings(), ['One', 'Three']);
    assert.deepEqual(
      place.log.lines.filter((line) => /^(warn|error)/u.test(line)),
      [],
    );
  });

  it('41: a segment of a story that was never written is deleted, and nothing is written for it', async () => {
    await remove('Two');
    assert.deepEqual(await headings(), ['One', 'Three']);
    await assert.rejects(stat(storePaths(place.root).folder), { code: 'ENOENT' });
  });

  it('42, D-15: takes wav and image, and the image goes to the trash', async () => {
    await narrate();
    const image = await attachImage('Two');
    assert((await place.files()).includes(image));
    const { id, projectId, plan } = await segment('Two');
    await remove('Two');
    assert.deepEqual(await place.files(), await audioOf('One', 'Three'));
    const expected = {
      segmentId: id,
      projectId,
      story: 'a.story.md',
      heading: 'Two',
      textHash: plan.textHash,
    };
    const [trashed, ...others] = await listTrash(place.root);
    assert.deepEqual(
      [{ ...trashed, id: '', removedAt: 0 }, others],
      [{ ...expected, fileName: basename(image), reason: 'deleted', id: '', removedAt: 0 }, []],
    );
  });

  for (const id of ['fb3f4e2e-7d0c-4a29-9e27-5f2f0a3a9c11', '', '../../a.story.md', '*']) {
    it(`45: there is no segment ${JSON.stringify(id)}, and nothing is deleted`, async () => {
      await narrate();
      const files = await place.files();
      await assert.rejects(place.studio.deleteSegment(id), { code: 'SegmentNotFound', status: 404 });
      assert.deepEqual([await place.files(), await place.read('a.story.md')], [files, STORY]);
    });
  }

  it('46: a locked segment can be deleted, and its lock goes with it', async () => {
    await narrate();
    await place.studio.lock(await story(), [await segment('One'), await segment('Two')]);
    const { id } = await segment('Two');
    await remove('Two');
    assert.deepEqual(await headings(), ['One', 'Three']);
    const locks = await readFile(storePaths(place.root).locks, 'utf8');
    assert(!locks.includes(id) && locks.includes((await segment('One')).id));
  });

  it('46: also when the lock file cannot be read', async () => {
    await narrate();
    await writeFile(storePaths(place.root).locks, '{');
    await remove('Two');
    assert.deepEqual(await place.files(), await audioOf('One', 'Three'));
  });

  it('47: a wav that is missing, or a folder in its place, does not stop a deletion', async () => {
    await narrate();
    await rm(place.wavOf(await segment('One')));
    const folder = place.wavOf(await segment('Two'));
    await rm(folder);
    await mkdir(folder);
    await remove('One');
    await remove('Two');
    assert.deepEqual(await headings(), ['Three']);
    assert((await stat(folder)).isDirectory(), 'a folder is not ours to remove');
  });

  it('48, D-14: deleted while it waits for its turn: an error entry, no wav, nothing is spoken', async () => {
    engine.hold();
    const first = await startOne('One');
    const second = await startOne('Two');
    await engine.asked(1);
    const { id } = await segment('Two');
    await place.studio.deleteSegment(id);
    engine.release();
    await place.ended(first);
    const { status, errors } = await place.ended(second);
    assert.deepEqual([status, errors.map(({ segment_id }) => segment_id)], ['FAILED', [id]]);
    assert.equal(engine.requests.length, 1);
    assert.deepEqual(await place.files(), await audioOf('One'));
  });

  for (const [when, utterance] of [
    ['its first utterance', 1],
    ['its last utterance', 2],
  ] as const) {
    it(`48, D-14: deleted during ${when}: an error entry, no wav, nothing more is spoken`, async () => {
      await narrate();
      const spoken = engine.requests.length;
      engine.hold();
      const task = await place.studio.generateSegmentAudio((await segment('Two')).id, { force: true });
      for (let at = 1; at < utterance; at++) {
        await engine.asked(spoken + at);
        engine.step();
      }
      await engine.asked(spoken + utterance);
      const { id } = await segment('Two');
      await place.studio.deleteSegment(id);
      engine.release();
      const { status, errors, completed_segments } = await place.ended(task.task_id);
      assert.deepEqual([status, completed_segments], ['FAILED', []]);
      assert.deepEqual(
        errors.map(({ segment_id }) => segment_id),
        [id],
      );
      assert.match(errors[0]?.error ?? '', /was deleted/u);
      assert.equal(engine.requests.length, spoken + utterance);
      assert.deepEqual(await place.files(), await audioOf('One', 'Three'));
    });
  }

  it('48: deleted by another window while its wav is written: no wav is left', async () => {
    await narrate();
    const other = await place.open();
    const { id } = await segment('Two');
    const deletions: Promise<void>[] = [];
    const writing = await place.open({
      writer: {
        async write(job) {
          const written = await wavWriter.write(job);
          if (job.tags.segmentId === id) deletions.push(other.studio.deleteSegment(id));
          return written;
        },
      },
    });
    const seen = await writing.studio.open(place.path('a.story.md'));
    const response = await writing.studio.generateAllAudio(seen.projectId, { forceRegenerate: true });
    assert('task_id' in response);
    await writing.ended(response.task_id);
    assert.equal(deletions.length, 1);
    await Promise.all(deletions);
    assert.deepEqual(await place.files(), await audioOf('One', 'Three'));
  });

  it('48: after any order of generate, regenerate and delete there is no wav without a segment', async () => {
    let text = '';
    for (let part = 0; part < 8; part++) text += `## Part ${part}\n\nWords of part ${part}.\n\n`;
    await place.write('a.story.md', text);
    const other = await place.open();
    const random = pseudoRandom(48);
    const pending: Promise<unknown>[] = [];
    for (let step = 0; step < 40; step++) {
      const { studio } = random() < 0.5 ? place : other;
      const now = await studio.open(place.path('a.story.md'));
      const chosen = now.segments[Math.floor(random() * now.segments.length)];
      if (!chosen) break;
      // Two windows may want to write the story at once; the one that is later is told so.
      const act =
        random() < 0.2
          ? studio.deleteSegment(chosen.id)
          : studio.generateSegmentAudio(chosen.id, { force: true });
      pending.push(act.catch(() => undefined));
      if (random() < 0.3) await Promise.all(pending.splice(0));
    }
    await Promise.all(pending);
    for (const { tasks, ended } of [place, other]) for (const id of tasks.activeTasks()) await ended(id);
    const { segments } = await story();
    assert(segments.length < 8 && segments.length > 0);
    const allowed = new Set(segments.map(({ projectId, id }) => `projects/${projectId}/audio/${id}.wav`));
    assert.deepEqual(
      (await place.files()).filter((file) => !allowed.has(file)),
      [],
    );
  });

  it('49: when the story cannot be written nothing is deleted', async () => {
    await narrate();
    const files = await place.files();
    const { id } = await segment('Two');
    const refusing = await place.open({
      writeText: () => Promise.reject(new Error('the disk is read-only')),
    });
    await assert.rejects(refusing.studio.deleteSegment(id), /read-only/u);
    assert.deepEqual([await place.files(), await place.read('a.story.md')], [files, STORY]);
    assert.equal((await segment('Two')).status, 'ready');
  });

  it('49: when the record cannot be removed the segment is still listed and can be deleted again', async () => {
    await narrate();
    const { id } = await segment('Two');
    const { database } = storePaths(place.root);
    const failing = await place.open({
      async writeText(path, _, after) {
        await writeFile(path, after);
        await rename(database, `${database}.kept`);
        await mkdir(database);
      },
    });
    await assert.rejects(failing.studio.deleteSegment(id), { code: 'MediaNotWritable' });
    await rm(database, { recursive: true });
    await rename(`${database}.kept`, database);
    assert.deepEqual(await headings(), ['One', 'Three']);
    assert.deepEqual(
      (await story()).detached.map((each) => each.id),
      [id],
    );
    await place.studio.deleteSegment(id);
    assert.deepEqual((await story()).detached, []);
    assert.deepEqual(await place.files(), await audioOf('One', 'Three'));
    await assert.rejects(place.studio.deleteSegment(id), { code: 'SegmentNotFound' });
  });

  it('50: the path of the wav comes from the ids, whatever the stored reference says', async () => {
    await narrate();
    const { id } = await segment('Two');
    const precious = join(place.base, 'precious.wav');
    await writeFile(precious, 'not ours');
    const database = new Database({ root: place.root, log: place.log, wasmBinary: () => readFile(SQLITE) });
    await database.transaction((db) =>
      db.run('UPDATE segment SET audio_file = ? WHERE id = ?', [precious, id]),
    );
    database.close();
    await remove('Two');
    assert.deepEqual(await place.files(), await audioOf('One', 'Three'));
    assert.equal(await readFile(precious, 'utf8'), 'not ours');
  });

  it('51: a file that cannot be removed does not block, and goes with the next sweep', async function () {
    if (process.platform === 'win32') this.skip();
    await narrate();
    const image = await attachImage('Two');
    const images = dirname(join(place.media, image));
    await rename(images, `${images}.away`);
    // A link to itself is a path that cannot be followed, whoever asks.
    await symlink(images, images);
    await remove('Two');
    assert.deepEqual(await headings(), ['One', 'Three']);
    assert(place.log.lines.some((line) => line.startsWith('warn') && line.includes(image)));
    await place.studio.sweep();
    await unlink(images);
    await rename(`${images}.away`, images);
    assert((await place.files()).includes(image));
    await (await place.open()).studio.sweep();
    assert.deepEqual(await place.files(), await audioOf('One', 'Three'));
    assert.deepEqual(await withStore((store) => store.listRemovals()), []);
  });

  it('52: of two equal sections the one that is left keeps its own wav', async () => {
    const twice = '## Rain\n\nIt rained.\n\n## Rain\n\nIt rained.\n';
    for (const doomed of [0, 1]) {
      await place.write('a.story.md', twice);
      await narrate();
      const { segments } = await story();
      const left = segments[1 - doomed];
      await place.studio.deleteSegment(segments[doomed]?.id ?? '');
      const after = await story();
      assert.deepEqual(
        [after.segments.map(({ id, status }) => [id, status]), after.detached],
        [[[left?.id, 'ready']], []],
      );
    }
  });

  it('52: also when another window deletes the one', async () => {
    await place.write('a.story.md', '## Rain\n\nIt rained.\n\n## Rain\n\nIt rained.\n');
    await narrate();
    const { segments } = await story();
    await (await place.open()).studio.deleteSegment(segments[0]?.id ?? '');
    const after = await story();
    assert.deepEqual(
      [after.segments.map(({ id, status }) => [id, status]), after.detached],
      [[[segments[1]?.id, 'ready']], []],
    );
  });

  it('52: also when nothing was written yet', async () => {
    await place.write('a.story.md', '## Rain\n\nIt rained.\n\n## Rain\n\nIt rained.\n');
    const { segments } = await story();
    await place.studio.deleteSegment(segments[0]?.id ?? '');
    assert.deepEqual(
      (await story()).segments.map(({ id }) => id),
      [segments[1]?.id],
    );
  });

  it('D-15: a detached segment is deleted with its wav, and the text stays as it is', async () => {
    await narrate();
    const { id } = await segment('Two');
    const without = STORY.replace(/## Two[^#]*/u, '');
    await place.write('a.story.md', without);
    await place.ended(await startOne('One'));
    assert.deepEqual(
      (await story()).detached.map((each) => each.id),
      [id],
    );
    await place.studio.deleteSegment(id);
    assert.deepEqual(
      [await place.files(), await place.read('a.story.md')],
      [await audioOf('One', 'Three'), without],
    );
  });

  it('D-30: with its parts, or this part only', async () => {
    const nested = '## One\n\nWords one.\n\n### Inner\n\nWords inner.\n\n## Two\n\nWords two.\n';
    await place.write('a.story.md', nested);
    await narrate();
    await remove('One');
    assert.deepEqual(await headings(), ['Inner', 'Two']);
    await place.write('a.story.md', nested);
    await narrate();
    await place.studio.deleteSegment((await segment('One')).id, { withParts: true });
    assert.deepEqual(await headings(), ['Two']);
    assert.deepEqual(await place.files(), await audioOf('Two'));
  });
});

describe('deleting a project', () => {
  it('43, D-29: removes audio, images and records, never the manuscript, and the story comes back without audio', async () => {
    await place.write('b.story.md', '## Other\n\nAnother story.\n');
    await narrate();
    await attachImage('One');
    const other = await place.studio.open(place.path('b.story.md'));
    const { task_id } = await place.studio.generateSegmentAudio(segmentOf(other, 'Other').id);
    await place.ended(task_id);
    await place.studio.lock(await story(), [await segment('Three')]);
    const { projectId } = await story();
    await writeFile(join(place.media, 'projects', projectId, 'output.mp3'), '');
    await place.studio.deleteProject(projectId);
    assert.equal(await place.read('a.story.md'), STORY);
    assert.deepEqual(await place.files(), [
      `projects/${other.projectId}/audio/${segmentOf(other, 'Other').id}.wav`,
    ]);
    assert.deepEqual(await withStore(async (store) => (await store.listProjects()).map(({ id }) => id)), [
      other.projectId,
    ]);
    assert.deepEqual(await withStore((store) => store.listSegments(projectId)), []);
    const again = await story();
    assert.notEqual(again.projectId, projectId);
    assert.deepEqual(
      again.segments.map(({ status, isLocked }) => [status, isLocked]),
      Array(3).fill(['none', false]),
    );
    await assert.rejects(place.studio.project(projectId), { code: 'ProjectNotFound' });
  });

  it('43: a missing folder is no error', async () => {
    await narrate();
    await rm(place.media, { recursive: true });
    await place.studio.deleteProject((await story()).projectId);
    assert.deepEqual(await withStore((store) => store.listProjects()), []);
  });

  it('43: of a story that was only opened there is nothing to delete', async () => {
    await place.studio.deleteProject((await story()).projectId);
    await assert.rejects(stat(storePaths(place.root).folder), { code: 'ENOENT' });
  });

  for (const id of ['fb3f4e2e-7d0c-4a29-9e27-5f2f0a3a9c11', '', '..', '../../..']) {
    it(`45: there is no project ${JSON.stringify(id)}, and nothing is deleted`, async () => {
      await narrate();
      const files = await place.files();
      await assert.rejects(place.studio.deleteProject(id), { code: 'ProjectNotFound', status: 404 });
      assert.deepEqual([await place.files(), await place.read('a.story.md')], [files, STORY]);
    });
  }

  it('D-26: while its task runs: the task stops after the utterance, then everything is deleted', async () => {
    engine.hold();
    const first = await startAll();
    const second = await startOne('Three');
    await engine.asked(1);
    const { projectId } = await story();
    const deletion = place.studio.deleteProject(projectId);
    engine.release();
    await deletion;
    for (const id of [first, second]) {
      const { status, cancelled, errors } = place.tasks.getTaskStatus(id);
      assert.deepEqual([status, cancelled, errors], ['COMPLETED', true, []]);
    }
    assert.deepEqual(await place.files(), []);
    assert.deepEqual(await withStore((store) => store.listProjects()), []);
  });

  it('D-26: by another window while a task runs here: error entries, no wav, nothing more is spoken', async () => {
    const other = await place.open();
    engine.hold();
    const task = await startAll();
    await engine.asked(1);
    await other.studio.deleteProject((await other.studio.open(place.path('a.story.md'))).projectId);
    engine.release();
    const { status, completed_segments, errors } = await place.ended(task);
    assert.deepEqual([status, completed_segments, errors.length], ['COMPLETED', [], 3]);
    assert.equal(engine.requests.length, 1);
    assert.deepEqual(await place.files(), []);
  });

  it('51: a folder that cannot be removed is removed by the sweep, and is not found again before', async function () {
    if (process.platform === 'win32') this.skip();
    await narrate();
    const { projectId } = await story();
    const projects = join(place.media, 'projects');
    await rename(projects, `${projects}.away`);
    await symlink(projects, projects);
    await place.studio.deleteProject(projectId);
    await unlink(projects);
    await rename(`${projects}.away`, projects);
    const later = await place.open();
    assert.deepEqual(await withStore((store) => store.listProjects()), [], 'its wavs do not bring it back');
    await later.studio.sweep();
    assert.deepEqual(await place.files(), []);
  });
});

/** Numbers from 0 to 1 that are the same every time. */
function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
