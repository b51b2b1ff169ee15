import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tempStories } from '../support/cli';
import { narrateResult } from '../support/narrateResult';

const STORY = '# A\n\n## One\n\nThe boat came in.\n\n## Two\n\nNobody said a word.\n';

describe('storyflow keeps what it was told', () => {
  let place: Awaited<ReturnType<typeof tempStories>>;
  beforeEach(async () => {
    place = await tempStories({ 'a.story.md': STORY });
    const { code, err } = await place.run(['narrate', 'a.story.md']);
    assert.equal(code, 0, err);
  });
  afterEach(() => place.remove());

  const database = () => place.path('.storyflow/storyflow.db');
  const segments = async () => {
    const { code, out, err } = await place.run(['segments', 'a.story.md', '--json']);
    assert.equal(code, 0, err);
    return (JSON.parse(out) as { segments: { heading: string; status: string; locked: boolean }[] }).segments;
  };

  it('refuses a database of a newer StoryFlow in one sentence, and leaves it as it is', async () => {
    const bytes = await readFile(database());
    bytes.writeUInt32BE(bytes.readUInt32BE(60) + 1, 60);
    await writeFile(database(), bytes);
    const before = await readdir(place.path('.storyflow'), { recursive: true });
    for (const command of [
      ['segments', 'a.story.md'],
      ['narrate', 'a.story.md', '--force'],
      ['lock', 'a.story.md', '--segment', 'One'],
      ['unlock', 'a.story.md', '--segment', 'One'],
      ['recreate', 'a.story.md'],
      ['delete', 'a.story.md', '--segment', 'One'],
    ]) {
      const { code, err } = await place.run(command);
      assert.equal(code, 2, command[0]);
      assert.match(
        err,
        /^The database of this folder was written by a newer StoryFlow .*: update StoryFlow\.$/mu,
      );
    }
    assert.deepEqual(await readFile(database()), bytes);
    assert.deepEqual(await readdir(place.path('.storyflow'), { recursive: true }), before);
    assert.equal(await readFile(place.path('a.story.md'), 'utf8'), STORY);
  });

  it('says where it put a damaged database, and finds all audio again', async () => {
    await writeFile(database(), 'This is no database. '.repeat(100));
    const { code, err } = await place.run(['segments', 'a.story.md']);
    assert.equal(code, 0);
    assert.match(
      err,
      /storyflow\.db is not an SQLite database; it was set aside as .*storyflow\.db\.damaged-/u,
    );
    assert.deepEqual(
      (await segments()).map(({ status }) => status),
      ['ready', 'ready'],
    );
  });

  it('keeps locks without its database, and recreates their audio', async () => {
    await place.run(['lock', 'a.story.md', '--segment', 'Two']);
    await rm(database());
    await rm(place.path('.storyflow/media'), { recursive: true });
    const states = async () => (await segments()).map(({ status, locked }) => [status, locked]);
    assert.deepEqual(await states(), [
      ['none', false],
      ['none', true],
    ]);
    const skipped = narrateResult(await place.run(['narrate', 'a.story.md', '--segment', 'One', '--json']));
    assert.deepEqual(skipped.errors, []);
    const { code, out } = await place.run(['recreate', 'a.story.md']);
    assert.deepEqual([code, out], [0, '1 segment recreated.\n']);
    assert.deepEqual(await states(), [
      ['ready', false],
      ['ready', true],
    ]);
    const again = await place.run(['recreate', 'a.story.md']);
    assert.deepEqual([again.code, again.out], [0, 'No audio of a locked segment is missing (1 locked).\n']);
  });

  it('leaves a lock file with conflict marks as it is, and says what to do', async () => {
    await place.run(['lock', 'a.story.md', '--segment', 'Two']);
    const file = place.path('.storyflow/locks.json');
    const marked = `<<<<<<< ours\n${await readFile(file, 'utf8')}=======\n>>>>>>> theirs\n`;
    await writeFile(file, marked);
    for (const name of ['lock', 'unlock']) {
      const { code, err } = await place.run([name, 'a.story.md', '--segment', 'Two']);
      assert.equal(code, 1);
      assert.match(
        err,
        /^The locks were left as they are, because .*locks\.json has conflict marks of git: .*try again\.$/mu,
      );
    }
    assert.equal(await readFile(file, 'utf8'), marked);
    assert((await segments()).every(({ locked }) => locked));
  });
});
