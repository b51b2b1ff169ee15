import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWavInfo } from '../../../../src/core/audio/readWav';
import type { Studio } from '../../../../src/core/narration/studio';
import { Database } from '../../../../src/core/store/database';
import { storePaths } from '../../../../src/core/store/paths';
import { SegmentStore } from '../../../../src/core/store/segmentStore';
import { draftCache } from '../../../support/draftCache';
import { scriptedEngine, type ScriptedEngine } from '../../../support/engines';
import { PICTURES } from '../../../support/pictures';
import { openPlace, segmentOf, SQLITE, type Place } from '../../../support/studio';

const ONE = '## One\n\nThe boat came in before the storm broke.\n\n';
const TWO = '## Two\n\nNobody on the quay said a word about it.\n\n';
const THREE = '## Three\n\nIt rained until the harbor was empty.\n\n';
const FOUR = '## Four\n\nThe keeper had known all of this before.\n\n';

describe('a section that moves from one story to another', () => {
  let engine: ScriptedEngine;
  let place: Place;
  let cache: string;
  beforeEach(async () => {
    engine = scriptedEngine();
    cache = await mkdtemp(join(tmpdir(), 'storyflow-cache-'));
    place = await openPlace(
      { 'a.story.md': ONE + TWO + THREE, 'b.story.md': FOUR },
      { engine, cache: draftCache(cache) },
    );
    for (const name of ['a.story.md', 'b.story.md']) await narrate(name);
    const { id } = segmentOf(await open('a.story.md'), 'Two');
    await place.studio.attachImage(id, { name: 'sea.png', bytes: PICTURES.png });
    const a = await open('a.story.md');
    await place.studio.lock(a, [segmentOf(a, 'Two')]);
  });
  afterEach(async () => {
    await place.close();
    await rm(cache, { recursive: true, force: true });
  });

  const open = (name: string, studio: Studio = place.studio) => studio.open(place.path(name));
  const two = async (name: string, studio?: Studio) => segmentOf(await open(name, studio), 'Two');
  async function narrate(name: string) {
    const response = await place.studio.generateAllAudio((await open(name)).projectId);
    if (!('task_id' in response)) return [];
    const { errors, completed_segments } = await place.ended(response.task_id);
    assert.deepEqual(errors, []);
    return completed_segments;
  }
  const headings = (segments: readonly { heading: string }[]) => segments.map(({ heading }) => heading);
  const locks = async () => {
    const text = await readFile(storePaths(place.root).locks, 'utf8');
    return (JSON.parse(text) as { locks: { story: string; segmentId: string }[] }).locks;
  };
  /** Every wav and image is where its segment's record says, says so itself, and there are no others. */
  async function assertConsistent(studio: Studio = place.studio) {
    const expected: string[] = [];
    for (const name of ['a.story.md', 'b.story.md']) {
      const story = await open(name, studio);
      for (const stored of [...story.segments.flatMap((each) => each.stored ?? []), ...story.detached]) {
        assert.equal(stored.projectId, story.projectId, stored.heading);
        if (stored.imageFile !== undefined) expected.push(stored.imageFile);
        if (!stored.audio) continue;
        expected.push(stored.audio.file);
        const tags = (await readWavInfo(join(place.media, stored.audio.file)))?.tags;
        assert.deepEqual(
          [tags?.segmentId, tags?.projectId, tags?.story, tags?.heading, tags?.textHash],
          [stored.id, story.projectId, name, stored.heading, stored.audio.textHash],
        );
      }
    }
    assert.deepEqual(await place.files(), expected.sort());
  }

  /** Cut from `a`, pasted into `b`; then as the title says. */
  const cut = () => place.write('a.story.md', ONE + THREE);
  /** As when the writer saves who cut. */
  const keepCut = async () => {
    const story = await open('a.story.md');
    await place.studio.keep(story, new Set(story.detached.map(({ id }) => id)));
  };
  const paste = (text = TWO) => place.write('b.story.md', FOUR + text);

  const orders: [what: string, act: () => Promise<unknown>][] = [
    [
      'both changed at once, the new one looked at first',
      async () => {
        await Promise.all([cut(), paste()]);
      },
    ],
    [
      'both changed at once, the old one looked at first',
      async () => {
        await Promise.all([cut(), paste()]);
        await open('a.story.md');
      },
    ],
    [
      'cut and saved, then pasted and saved',
      async () => {
        await cut();
        await keepCut();
        await paste();
      },
    ],
    [
      'pasted and looked at, then cut',
      async () => {
        await paste();
        assert.equal((await two('b.story.md')).status, 'none');
        await cut();
      },
    ],
    [
      'pasted and saved, then cut and saved',
      async () => {
        await paste();
        await place.studio.keep(await open('b.story.md'));
        await cut();
        await keepCut();
      },
    ],
    [
      'and edited a little under its heading',
      async () => {
        await cut();
        await paste(TWO.replace('said a word about', 'ever spoke a word about'));
      },
    ],
    [
      'and renamed',
      async () => {
        await cut();
        await paste(TWO.replace('Two', 'Silence'));
      },
    ],
  ];
  for (const [what, act] of orders) {
    it(`${what}: id, lock, audio and image go along`, async () => {
      const before = await two('a.story.md');
      const sound = (await readFile(place.wavOf(before))).subarray(-4000);
      await act();
      const looked = (await open('b.story.md')).segments[1];
      assert.deepEqual([looked?.id, looked?.isLocked], [before.id, true]);
      assert.deepEqual(looked?.stored?.audio, before.stored?.audio);
      assert.deepEqual((await open('a.story.md')).detached, []);
      assert.equal(
        await open('b.story.md'),
        await open('b.story.md'),
        'the same object when nothing changed',
      );

      const kept = (await place.studio.keep(await open('b.story.md'))).segments[1];
      assert.deepEqual(
        [kept?.id, kept?.isLocked, kept?.status],
        [before.id, true, what.includes('edited') ? 'stale' : 'ready'],
      );
      assert(kept?.stored?.imageFile);
      assert.deepEqual(await readFile(join(place.media, kept.stored.imageFile)), PICTURES.png);
      assert.deepEqual((await readFile(place.wavOf(kept))).subarray(-4000), sound);
      assert.deepEqual(
        (await locks()).map(({ story, segmentId }) => [story, segmentId]),
        [['b.story.md', before.id]],
      );
      await assertConsistent();
      await assertConsistent((await place.open()).studio);
      await narrate('a.story.md');
      if (!what.includes('edited')) assert.deepEqual(await narrate('b.story.md'), []);
      assert.equal(engine.requests.length, 4, 'nothing was spoken again');
    });
  }

  it('looking alone writes nothing, and when it moves back all is as it was', async () => {
    const before = await two('a.story.md');
    const database = await readFile(storePaths(place.root).database);
    await cut();
    await paste();
    assert.equal((await two('b.story.md')).id, before.id);
    assert.deepEqual(headings((await open('a.story.md')).moved), ['Two']);
    assert.deepEqual(await readFile(storePaths(place.root).database), database);
    await place.write('a.story.md', ONE + TWO + THREE);
    await place.write('b.story.md', FOUR);
    for (const name of ['b.story.md', 'a.story.md']) await open(name);
    assert.deepEqual(await two('a.story.md'), before);
    assert.deepEqual((await open('a.story.md')).moved, []);
  });

  it('a pasted copy gets an id of its own, and its audio without being spoken again', async () => {
    const before = await two('a.story.md');
    await paste();
    const copy = await two('b.story.md');
    assert.notEqual(copy.id, before.id);
    assert.deepEqual([copy.status, copy.isLocked, copy.stored], ['none', false, undefined]);
    assert.equal((await narrate('b.story.md')).length, 1);
    assert.equal(engine.requests.length, 4);
    assert.deepEqual(await two('a.story.md'), before);
    await assertConsistent();
    // What has audio of its own by then is nobody else.
    await cut();
    assert.deepEqual(headings((await open('a.story.md')).detached), ['Two']);
    assert.equal((await two('b.story.md')).isLocked, false);
  });

  it('into the place of a copy that is not there any more', async () => {
    const { id } = await two('a.story.md');
    await place.write('b.story.md', FOUR + ONE);
    await place.studio.keep(await open('b.story.md'));
    await cut();
    await place.write('b.story.md', FOUR + TWO.replace('Two', 'One'));
    const moved = (await place.studio.keep(await open('b.story.md'))).segments[1];
    assert.deepEqual([moved?.id, moved?.isLocked, moved?.status], [id, true, 'ready']);
    await assertConsistent();
  });

  it('one of many equal ones, which may have moved or not, answers to its own id', async () => {
    const same = '## Five\n\nAnd then there was the matter of the letter.\n\n';
    const keep = async (name: string) => place.studio.keep(await open(name));
    await place.write('c.story.md', same + same);
    await place.write('d.story.md', same + FOUR + same + same + same);
    for (const name of ['c.story.md', 'd.story.md']) await keep(name);
    await rm(place.path('c.story.md'));
    await place.write('e.story.md', same);
    for (const name of ['e.story.md', 'd.story.md', 'e.story.md', 'd.story.md']) await keep(name);
    const e = await open('e.story.md');
    assert.equal(place.studio.currentId(e.segments[0]?.id ?? ''), e.segments[0]?.id);
    await place.studio.lock(e, e.segments);
    assert.deepEqual(
      (await open('e.story.md')).segments.map(({ isLocked }) => isLocked),
      [true],
    );
  });

  it('two sections that changed places between two stories, in the same places', async () => {
    const [a, b] = [await two('a.story.md'), segmentOf(await open('b.story.md'), 'Four')];
    await place.write('a.story.md', ONE + FOUR + THREE);
    await place.write('b.story.md', TWO);
    for (const name of ['a.story.md', 'b.story.md', 'a.story.md']) await open(name);
    for (const name of ['a.story.md', 'b.story.md', 'a.story.md']) await place.studio.keep(await open(name));
    assert.equal(segmentOf(await open('a.story.md'), 'Four').id, b.id);
    assert.equal((await two('b.story.md')).id, a.id);
    await assertConsistent();
    assert.deepEqual([await narrate('a.story.md'), await narrate('b.story.md')], [[], []]);
  });

  it('into a story that nobody knew yet, by an act that needs it', async () => {
    const { id } = await two('a.story.md');
    await cut();
    await place.write('c.story.md', TWO + '## Five\n\nAnd then there was the matter of the letter.\n');
    const c = await open('c.story.md');
    assert.equal(segmentOf(c, 'Two').id, id);
    await place.studio.unlock([segmentOf(c, 'Two')]);
    const handle = await place.studio.generateSegmentAudio(id, { force: true });
    assert.equal(handle.segment_id, id);
    assert.equal((await place.ended(handle.task_id)).status, 'COMPLETED');
    assert.deepEqual(
      (await place.files()).filter((file) => file.includes(id)),
      [`projects/${c.projectId}/audio/${id}.wav`, `projects/${c.projectId}/images/${id}_sea.png`],
    );
  });

  it('while it is spoken: its wav arrives in the new story', async () => {
    const one = segmentOf(await open('a.story.md'), 'One');
    engine.hold();
    const { task_id } = await place.studio.generateSegmentAudio(one.id, { force: true });
    await engine.asked(5);
    await place.write('a.story.md', TWO + THREE);
    await place.write('b.story.md', FOUR + ONE);
    await place.studio.keep(await open('b.story.md'));
    engine.release();
    assert.deepEqual((await place.ended(task_id)).errors, []);
    assert.equal(segmentOf(await open('b.story.md'), 'One').status, 'ready');
    await assertConsistent();
  });

  it('deleting the story that it came from leaves it what it has', async () => {
    const { id, projectId } = await two('a.story.md');
    await cut();
    await paste();
    await open('b.story.md');
    await place.studio.deleteProject(projectId);
    const moved = await two('b.story.md');
    assert.deepEqual([moved.id, moved.status, moved.isLocked], [id, 'ready', true]);
  });

  it('D-15: what is detached comes back in another story, also after a restart', async () => {
    const { id } = await two('a.story.md');
    await cut();
    await keepCut();
    assert.deepEqual(headings((await open('a.story.md')).detached), ['Two']);
    await paste();
    const { studio } = await place.open();
    assert.equal((await two('b.story.md', studio)).id, id);
    assert.deepEqual(await studio.deleteDetached([id]), [], 'its text is there again');
  });

  it('a wav that cannot be read stops it, and nothing is lost', async () => {
    const before = await two('a.story.md');
    const wav = await readFile(place.wavOf(before));
    await cut();
    await paste();
    const b = await open('b.story.md');
    await writeFile(place.wavOf(before), 'This is no sound.');
    await assert.rejects(place.studio.keep(b), {
      code: 'MediaNotWritable',
      message: /of “Two” could not be taken along/u,
    });
    await writeFile(place.wavOf(before), wav);
    await place.studio.keep(await open('b.story.md'));
    assert.equal((await two('b.story.md')).status, 'ready');
    await assertConsistent();
  });

  it('a sweep after a kill removes what was half moved, and nothing else', async () => {
    const before = await two('a.story.md');
    const other = await place.open();
    await cut();
    await paste();
    const b = await open('b.story.md');
    // As a process leaves it that was killed after the new files appeared.
    const target = `projects/${b.projectId}/audio/${before.id}.wav`;
    const database = new Database({ root: place.root, log: place.log, wasmBinary: () => readFile(SQLITE) });
    await new SegmentStore(database, place.log).recordRemovals([target]);
    database.close();
    await mkdir(join(place.media, target, '..'), { recursive: true });
    await writeFile(join(place.media, target), await readFile(place.wavOf(before)));
    await other.studio.sweep();
    assert.equal((await two('b.story.md', other.studio)).status, 'ready');
    await place.studio.keep(await open('b.story.md'));
    await other.studio.sweep();
    await assertConsistent(other.studio);
    await rm(storePaths(place.root).database);
    const rebuilt = (await place.open()).studio;
    assert.equal((await two('b.story.md', rebuilt)).id, before.id);
  });
});
