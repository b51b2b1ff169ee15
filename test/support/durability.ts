import assert from 'node:assert/strict';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { inputIdsDialect, toneModel } from '../../scripts/fixtures/toneModel';
import { readWavInfo } from '../../src/core/audio/readWav';
import { tempStories } from './cli';
import { narrateResult } from './narrateResult';
import { longStory } from './stories';

const MODELS = resolve('test/fixtures/tone-kokoro/input_ids');

interface ListedSegment {
  id: string;
  heading: string;
  status: string;
  audio: string | null;
  duration: number | null;
}

/** What must survive kills, lost databases and company; `rounds` is how often chance gets a chance. */
export function durability({ rounds }: { rounds: number }): void {
  let place: Awaited<ReturnType<typeof tempStories>>;
  afterEach(() => place.remove());
  const args = ['narrate', 'a.story.md', '--json', '--models', MODELS];
  const segments = async () => {
    const { out } = await place.run(['segments', 'a.story.md', '--json', '--models', MODELS]);
    return (JSON.parse(out) as { segments: ListedSegment[] }).segments;
  };

  it(`goes on after kill -9 at ${rounds} random moments: no damaged or orphaned file, nothing spoken twice`, async () => {
    const count = 150;
    place = await tempStories({ 'a.story.md': longStory(count) });
    let kills = 0;
    for (let round = 0; round < rounds; round++) {
      // From before the first sentence to after the last.
      const delay = 300 + Math.random() * 2500;
      const run = await place.run(args, {
        onStart: (kill) => {
          setTimeout(kill, delay, 'SIGKILL');
        },
      });
      if (run.code === null) kills++;
      else await rm(place.path('.storyflow'), { recursive: true, force: true });
      await assertWhole(place.path('.storyflow/media'));
      if (run.code !== null) await place.run(['cache', 'clear']);
    }
    const spoken = await cachedUtterances(join(place.folder, '../home/utterances'));
    const last = narrateResult(await place.run(args));
    assert.deepEqual(last.errors, []);
    assert.equal(last.files.length, 15);
    // One utterance may be spoken but not yet in the cache when the process dies.
    assert.ok(
      last.synthesized <= count - spoken,
      `${last.synthesized} spoken again, ${spoken} of ${count} were cached`,
    );
    assert.ok(kills > 0, 'no run was killed in time');
    assert.deepEqual(new Set(await assertWhole(place.path('.storyflow/media'))), new Set(last.files));
    assert.ok((await segments()).every(({ status }) => status === 'ready'));
  });

  it('restores ids, audio and status from the wavs when the database is lost or damaged', async () => {
    place = await tempStories({ 'a.story.md': longStory(40) });
    await place.run(args);
    const before = await segments();
    const database = place.path('.storyflow/storyflow.db');
    for (const harm of [
      () => rm(database),
      () => writeFile(database, 'no database'),
      () => writeFile(database, ''),
    ]) {
      await harm();
      assert.deepEqual(await segments(), before);
      assert.equal(narrateResult(await place.run(args)).synthesized, 0);
    }
  });

  it('two narrations of one folder at once both succeed, and nothing is lost', async () => {
    for (let round = 0; round < Math.max(1, rounds / 5); round++) {
      place = await tempStories({
        'a.story.md': longStory(60),
        'b.story.md': longStory(60).replaceAll('boat', 'ship'),
      });
      const both = await Promise.all([
        place.run(['narrate', 'a.story.md', 'b.story.md', '--json', '--models', MODELS]),
        place.run(['narrate', 'b.story.md', 'a.story.md', '--json', '--models', MODELS]),
      ]);
      for (const run of both) {
        assert.equal(run.code, 0, run.err);
        assert.deepEqual(narrateResult(run).errors, []);
        assert.equal(narrateResult(run).files.length, 12);
      }
      assert.equal((await assertWhole(place.path('.storyflow/media'))).length, 12);
      assert.ok((await segments()).every(({ status }) => status === 'ready'));
      if (round + 1 < rounds / 5) await place.remove();
    }
  });

  it(`66: asked to end while the model is busy it ends after the utterance, without an abort (${rounds} times)`, async () => {
    place = await tempStories({ 'a.story.md': longStory(20) });
    const models = place.path('models');
    await mkdir(join(models, 'voices'), { recursive: true });
    await copyFile(join(MODELS, 'voices/af_bella.bin'), join(models, 'voices/af_bella.bin'));
    await writeFile(join(models, 'model.onnx'), toneModel({ ...inputIdsDialect, ballast: 30 }));
    for (let round = 0; round < rounds; round++) {
      const run = await place.run(['narrate', 'a.story.md', '--json', '--force', '--models', models], {
        onStart: (kill) => {
          setTimeout(kill, 1200 + Math.random() * 1500, 'SIGTERM');
        },
      });
      assert.equal(run.code, 130, `exit code ${run.code}: ${run.err}`);
      assert.match(run.err, /Stopping at the end of this sentence/u);
      await assertWhole(place.path('.storyflow/media'));
    }
  });
}

/** Asserts that every file below a media folder is a whole wav of ours; resolves with their paths. */
async function assertWhole(media: string): Promise<string[]> {
  const entries = await readdir(media, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const wavs = files.filter((file) => !/\.tmp$/u.test(file));
  for (const file of wavs)
    assert.ok(await readWavInfo(file), `${file} is damaged (${(await readFile(file)).length} bytes)`);
  return files;
}

async function cachedUtterances(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names.filter((name) => name.endsWith('.utterance')).length;
}
