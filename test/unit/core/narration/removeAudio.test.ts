import assert from 'node:assert/strict';
import { readFile, rename, symlink, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Database } from '../../../../src/core/store/database';
import { storePaths } from '../../../../src/core/store/paths';
import { readStoryFile } from '../../../../src/core/storyFile';
import { scriptedEngine } from '../../../support/engines';
import { openPlace, segmentOf, SQLITE, type Place } from '../../../support/studio';

const STORY = '## One\n\nThe boat came in.\n\n## Two\n\nNobody said a word.\n\n## Three\n\nIt rained.\n';

describe('removing', () => {
  let place: Place;
  beforeEach(async () => {
    place = await openPlace({ 'a.story.md': STORY }, { engine: scriptedEngine() });
    await narrate();
  });
  afterEach(() => place.close());

  const story = () => place.studio.open(place.path('a.story.md'));
  const segment = async (heading: string) => segmentOf(await story(), heading);
  const idsOf = async (...headings: string[]) =>
    (await Promise.all(headings.map(segment))).map(({ id }) => id);
  const states = async () => (await story()).segments.map(({ status }) => status).join(' ');
  const wavsOf = async (...headings: string[]) =>
    (await Promise.all(headings.map(segment))).map(
      ({ projectId, id }) => `projects/${projectId}/audio/${id}.wav`,
    );
  const narrate = async () => {
    const response = await place.studio.generateAllAudio((await story()).projectId);
    assert('task_id' in response, response.message);
    return place.ended(response.task_id);
  };
  /** Makes the folder of the wavs one that nobody can look into: a link to itself. */
  async function blockWavs() {
    const folder = dirname(place.wavOf(await segment('One')));
    await rename(folder, `${folder}.away`);
    await symlink(folder, folder);
    return async () => {
      await unlink(folder);
      await rename(`${folder}.away`, folder);
    };
  }

  describe('audio', () => {
    it('takes the wavs, and leaves text, records, ids and the audio of others', async () => {
      const before = await story();
      await place.studio.removeAudio(await idsOf('One', 'Three'));
      assert.equal(await states(), 'none ready none');
      assert.deepEqual(await place.files(), await wavsOf('Two'));
      assert.equal(await place.read('a.story.md'), STORY);
      for (const [at, { stored, id }] of (await story()).segments.entries()) {
        const known = before.segments[at];
        assert.deepEqual({ ...stored, audio: 0 }, { ...known?.stored, audio: 0 });
        assert.equal(id, known?.id);
      }
      assert.equal((await narrate()).completed_segments.length, 2);
      assert.equal(await states(), 'ready ready ready');
    });

    it('of segments without any changes nothing, and writes nothing where nothing was ever written', async () => {
      await place.studio.removeAudio(await idsOf('One'));
      await place.studio.removeAudio(await idsOf('One'));
      assert.equal(await states(), 'none ready ready');
      await place.write('b.story.md', STORY);
      const before = await readFile(storePaths(place.root).database);
      const other = await place.studio.open(place.path('b.story.md'));
      await place.studio.removeAudio(other.segments.map(({ id }) => id));
      assert.deepEqual(await readFile(storePaths(place.root).database), before);
    });

    it('8: of a locked segment is refused, and then none is removed', async () => {
      await place.studio.lock(await story(), [await segment('Two')]);
      const files = await place.files();
      await assert.rejects(place.studio.removeAudio(await idsOf('One', 'Two')), {
        code: 'SegmentLocked',
        message: /“Two” is locked and was left as it is: unlock it first/u,
      });
      assert.deepEqual([await place.files(), await states()], [files, 'ready ready ready']);
    });

    it('10: of an unknown segment is refused, and then none is removed', async () => {
      const [one = ''] = await idsOf('One');
      await assert.rejects(place.studio.removeAudio([one, '../..']), { code: 'SegmentNotFound' });
      assert.equal(await states(), 'ready ready ready');
    });

    it('109: a lock that is set meanwhile keeps the wav', async () => {
      const [id = ''] = await idsOf('One');
      let looks = 0;
      const late = await place.open({
        async readText(path) {
          // The first look is before the lock file is held, the second one is while it is.
          if (++looks === 2) await writeFile(storePaths(place.root).locks, '<<<<<<< ours\n"a.story.md"\n');
          return (await readStoryFile(path)).text;
        },
      });
      await assert.rejects(late.studio.removeAudio([id]), { code: 'SegmentLocked' });
      assert.deepEqual([looks, (await place.files()).length], [2, 3]);
    });

    it('50: the path comes from the ids, whatever the record says', async () => {
      const precious = join(place.base, 'precious.wav');
      await writeFile(precious, 'not ours');
      const database = new Database({ root: place.root, log: place.log, wasmBinary: () => readFile(SQLITE) });
      const [id = ''] = await idsOf('One');
      await database.transaction((db) =>
        db.run('UPDATE segment SET audio_file = ? WHERE id = ?', [precious, id]),
      );
      database.close();
      await place.studio.removeAudio([id]);
      assert.deepEqual([await readFile(precious, 'utf8'), (await place.files()).length], ['not ours', 2]);
    });

    it('51: a wav that cannot be removed does not block, and goes with the next sweep', async function () {
      if (process.platform === 'win32') this.skip();
      const ids = await idsOf('One', 'Two');
      const unblock = await blockWavs();
      await place.studio.removeAudio(ids);
      await unblock();
      assert.equal(await states(), 'none none ready');
      assert.equal((await place.files()).length, 3);
      assert(place.log.lines.some((line) => line.startsWith('warn') && line.includes('will be tried again')));
      await (await place.open()).studio.sweep();
      assert.deepEqual(await place.files(), await wavsOf('Three'));
    });

    it('51: nor does the sweep take a wav that was made again', async function () {
      if (process.platform === 'win32') this.skip();
      const unblock = await blockWavs();
      await place.studio.removeAudio([(await story()).segments[0]?.id ?? '']);
      await unblock();
      await narrate();
      await place.studio.sweep();
      assert.equal((await place.files()).length, 3);
    });
  });

  describe('detached segments', () => {
    const withoutTwo = STORY.replace(/## Two[^#]*/u, '');

    async function detach(): Promise<string> {
      const { id } = await segment('Two');
      await place.write('a.story.md', withoutTwo);
      await place.studio.keep(await story());
      return id;
    }

    it('D-15: takes wav and record, and leaves the text', async () => {
      const id = await detach();
      assert.deepEqual(await place.studio.deleteDetached([id]), [id]);
      assert.deepEqual((await story()).detached, []);
      assert.deepEqual(
        [await place.files(), await place.read('a.story.md')],
        [await wavsOf('One', 'Three').then((files) => files.sort()), withoutTwo],
      );
    });

    it('D-15: one whose text came back stays, with its text', async () => {
      const id = await detach();
      await place.write('a.story.md', STORY);
      assert.deepEqual(await place.studio.deleteDetached([id]), []);
      assert.deepEqual([await place.read('a.story.md'), await states()], [STORY, 'ready ready ready']);
      assert.equal((await segment('Two')).id, id);
    });

    it('46: a locked one goes with its lock, and one that is gone already is no error', async () => {
      await place.studio.lock(await story(), [await segment('Two')]);
      const id = await detach();
      assert.deepEqual(await place.studio.deleteDetached([id]), [id]);
      assert(!(await readFile(storePaths(place.root).locks, 'utf8')).includes(id));
      assert.deepEqual(await place.studio.deleteDetached([id]), []);
    });
  });
});
