import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { readRiff } from '../support/riff';
import { tempStories } from '../support/cli';
import { narrateResult } from '../support/narrateResult';

const FIRST = 'The boat came in before the storm broke, and nobody on the quay said a single word.';
const SECOND = 'You might have waited for me, said Mara at last, and turned to the door of the house.';

describe('storyflow narrate, of a story with tags', () => {
  let place: Awaited<ReturnType<typeof tempStories>>;
  beforeEach(async () => {
    place = await tempStories({ 'boat.story.md': `## Quay\n\n${FIRST} ${SECOND}\n` });
  });
  afterEach(() => place.remove());

  const narrate = async (story: string) => {
    await writeFile(place.path('boat.story.md'), story);
    const result = narrateResult(await place.run(['narrate', 'boat.story.md', '--json']));
    assert.deepEqual(result.errors, []);
    return result;
  };
  const frames = async (files: readonly string[]) => readRiff(await readFile(files[0] ?? '')).samples.length;

  it('a pause voices nothing again, and is in the wav to the sample', async () => {
    const plain = await narrate(`## Quay\n\n${FIRST} ${SECOND}\n`);
    const length = await frames(plain.files);
    const paused = await narrate(`## Quay\n\n${FIRST} [pause 2.5s] ${SECOND}\n`);
    assert.deepEqual([paused.synthesized, paused.cached], [0, 2]);
    // It takes the place of the 400 ms after a sentence.
    assert.equal((await frames(paused.files)) - length, 2.1 * 24_000);
  });

  it('a voice speaks its part alone, and a heading its segment', async () => {
    await narrate(`## Quay\n\n${FIRST} ${SECOND}\n`);
    const voiced = await narrate(`## Quay\n\n${FIRST} [voice draft:en-gb-x-rp]${SECOND}[/voice]\n`);
    assert.deepEqual([voiced.synthesized, voiced.cached], [1, 1]);
    const slower = await narrate(`## Quay {speed=0.8}\n\n${FIRST} ${SECOND}\n`);
    assert.deepEqual([slower.synthesized, slower.cached], [2, 0]);
    const names = (await place.run(['segments', 'boat.story.md', '--json'])).out;
    assert.match(names, /"Quay"/u);
    assert.doesNotMatch(names, /speed=0\.8/u);
  });
});
