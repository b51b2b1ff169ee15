import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isErrorCode } from '../../../../src/core/errors';
import type { SpokenAudio } from '../../../../src/core/model';
import { UtteranceCache } from '../../../../src/core/store/utteranceCache';
import { memoryLog } from '../../../support/logs';
import { useFolder } from './support/store';

const keyOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Samples that take about so many bytes. */
function audio(bytes = 4000): SpokenAudio {
  const samples = Float32Array.from({ length: bytes / 4 }, (_, index) => Math.sin(index) * 1.2);
  return { samples, words: [{ from: 0, to: 5, start: 0, end: 400 }] };
}

describe('UtteranceCache', () => {
  const folder = useFolder();
  const open = (maxBytes?: number) => {
    const log = memoryLog();
    return {
      log,
      cache: new UtteranceCache({ folder: folder('utterances'), log, ...(maxBytes ? { maxBytes } : {}) }),
    };
  };
  const fileOf = (key: string) => folder('utterances', key.slice(0, 2), `${key.slice(2)}.utterance`);
  const age = async (key: string, minutes: number) => {
    const then = new Date(Date.now() - minutes * 60_000);
    await utimes(fileOf(key), then, then);
  };

  it('gives back exactly what was put, in another process too', async () => {
    const { cache } = open();
    await cache.put(keyOf('a'), audio());
    assert.deepEqual(await open().cache.get(keyOf('a')), audio());
    assert.equal(await cache.has(keyOf('a')), true);
    assert.deepEqual(await readdir(folder('utterances')), [keyOf('a').slice(0, 2)]);
  });

  it('has nothing and writes nothing before the first put', async () => {
    const { cache, log } = open();
    assert.equal(await cache.get(keyOf('a')), undefined);
    assert.equal(await cache.has(keyOf('a')), false);
    assert.equal(await cache.size(), 0);
    await cache.clear();
    assert.deepEqual(await readdir(folder()), []);
    assert.deepEqual(log.lines, []);
  });

  it('replaces what was put before', async () => {
    const { cache } = open();
    await cache.put(keyOf('a'), audio(4000));
    await cache.put(keyOf('a'), audio(8000));
    assert.equal((await cache.get(keyOf('a')))?.samples.length, 2000);
  });

  it('counts and clears its own files only', async () => {
    const { cache } = open();
    await cache.put(keyOf('a'), audio());
    await cache.put(keyOf('b'), audio());
    await writeFile(folder('utterances', 'dear.txt'), 'not ours');
    assert.equal(await cache.size(), 2 * (await stat(fileOf(keyOf('a')))).size);
    await cache.clear();
    assert.equal(await cache.size(), 0);
    assert.equal(await cache.has(keyOf('a')), false);
    assert.equal(await readFile(folder('utterances', 'dear.txt'), 'utf8'), 'not ours');
  });

  it('treats a damaged file as a miss and removes it', async () => {
    const { cache, log } = open();
    await cache.put(keyOf('a'), audio());
    const bytes = await readFile(fileOf(keyOf('a')));
    bytes[1000]! ^= 1;
    await writeFile(fileOf(keyOf('a')), bytes);
    assert.equal(await cache.get(keyOf('a')), undefined);
    assert.equal(await cache.has(keyOf('a')), false);
    assert.match(log.lines.join('\n'), /is damaged/u);
  });

  it('removes what was not used for the longest time when it is full', async () => {
    const { cache } = open(20_000);
    for (const [index, name] of ['a', 'b', 'c', 'd'].entries()) {
      await cache.put(keyOf(name), audio());
      await age(keyOf(name), 10 - index);
    }
    assert.ok(await cache.get(keyOf('a')));
    await cache.put(keyOf('e'), audio());
    const left = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => cache.has(keyOf(name))));
    assert.deepEqual(left, [true, false, true, true, true]);
    assert.ok((await cache.size()) <= 20_000);
  });

  it('stays below its limit when two processes fill it', async () => {
    const both = [open(200_000).cache, open(200_000).cache];
    for (let index = 0; index < 120; index++) await both[index % 2]!.put(keyOf(String(index)), audio());
    // Each may be ahead of its last count by a sixteenth.
    assert.ok((await both[0]!.size()) <= 200_000 * (1 + 2 / 16), String(await both[0]!.size()));
    assert.ok((await both[0]!.size()) > 100_000);
  });

  it('marks a file as used, but not at every hit', async () => {
    const { cache } = open();
    const usedAt = async () => (await stat(fileOf(keyOf('a')))).mtimeMs;
    await cache.put(keyOf('a'), audio());
    await age(keyOf('a'), 0.5);
    const before = await usedAt();
    await cache.get(keyOf('a'));
    assert.equal(await usedAt(), before);
    await age(keyOf('a'), 5);
    await cache.get(keyOf('a'));
    assert.ok((await usedAt()) >= before);
  });

  it('removes what a process that died left unfinished', async () => {
    const { cache } = open();
    await cache.put(keyOf('a'), audio());
    const unfinished = (name: string) => fileOf(keyOf('a')).replace(/utterance$/u, `${name}.tmp`);
    const [old, fresh] = ['01234567-89ab-4cde-8f01-23456789abcd', '11234567-89ab-4cde-8f01-23456789abcd'].map(
      unfinished,
    );
    for (const path of [old!, fresh!]) await writeFile(path, 'half');
    const longAgo = new Date(Date.now() - 2 * 3_600_000);
    await utimes(old!, longAgo, longAgo);
    await cache.size();
    const names = await readdir(join(fileOf(keyOf('a')), '..'));
    assert.deepEqual(names.length, 2);
    assert.ok(names.some((name) => fresh!.endsWith(name)));
  });

  it('takes the same utterance from many at once', async () => {
    const caches = Array.from({ length: 8 }, () => open().cache);
    await Promise.all(caches.map((cache) => cache.put(keyOf('a'), audio(400_000))));
    const found = await Promise.all(caches.map((cache) => cache.get(keyOf('a'))));
    for (const one of found) assert.deepEqual(one, audio(400_000));
    assert.equal((await readdir(join(fileOf(keyOf('a')), '..'))).length, 1);
  });

  it('never fails narration: what cannot be written is logged', async () => {
    await writeFile(folder('utterances'), 'a file is in the way');
    const { cache, log } = open();
    await cache.put(keyOf('a'), audio());
    assert.match(log.lines.join('\n'), /warn: An utterance could not be cached/u);
    assert.equal(await cache.get(keyOf('a')), undefined);
  });

  it('never fails narration: what cannot be read is logged', async () => {
    await mkdir(fileOf(keyOf('a')), { recursive: true });
    const { cache, log } = open();
    assert.equal(await cache.get(keyOf('a')), undefined);
    assert.match(log.lines.join('\n'), /warn: /u);
    assert.equal(await cache.has(keyOf('a')), false);
  });

  for (const key of ['', '../../x', 'A'.repeat(64), randomBytes(31).toString('hex')]) {
    it(`refuses ${JSON.stringify(key)} as a key`, async () => {
      const { cache } = open();
      const isWrongUse = (error: unknown) => isErrorCode(error, 'WrongUse');
      await assert.rejects(cache.get(key), isWrongUse);
      await assert.rejects(cache.put(key, audio()), isWrongUse);
    });
  }
});
