import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deleteSegment } from '../../../../src/core/narration/deletion';
import { attachImage, removeImage, restoreFromTrash } from '../../../../src/core/narration/images';
import { Library } from '../../../../src/core/narration/library';
import { lock, unlock } from '../../../../src/core/narration/locking';
import { DEFAULT_PAUSES } from '../../../../src/core/narration/planSegment';
import { Database } from '../../../../src/core/store/database';
import { storePaths } from '../../../../src/core/store/paths';
import { SegmentStore } from '../../../../src/core/store/segmentStore';
import { emptyTrash, listTrash } from '../../../../src/core/store/trash';
import { readStoryFile, replaceStoryText } from '../../../../src/core/storyFile';
import { scriptedEngine } from '../../../support/engines';
import { PICTURES } from '../../../support/pictures';
import { openPlace, segmentOf, SQLITE, type Place } from '../../../support/studio';

const STORY = '# T\n\n## One\n\nThe boat came in.\n\n## Two\n\nNobody said a word.\n';
const { png, jpeg, webp } = PICTURES;

describe('images of segments', () => {
  let place: Place;
  let database: Database;
  let deps: ReturnType<typeof openDeps>;
  beforeEach(async () => {
    place = await openPlace({ 'a.story.md': STORY }, { engine: scriptedEngine() });
    deps = openDeps();
  });
  afterEach(async () => {
    database.close();
    await place.close();
  });

  function openDeps() {
    const { root, media: mediaRoot, log, tasks } = place;
    database = new Database({ root, log, wasmBinary: () => readFile(SQLITE) });
    const store = new SegmentStore(database, log);
    const library = new Library({
      root,
      mediaRoot,
      database,
      store,
      log,
      readText: async (path) => (await readStoryFile(path)).text,
      settings: () => ({ speed: 1, pauses: DEFAULT_PAUSES, tables: 'read' }),
      hasModel: () => Promise.resolve(false),
      modelOf: () => Promise.resolve(undefined),
    });
    return { library, store, mediaRoot, log, tasks, writeText: replaceStoryText };
  }

  const story = () => deps.library.open(place.path('a.story.md'));
  const segment = async (heading: string) => segmentOf(await story(), heading);
  const attach = async (heading: string, name: string, bytes: Uint8Array = png) =>
    attachImage((await segment(heading)).id, { name, bytes }, deps);
  const imageOf = async (heading: string) => (await segment(heading)).stored?.imageFile;
  const bytesOf = (file: string) => readFile(join(place.media, file));
  const trash = async () =>
    (await listTrash(place.root)).map(({ fileName, reason }) => [fileName.slice(37), reason]);
  const warnings = () => place.log.lines.filter((line) => /^(warn|error)/u.test(line));

  it('82: attaches a picture under the ids of project and segment, of a story that was never written', async () => {
    await writeFile(join(place.base, 'The Sea.PNG'), png);
    const { id, projectId } = await segment('One');
    const file = await attachImage(id, join(place.base, 'The Sea.PNG'), deps);
    assert.equal(file, `projects/${projectId}/images/${id}_The-Sea.png`);
    assert.equal(await imageOf('One'), file);
    assert.equal(await imageOf('Two'), undefined);
    assert.deepEqual(await bytesOf(file), png);
    assert.deepEqual(await readFile(join(place.base, 'The Sea.PNG')), png, 'the picture itself stays');
    assert.equal(await place.read('a.story.md'), STORY);
  });

  it('replaces an image, and keeps the old one in the trash', async () => {
    const old = await attach('One', 'sea.png');
    const file = await attach('One', 'boat.jpg', jpeg);
    assert.equal(await imageOf('One'), file);
    assert.deepEqual(await place.files(), [file]);
    assert.notEqual(file, old);
    assert.deepEqual(await trash(), [['sea.png', 'removed']]);
  });

  it('replaces an image of the same name, and keeps the old one in the trash', async () => {
    await attach('One', 'sea.png');
    const other = Buffer.concat([png, Buffer.from('other')]);
    const file = await attach('One', 'sea.png', other);
    assert.deepEqual(await place.files(), [file]);
    assert.deepEqual(await bytesOf(file), other);
    assert.deepEqual(await trash(), [['sea.png', 'removed']]);
  });

  it('what cannot be attached leaves the image that was there', async () => {
    const file = await attach('One', 'sea.png');
    const { id } = await segment('One');
    await assert.rejects(attach('One', 'sea.png', jpeg), { code: 'InvalidImage' });
    await assert.rejects(attachImage(id, place.path('none.png'), deps), { code: 'InvalidImage' });
    const folder = dirname(join(place.media, file));
    await mkdir(join(folder, `${id}_boat.png`));
    await assert.rejects(attach('One', 'boat.png'), { code: 'MediaNotWritable' });
    assert.equal(await imageOf('One'), file);
    assert.deepEqual(await place.files(), [file]);
    assert.deepEqual(await trash(), []);
  });

  it('when the database cannot be written, nothing of the new image is left', async () => {
    const file = await attach('One', 'sea.png');
    const failing = instead(deps.store, {
      setImage: () => Promise.reject(new Error('the disk is full')),
    });
    const { id } = await segment('One');
    const attaching = attachImage(id, { name: 'boat.webp', bytes: webp }, { ...deps, store: failing });
    await assert.rejects(attaching, /the disk is full/u);
    assert.deepEqual(await place.files(), [file]);
  });

  it('a link out of the media folder is not followed', async function () {
    if (process.platform === 'win32') this.skip();
    await mkdir(join(place.base, 'elsewhere'));
    await mkdir(place.media, { recursive: true });
    await symlink(join(place.base, 'elsewhere'), join(place.media, 'projects'));
    await assert.rejects(attach('One', 'sea.png'), { code: 'MediaNotWritable' });
    assert.deepEqual(await readdir(join(place.base, 'elsewhere')), []);
    assert.equal(await imageOf('One'), undefined);
  });

  it('removes an image to the trash; a segment without one has nothing to remove', async () => {
    await attach('One', 'sea.png');
    await removeImage((await segment('One')).id, deps);
    await removeImage((await segment('One')).id, deps);
    await removeImage((await segment('Two')).id, deps);
    assert.equal(await imageOf('One'), undefined);
    assert.deepEqual(await place.files(), []);
    assert.deepEqual(await trash(), [['sea.png', 'removed']]);
    assert.deepEqual(warnings(), []);
  });

  for (const [what, change] of [
    ['is gone', (path: string) => rm(path)],
    ['became a folder', (path: string) => rm(path).then(() => mkdir(path))],
  ] as const)
    it(`removing clears the reference even when the file ${what}`, async () => {
      const file = await attach('One', 'sea.png');
      await change(join(place.media, file));
      await removeImage((await segment('One')).id, deps);
      assert.equal(await imageOf('One'), undefined);
    });

  it('never removes a picture that a reference names elsewhere', async () => {
    await attach('One', 'sea.png');
    const { id } = await segment('One');
    const dear = join(place.base, 'dear.png');
    await writeFile(dear, png);
    for (const file of [dear, '../../../dear.png', `projects/../../../dear.png`]) {
      await database.transaction((db) =>
        db.run('UPDATE segment SET image_file = ? WHERE id = ?', [file, id]),
      );
      await removeImage(id, deps);
      assert.equal(await imageOf('One'), undefined);
    }
    assert.deepEqual(await readFile(dear), png);
    assert.deepEqual(await trash(), []);
  });

  it('an image that cannot be moved away is left to the sweep', async function () {
    if (process.platform === 'win32') this.skip();
    const file = await attach('One', 'sea.png');
    await writeFile(storePaths(place.root).trash, '');
    await removeImage((await segment('One')).id, deps);
    assert.equal(await imageOf('One'), undefined);
    assert.deepEqual(await deps.store.listRemovals(), [file]);
    assert.match(warnings().join('\n'), /could not be moved to the trash, and will be removed later/u);
    await attach('One', 'sea.png');
    assert.deepEqual(await deps.store.listRemovals(), [], 'what is in use again is not swept away');
  });

  describe('checks in the order: exists, lock, image', () => {
    const unknown = 'fb3f4e2e-7d0c-4a29-9e27-5f2f0a3a9c11';
    const bad = { name: 'a.txt', bytes: png };

    it('there is no such segment', async () => {
      await attach('One', 'sea.png');
      await assert.rejects(attachImage(unknown, bad, deps), { code: 'SegmentNotFound', status: 404 });
      await assert.rejects(removeImage(unknown, deps), { code: 'SegmentNotFound' });
    });

    it('D-12: the image of a locked segment is neither replaced nor removed', async () => {
      const file = await attach('One', 'sea.png');
      await lock(await story(), [await segment('One')], deps);
      const { id } = await segment('One');
      const refusal = { code: 'SegmentLocked', status: 409, message: /“One” is locked.*unlock it first/u };
      for (const source of [bad, { name: 'sea.png', bytes: Buffer.concat([png, png]) }])
        await assert.rejects(attachImage(id, source, deps), refusal);
      await assert.rejects(removeImage(id, deps), refusal);
      assert.deepEqual(await bytesOf(file), png);
      await unlock([await segment('One')], deps);
      await assert.rejects(attachImage(id, bad, deps), { code: 'InvalidImage', status: 400 });
      await removeImage(id, deps);
      assert.deepEqual(await place.files(), []);
    });

    it('D-12: also when another window locks it meanwhile', async () => {
      await attach('One', 'sea.png');
      const { id } = await segment('One');
      const other = await place.open();
      const seen = await other.studio.open(place.path('a.story.md'));
      const locking = instead(deps.library, {
        async keep(kept) {
          await other.studio.lock(seen, [segmentOf(seen, 'One')]);
          return kept;
        },
      });
      const attaching = attachImage(id, { name: 'boat.jpg', bytes: jpeg }, { ...deps, library: locking });
      await assert.rejects(attaching, { code: 'SegmentLocked' });
      assert.deepEqual(await place.files(), [await imageOf('One')]);
    });
  });

  describe('undoing a deletion', () => {
    const remove = async (heading: string) => deleteSegment((await segment(heading)).id, deps);
    const undo = async (text = STORY) => {
      await place.write('a.story.md', text);
      return restoreFromTrash(
        (await story()).segments.map(({ id }) => id),
        deps,
      );
    };

    it('42, D-15: brings the image back under the new id', async () => {
      const old = await attach('One', 'sea.png');
      const before = await segment('One');
      await remove('One');
      assert.deepEqual(await place.files(), []);
      assert.deepEqual(await trash(), [['sea.png', 'deleted']]);
      const restored = await undo();
      const after = await segment('One');
      assert.notEqual(after.id, before.id);
      assert.deepEqual(restored, [after.id]);
      assert.equal(after.stored?.imageFile, old.replace(before.id, after.id));
      assert.deepEqual(await place.files(), [after.stored.imageFile]);
      assert.deepEqual(await bytesOf(after.stored.imageFile), png);
      assert.deepEqual(await trash(), []);
      assert.deepEqual(await undo(), []);
    });

    for (const [what, text] of [
      ['another text', STORY.replace('came in', 'sank')],
      ['another heading', STORY.replace('One', 'Eins')],
      ['a segment that does not come back', STORY.replace(/## One[^#]*/u, '')],
    ] as const)
      it(`not for ${what}`, async () => {
        await attach('One', 'sea.png');
        await remove('One');
        assert.deepEqual(await undo(text), []);
        assert.deepEqual(await trash(), [['sea.png', 'deleted']]);
      });

    for (const isKept of [false, true])
      it(`in a story that was renamed meanwhile${isKept ? ' and written' : ''}: brings the image back`, async () => {
        await attach('One', 'sea.png');
        await remove('One');
        await rename(place.path('a.story.md'), place.path('b.story.md'));
        const renamed = () => deps.library.open(place.path('b.story.md'));
        if (isKept) await deps.library.keep(await renamed());
        await place.write('b.story.md', STORY);
        const { id } = segmentOf(await renamed(), 'One');
        assert.deepEqual(await restoreFromTrash([id], deps), [id]);
        const { imageFile = '' } = segmentOf(await renamed(), 'One').stored ?? {};
        assert.deepEqual(await bytesOf(imageFile), png);
        assert.deepEqual(await trash(), []);
      });

    it('not for the same part of another story', async () => {
      await attach('One', 'sea.png');
      await remove('One');
      await place.write('b.story.md', STORY);
      const { segments } = await deps.library.open(place.path('b.story.md'));
      assert.deepEqual(
        await restoreFromTrash(
          segments.map(({ id }) => id),
          deps,
        ),
        [],
      );
    });

    it('not one that a person removed, nor after 30 days, nor in place of another', async () => {
      await attach('One', 'sea.png');
      await removeImage((await segment('One')).id, deps);
      await remove('One');
      assert.deepEqual(await undo(), []);
      await attach('Two', 'boat.png');
      await remove('Two');
      await emptyTrash(place.root, Date.now() + 31 * 24 * 60 * 60 * 1000);
      assert.deepEqual(await undo(), []);
      await attach('One', 'sea.png');
      await remove('One');
      await place.write('a.story.md', STORY);
      await attach('One', 'boat.png');
      assert.deepEqual(await undo(), []);
      assert.match((await imageOf('One')) ?? '', /boat\.png$/u);
    });

    it('of two equal parts each gets its own', async () => {
      const twice = '## Rain\n\nIt rained.\n\n## Rain\n\nIt rained.\n';
      await place.write('a.story.md', twice);
      for (const [index, name] of ['a.png', 'b.png'].entries())
        await attachImage((await story()).segments[index]?.id ?? '', { name, bytes: png }, deps);
      for (const { id } of (await story()).segments) await deleteSegment(id, deps);
      assert.equal((await undo(twice)).length, 2);
      const names = (await story()).segments.map(({ stored }) => stored?.imageFile?.slice(-5)).sort();
      assert.deepEqual(names, ['a.png', 'b.png']);
    });

    it('an image that cannot be brought back stays in the trash, and the others come', async () => {
      await attach('One', 'sea.png');
      await attach('Two', 'boat.jpg', jpeg);
      await remove('One');
      await remove('Two');
      const [broken] = (await listTrash(place.root)).filter(({ heading }) => heading === 'One');
      await writeFile(join(storePaths(place.root).trash, `${broken?.id}.png`), 'damaged');
      assert.deepEqual(await undo(), [(await segment('Two')).id]);
      assert.match(warnings().join('\n'), /was not restored: .*no PNG picture/u);
      assert.deepEqual(await trash(), [['sea.png', 'deleted']]);
    });
  });
});

/** An object some of whose methods do something else. */
function instead<T extends object>(target: T, methods: Partial<T>): T {
  return new Proxy(target, {
    get(_, key) {
      const value: unknown = Reflect.get(key in methods ? methods : target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
