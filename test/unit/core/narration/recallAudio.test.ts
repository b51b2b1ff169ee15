import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scriptedEngine, type ScriptedEngine } from '../../../support/engines';
import { openPlace, segmentOf, type Place } from '../../../support/studio';
import { utterancesIn } from '../../../support/utterances';

const STORY = '# T\n\n## One\n\nThe boat came in.\n\n## Two\n\nNobody said a word.\n';

describe('recallAudio', () => {
  let place: Place;
  let engine: ScriptedEngine;
  let folder: string;
  let cache: ReturnType<typeof utterancesIn>;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storyflow-recall-'));
    engine = scriptedEngine();
    cache = utterancesIn(folder);
    place = await openPlace({ 'a.story.md': STORY }, { engine, cache });
    const answer = await place.studio.generateAllAudio((await story()).projectId);
    if ('task_id' in answer) await place.ended(answer.task_id);
  });
  afterEach(async () => {
    await place.close();
    await rm(folder, { recursive: true });
  });

  const story = () => place.studio.open(place.path('a.story.md'));
  const statuses = async () =>
    (await story()).segments.map(({ parsed, status }) => `${parsed.heading} ${status}`);

  /** Gives all segments of a text, as it is now, the audio of what was spoken before. */
  async function recall(text = STORY): Promise<number> {
    await place.write('a.story.md', text);
    const kept = await place.studio.keep(await story());
    const ids = kept.segments.map(({ id }) => id);
    return (await place.studio.recallAudio(kept, ids)).length;
  }

  async function remove(heading: string): Promise<void> {
    await place.studio.deleteSegment(segmentOf(await story(), heading).id);
  }

  it('after an undo of a deletion the same audio is there, and nothing was spoken', async () => {
    const before = await readFile(place.wavOf(segmentOf(await story(), 'Two')));
    await remove('Two');
    assert.equal(await recall(), 1);
    assert.deepEqual(await statuses(), ['One ready', 'Two ready']);
    assert.deepEqual(samples(await readFile(place.wavOf(segmentOf(await story(), 'Two')))), samples(before));
    assert.equal(engine.requests.length, 2);
  });

  it('a pasted copy has audio of its own', async () => {
    assert.equal(await recall(`${STORY}\n## Copy\n\nThe boat came in.\n`), 1);
    assert.deepEqual(await statuses(), ['One ready', 'Two ready', 'Copy ready']);
    assert.equal(engine.requests.length, 2);
    assert.equal((await place.files()).length, 3);
  });

  for (const { title, text, prepare } of [
    { title: 'one sentence of it was never spoken', text: STORY.replace('a word.', 'a word. It was late.') },
    { title: 'the voice is another one', text: `---\nvoice: draft:de\n---\n${STORY}` },
    { title: 'the cache was cleared', prepare: () => cache.clear() },
    {
      title: 'it is locked',
      prepare: async () => {
        await place.write('a.story.md', STORY);
        const kept = await place.studio.keep(await story());
        await place.studio.lock(kept, [segmentOf(kept, 'Two')]);
      },
    },
  ])
    it(`stays without audio when ${title}`, async () => {
      await remove('Two');
      await prepare?.();
      assert.equal(await recall(text ?? STORY), 0);
      assert.match((await statuses())[1] ?? '', /^Two none$/u);
      assert.equal(engine.requests.length, 2);
    });

  it('is not recorded as failed when the cache forgets it in the middle', async () => {
    await remove('Two');
    let isKnown = true;
    const forgetful = await place.open({
      cache: {
        put: () => Promise.resolve(),
        get: async (text, settings) => {
          const audio = isKnown ? await cache.get(text, settings) : undefined;
          isKnown = false;
          return audio;
        },
      },
    });
    await place.write('a.story.md', STORY);
    const kept = await forgetful.studio.keep(await forgetful.studio.open(place.path('a.story.md')));
    const { id } = segmentOf(kept, 'Two');
    assert.deepEqual(await forgetful.studio.recallAudio(kept, [id]), []);
    assert.deepEqual(await statuses(), ['One ready', 'Two none']);
    assert.equal(engine.requests.length, 2);
  });

  it('leaves alone what is being spoken', async () => {
    await remove('Two');
    await place.write('a.story.md', STORY);
    const kept = await place.studio.keep(await story());
    const { id } = segmentOf(kept, 'Two');
    await cache.clear();
    engine.hold();
    const { task_id: task } = await place.studio.generateSegmentAudio(id);
    await engine.asked(3);
    await cache.put({ text: 'Nobody said a word.' }, kept.segments[1]!.plan.settings, {
      samples: new Float32Array(240),
      words: [],
    });
    assert.deepEqual(await place.studio.recallAudio(kept, [id]), []);
    engine.release();
    await place.ended(task);
  });
});

/** A wav without its record of who it belongs to. */
function samples(wav: Buffer): Buffer {
  const at = wav.indexOf('data');
  return wav.subarray(at, at + 8 + wav.readUInt32LE(at + 4));
}
