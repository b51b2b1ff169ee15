import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { isErrorCode } from '../../../../src/core/errors';
import {
  formatLocks,
  isLocked,
  lockReader,
  lockSegments,
  parseLocks,
  readLocks,
  unlockSegments,
  type Lock,
} from '../../../../src/core/store/locks';
import { storePaths } from '../../../../src/core/store/paths';
import { useFolder } from './support/store';

function lock(fields: Partial<Lock> = {}): Lock {
  return {
    segmentId: randomUUID(),
    story: 'a.story.md',
    heading: 'A heading',
    ordinal: 0,
    text: 'First paragraph.\n\nSecond “one”.',
    textHash: 'hash',
    voice: 'af_bella',
    speed: 1,
    ...fields,
  };
}

describe('locks', () => {
  const folder = useFolder();
  const read = () => readFile(storePaths(folder()).locks, 'utf8');

  it('D-12: remembers the text as it was locked', async () => {
    const locked = lock();
    await lockSegments(folder(), [locked]);
    const file = await readLocks(folder());
    assert.deepEqual(file, { state: 'readable', locks: [locked] });
    assert.equal(isLocked(file, locked.segmentId, 'another.story.md'), true);
    assert.equal(isLocked(file, randomUUID(), locked.story), false);
  });

  it('is no file, and no lock, before the first one', async () => {
    assert.deepEqual(await readLocks(folder()), { state: 'readable', locks: [] });
    await unlockSegments(folder(), [randomUUID()]);
    await assert.rejects(stat(storePaths(folder()).locks), /ENOENT/u);
  });

  it('is JSON with one lock a line, in an order of its own', () => {
    const locks = [
      lock({ segmentId: 'b', story: 'b.story.md', heading: 'A' }),
      lock({ segmentId: 'd', story: 'a.story.md', heading: 'Z' }),
      lock({ segmentId: 'a', story: 'b.story.md', heading: 'A' }),
      lock({ segmentId: 'c', story: 'a.story.md', heading: 'É' }),
    ];
    const text = formatLocks(locks);
    assert.deepEqual(
      (JSON.parse(text) as { locks: Lock[] }).locks.map(({ segmentId }) => segmentId),
      ['d', 'c', 'a', 'b'],
    );
    assert.equal(text.split('\n').length, locks.length + 6);
    assert.equal(text, formatLocks([...locks].reverse()));
    assert.ok(text.endsWith('}\n'));
    assert.equal(formatLocks([]), '{\n  "version": 1,\n  "locks": []\n}\n');
    const shuffled = Object.fromEntries(Object.entries(locks[0]!).reverse()) as Lock;
    assert.equal(formatLocks([shuffled]), formatLocks([locks[0]!]));
  });

  it('adds one line for one lock and removes that line again', async () => {
    await lockSegments(
      folder(),
      ['a', 'c'].map((heading) => lock({ heading })),
    );
    const before = (await read()).split('\n');
    const between = lock({ heading: 'b' });
    await lockSegments(folder(), [between]);
    const after = (await read()).split('\n');
    assert.deepEqual(
      after.filter((line) => !before.includes(line)).map((line) => line.includes(between.segmentId)),
      [true],
    );
    await unlockSegments(folder(), [between.segmentId]);
    assert.deepEqual((await read()).split('\n'), before);
  });

  it('keeps keys of an entry that it does not know', async () => {
    const again = lock();
    const known = { ...again, zeal: 'much', by: { name: 'Ann' } };
    await mkdir(storePaths(folder()).folder);
    await writeFile(storePaths(folder()).locks, formatLocks([known]));
    await lockSegments(folder(), [lock()]);
    await lockSegments(folder(), [{ ...again, text: 'New text.' }]);
    const file = await readLocks(folder());
    assert.ok(file.state === 'readable');
    assert.deepEqual(
      file.locks.find(({ segmentId }) => segmentId === known.segmentId),
      { ...known, text: 'New text.' },
    );
    assert.match(await read(), /"speed":1,"by":\{"name":"Ann"\},"zeal":"much"\}/u);
  });

  it('is not written when nothing changes', async () => {
    const locked = lock();
    await lockSegments(folder(), [locked]);
    const { mtimeNs } = await stat(storePaths(folder()).locks, { bigint: true });
    await lockSegments(folder(), [locked]);
    await unlockSegments(folder(), [randomUUID()]);
    assert.equal((await stat(storePaths(folder()).locks, { bigint: true })).mtimeNs, mtimeNs);
  });

  it('loses none of 20 locks that are set at the same time', async () => {
    await Promise.all(Array.from({ length: 20 }, () => lockSegments(folder(), [lock()])));
    const file = await readLocks(folder());
    assert.ok(file.state === 'readable');
    assert.equal(file.locks.length, 20);
  });

  it('is parsed only when its text is another one', async () => {
    const locked = lock();
    const read = lockReader(folder());
    assert.deepEqual(await read(), { state: 'readable', locks: [] });
    await lockSegments(folder(), [locked]);
    const before = await read();
    assert.deepEqual(before.locks, [locked]);
    assert.equal(await read(), before);
    await unlockSegments(folder(), [locked.segmentId]);
    assert.deepEqual((await read()).locks, []);
    await unlink(storePaths(folder()).locks);
    assert.deepEqual(await read(), { state: 'readable', locks: [] });
  });

  it('reads what Windows made of it', () => {
    const text = `\uFEFF${formatLocks([lock({ text: 'One\nline.' })]).replaceAll('\n', '\r\n')}`;
    const file = parseLocks(text);
    assert.ok(file.state === 'readable');
    assert.equal(file.locks[0]?.text, 'One\nline.');
  });

  describe('that cannot be read', () => {
    const [mine, theirs, elsewhere] = [
      lock({ story: 'a.story.md' }),
      lock({ story: 'b.story.md' }),
      lock({ story: 'c.story.md' }),
    ];
    const merged = formatLocks([mine, theirs])
      .replace(/(\n +\{"segmentId")/u, '\n<<<<<<< HEAD$1')
      .replace(/,\n/u, ',\n=======\n')
      .replace(/\n {2}\]/u, '\n>>>>>>> theirs\n  ]');
    const whole = formatLocks([mine]);
    const table: [what: string, text: string, reason: RegExp, locksElsewhere: boolean][] = [
      ['conflicted', merged, /conflict marks/u, false],
      ['cut off', whole.slice(0, -20), /not valid JSON/u, true],
      ['empty', '', /not valid JSON/u, true],
      ['of another shape', '[]', /unexpected at its beginning/u, true],
      ['of a newer version', whole.replace('"version": 1', '"version": 2'), /unexpected at version/u, true],
      ['missing a text', whole.replace('"text":', '"txt":'), /unexpected at locks\.0\.text/u, true],
    ];
    for (const [what, text, reason, locksElsewhere] of table) {
      it(`because it is ${what}: is told, keeps locked what it might name, and is not overwritten`, async () => {
        await mkdir(storePaths(folder()).folder);
        await writeFile(storePaths(folder()).locks, text);
        const file = await readLocks(folder());
        assert.ok(file.state === 'unreadable');
        assert.match(file.reason, reason);
        assert.equal(isLocked(file, mine.segmentId, 'renamed.story.md'), true);
        assert.equal(isLocked(file, randomUUID(), mine.story), true);
        assert.equal(isLocked(file, elsewhere.segmentId, elsewhere.story), locksElsewhere);
        for (const change of [
          () => lockSegments(folder(), [elsewhere]),
          () => unlockSegments(folder(), [mine.segmentId]),
        ]) {
          await assert.rejects(
            change(),
            (error) => isErrorCode(error, 'SegmentLocked') && reason.test(error.message),
          );
        }
        assert.equal(await read(), text);
      });
    }

    it('because of a conflict: those of both sides are made out all the same', () => {
      const file = parseLocks(merged);
      assert.deepEqual([file.state, file.locks], ['unreadable', [mine, theirs]]);
    });

    it('because it was cut off: those that are whole are made out all the same', () => {
      const file = parseLocks(formatLocks([mine, theirs]).slice(0, -30));
      assert.deepEqual([file.state, file.locks], ['unreadable', [mine]]);
    });

    it('because it is a folder: locks everything', async () => {
      await mkdir(storePaths(folder()).locks, { recursive: true });
      const file = await readLocks(folder());
      assert.equal(file.state, 'unreadable');
      assert.equal(isLocked(file, randomUUID(), 'any.story.md'), true);
    });
  });
});
