import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readWavInfo } from '../../src/core/audio/readWav';
import type { Studio } from '../../src/core/narration/studio';
import { scriptedEngine } from './engines';
import { HOMES, textsWith } from './movingSection';
import { PICTURES } from './pictures';
import { openPlace, segmentOf, SQLITE, type Place } from './studio';
import { ageLocks, bundleChild } from './writers';

/** A section with audio, image and lock that is moved between two stories keeps all of it, whenever that is killed. */
export function movesKilled({ kills }: { kills: number }): void {
  it(`a section that is moved between two stories keeps id, lock, audio and image over kill -9 at ${kills} random moments`, async function () {
    const bundle = await mkdtemp(join(tmpdir(), 'storyflow-mover-'));
    const [a = '', b = ''] = textsWith(0);
    const place = await openPlace({ [HOMES[0]]: a, [HOMES[1]]: b }, { engine: scriptedEngine() });
    try {
      const outfile = await bundleChild('move', bundle);
      const { id, sound } = await begin(place);
      let [moves, interrupted] = [0, 0];
      for (let round = 0; round < kills; round++) {
        const told = await killMover(outfile, place.root);
        moves += told.moves;
        if (told.isUnderWay) interrupted++;
        await ageLocks({ folder: place.root });
        // A kill between the two files leaves the section in both, or in none yet; the writer goes on where it stopped.
        const home = round % 2;
        for (const [at, text] of textsWith(home).entries()) await place.write(HOMES[at] ?? '', text);
        const { studio } = await place.open();
        for (const at of round % 3 === 0 ? [0, 1] : [1, 0])
          await studio.keep(await studio.open(place.path(HOMES[at] ?? '')));
        await studio.sweep();
        await assertWhole(place, studio, { id, sound, home });
      }
      assert(interrupted > kills / 4, `${interrupted} of ${kills} kills fell into a move`);
      if (this.test) this.test.title += `: ${interrupted} in a move, ${moves} moves done`;
    } finally {
      await place.close();
      await rm(bundle, { recursive: true, force: true });
    }
  });
}

/** Gives the section all that it could lose. */
async function begin(place: Place): Promise<{ id: string; sound: Buffer }> {
  const { studio } = place;
  for (const name of HOMES) {
    const response = await studio.generateAllAudio((await studio.open(place.path(name))).projectId);
    assert('task_id' in response);
    assert.deepEqual((await place.ended(response.task_id)).errors, []);
  }
  const path = place.path(HOMES[0]);
  const { id } = segmentOf(await studio.open(path), 'Two');
  await studio.attachImage(id, { name: 'sea.png', bytes: PICTURES.png });
  const story = await studio.open(path);
  await studio.lock(story, [segmentOf(story, 'Two')]);
  return { id, sound: await soundOf(place.wavOf(segmentOf(story, 'Two'))) };
}

/** Lets a mover work, and kills it at some moment of a move that is as likely as any other. */
async function killMover(outfile: string, root: string): Promise<{ moves: number; isUnderWay: boolean }> {
  const child = spawn(process.execPath, [outfile, root, SQLITE]);
  let errors = '';
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  const ended = new Promise((resolve) => child.on('close', resolve));
  let [moves, began, longest, isUnderWay] = [0, 0, 0, false];
  const last = 1 + Math.floor(Math.random() * 3);
  for await (const line of createInterface(child.stdout)) {
    isUnderWay = line === 'began';
    if (line === 'done') {
      moves++;
      longest = Math.max(longest, performance.now() - began);
    } else began = performance.now();
    if (isUnderWay && moves === last) setTimeout(() => child.kill('SIGKILL'), Math.random() * longest);
  }
  await ended;
  assert.equal(errors, '');
  return { moves, isUnderWay };
}

async function assertWhole(
  place: Place,
  studio: Studio,
  { id, sound, home }: { id: string; sound: Buffer; home: number },
): Promise<void> {
  const stories = await Promise.all(HOMES.map((name) => studio.open(place.path(name))));
  const expected: string[] = [];
  for (const [at, story] of stories.entries()) {
    assert.deepEqual([story.moved, story.replaced], [[], []]);
    // A copy of a moment may be left, and has nothing.
    for (const { audio, imageFile, isLocked } of story.detached)
      assert.deepEqual([audio, imageFile, isLocked], [undefined, undefined, false]);
    for (const segment of story.segments) {
      assert.deepEqual([at, segment.parsed.heading, segment.status], [at, segment.parsed.heading, 'ready']);
      const tags = (await readWavInfo(place.wavOf(segment)))?.tags;
      assert.deepEqual([tags?.segmentId, tags?.projectId], [segment.id, story.projectId]);
      const { audio, imageFile } = segment.stored ?? {};
      expected.push(audio?.file ?? '', ...(imageFile === undefined ? [] : [imageFile]));
    }
  }
  const two = stories.flatMap(({ segments }) => segments.filter(({ parsed }) => parsed.heading === 'Two'));
  assert.deepEqual(
    two.map((each) => [each.id, each.isLocked, each.projectId]),
    [[id, true, stories[home]?.projectId]],
  );
  const [found] = two;
  assert(found?.stored?.imageFile);
  assert.deepEqual(await readFile(join(place.media, found.stored.imageFile)), PICTURES.png);
  assert.deepEqual(await soundOf(place.wavOf(found)), sound);
  const files = (await place.files()).filter((file) => !file.endsWith('.tmp'));
  assert.deepEqual(files, expected.sort());
}

/** The end of a wav: what it says of itself stands before. */
async function soundOf(path: string): Promise<Buffer> {
  return (await readFile(path)).subarray(-4000);
}
