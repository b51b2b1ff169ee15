import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { tempStories } from '../support/cli';
import { narrateResult } from '../support/narrateResult';

const STORY = `## Morning

Old Nguyen looked out over the long harbor before the boats came in that day.

Nobody on the quay said a single word about the weather or about the harbor.

## Evening

It rained on all the boats until the lamp was lit, and for a while after it.
`;

describe('storyflow lexicon', () => {
  let place: Awaited<ReturnType<typeof tempStories>>;
  beforeEach(async () => {
    place = await tempStories({ 'boat.story.md': STORY });
  });
  afterEach(() => place.remove());

  const lexicon = (...args: string[]) => place.run(['lexicon', ...args]);
  const narrate = async () => narrateResult(await place.run(['narrate', 'boat.story.md', '--json']));
  const counts = async () => {
    const { synthesized, cached, skipped } = await narrate();
    return { synthesized, cached, skipped };
  };

  it('a word that is added costs exactly the sentences that have it, and removed it costs none', async () => {
    assert.equal((await counts()).synthesized, 3);
    const added = await lexicon('add', 'Nguyen', 'win');
    assert.equal(added.code, 0, added.err);
    assert.match((await place.run(['segments', 'boat.story.md'])).out, /Morning .*lexicon/u);
    assert.deepEqual(await counts(), { synthesized: 1, cached: 1, skipped: 1 });
    assert.equal((await lexicon('remove', 'Nguyen')).code, 0);
    assert.deepEqual(await counts(), { synthesized: 0, cached: 2, skipped: 1 });
  });

  it('lists what it holds, for a person and for a program', async () => {
    assert.equal((await lexicon('list')).out, 'No word is said otherwise.\n');
    await lexicon('add', 'Nguyen', 'win');
    await lexicon('add', 'Lévi', '/lˈAvi/', '--language', 'en');
    assert.equal((await lexicon('list')).out, 'Lévi: /lˈAvi/ (en)\nNguyen: win\n');
    assert.deepEqual(JSON.parse((await lexicon('list', '--json')).out), [
      { word: 'Lévi', phonemes: 'lˈAvi', language: 'en' },
      { word: 'Nguyen', respelling: 'win' },
    ]);
  });

  it('refuses what is no phoneme and a word that it does not have, and stays as it was', async () => {
    await lexicon('add', 'Nguyen', 'win');
    const file = place.path('.storyflow/lexicon.json');
    const before = await readFile(file, 'utf8');
    const wrong = await lexicon('add', 'Lévi', '/l€vi/');
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /€/u);
    const unknown = await lexicon('remove', 'Mara');
    assert.deepEqual([unknown.code, /“Mara”/u.test(unknown.err)], [2, true]);
    assert.equal(await readFile(file, 'utf8'), before);
  });

  it('tells each problem at its place, and nothing is spoken from a file that cannot be read', async () => {
    await lexicon('add', 'Nguyen', 'win');
    const file = place.path('.storyflow/lexicon.json');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('"win"', '"win", "phonemes": "€"'));
    const told = await lexicon('check');
    assert.equal(told.code, 2);
    assert.match(told.err, /lexicon\.json:\d+:\d+: /u);

    await writeFile(file, `<<<<<<< ours\n${text}`);
    const refused = await place.run(['narrate', 'boat.story.md']);
    assert.notEqual(refused.code, 0);
    assert.match(refused.err, /lexicon\.json/u);
    assert.equal(await readFile(file, 'utf8'), `<<<<<<< ours\n${text}`);
  });
});
