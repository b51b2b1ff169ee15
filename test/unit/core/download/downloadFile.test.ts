import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadFile, type DownloadState } from '../../../../src/core/download/downloadFile';
import type { Wanted } from '../../../../src/core/download/receive';
import { isErrorCode } from '../../../../src/core/errors';
import {
  cut as cutOff,
  openFileServer,
  stalled,
  status,
  whole,
  type Behaviour,
  type FileServer,
} from '../../../support/fileServer';

const CONTENT = randomBytes(200_000);
const OTHER = randomBytes(200_000);
const SUM = createHash('sha256').update(CONTENT).digest('hex');
const ALL = 'GET /model.onnx';
const rest = (from: number, tag = '"v1"') => `${ALL} bytes=${from}-${tag === '' ? '' : ` ${tag}`}`;

/** Servers that are given up on soon. */
const SILENT = /says nothing|never answers|stalls/u;

describe('fetching a file from a server', () => {
  let folder: string;
  let server: FileServer;
  let wanted: Wanted;
  let waits: number[];
  let states: DownloadState[];
  let idleMs: number;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storyflow-download-'));
    server = await openFileServer(whole(CONTENT));
    wanted = {
      url: `${server.url}/model.onnx`,
      path: join(folder, 'onnx', 'model.onnx'),
      bytes: CONTENT.length,
      sha256: SUM,
    };
    waits = [];
    states = [];
    idleMs = 10_000;
  });
  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const fetchFile = (changes: Partial<Wanted> = {}) =>
    downloadFile(
      { ...wanted, ...changes },
      {
        idleMs,
        wait: (ms) => Promise.resolve(waits.push(ms)),
        now: () => Date.UTC(2026, 0, 1),
        onState: (state) => states.push(state),
      },
    );
  const arrived = (bytes: number) =>
    states.some((state) => state.kind === 'receiving' && state.received === bytes);
  const cut = (content: Buffer, share: number, etag?: string | null) => cutOff(content, share, arrived, etag);
  const files = async () =>
    (await readdir(folder, { recursive: true })).filter((name) => name !== 'onnx').sort();
  const isThere = async () => {
    assert.deepEqual(await files(), [join('onnx', 'model.onnx')]);
    assert.ok(CONTENT.equals(await readFile(wanted.path)));
  };

  // What the server does with each request, what it is asked, and how long is waited before it is asked again.
  const comesWhole: [behaviour: string, plan: Behaviour[], asked: string[], waits: number[]][] = [
    ['does as it should', [whole(CONTENT)], [ALL], []],
    ['cuts at 30 %', [cut(CONTENT, 0.3), whole(CONTENT)], [ALL, rest(60_000)], [1000]],
    [
      'cuts again and again, and each time a bit more comes',
      [...Array.from({ length: 8 }, () => cut(CONTENT, 0.3)), whole(CONTENT)],
      [],
      Array.from({ length: 8 }, () => 1000),
    ],
    [
      'knows no ranges',
      [cut(CONTENT, 0.3), (_request, response) => response.end(CONTENT)],
      [ALL, rest(60_000)],
      [1000],
    ],
    ['gives no tag', [cut(CONTENT, 0.25, null), whole(CONTENT, null)], [ALL, rest(50_000, '')], [1000]],
    [
      'has another file when it is resumed',
      [cut(OTHER, 0.3, '"old"'), whole(CONTENT, '"new"')],
      [ALL, rest(60_000, '"old"')],
      [1000],
    ],
    [
      'continues another file and does not say so',
      [cut(OTHER, 0.3), whole(CONTENT), whole(CONTENT)],
      [ALL, rest(60_000), ALL],
      [1000, 1000],
    ],
    [
      'continues at another place than it was asked to',
      [
        cut(CONTENT, 0.3),
        (_request, response) => {
          response.writeHead(206, { 'content-range': 'bytes 5-199999/200000', etag: '"v1"' });
          response.end(CONTENT.subarray(5));
        },
        whole(CONTENT),
      ],
      [ALL, rest(60_000), ALL],
      [1000, 1000],
    ],
    [
      'refuses the range',
      [cut(CONTENT, 0.3), status(416), whole(CONTENT)],
      [ALL, rest(60_000), ALL],
      [1000, 1000],
    ],
    ['says nothing any more', [stalled(CONTENT, 0.5), whole(CONTENT)], [ALL, rest(100_000)], [1000]],
    ['never answers', [() => undefined, whole(CONTENT)], [ALL, ALL], [1000]],
    ['is asked too often', [status(429, { 'retry-after': '7' }), whole(CONTENT)], [ALL, ALL], [7000]],
    [
      'is busy until a date',
      [status(503, { 'retry-after': 'Thu, 01 Jan 2026 00:01:00 GMT' }), whole(CONTENT)],
      [ALL, ALL],
      [60_000],
    ],
    [
      'is busy three times',
      [status(503), status(502), status(500), whole(CONTENT)],
      [ALL, ALL, ALL, ALL],
      [1000, 2000, 4000],
    ],
    [
      'points to another place',
      [status(302, { location: '/cdn/7' }), whole(CONTENT)],
      [ALL, 'GET /cdn/7'],
      [],
    ],
    [
      'points to another place, and that breaks',
      [
        status(302, { location: '/cdn/7' }),
        cut(CONTENT, 0.3),
        status(302, { location: '/cdn/8' }),
        whole(CONTENT),
      ],
      [ALL, 'GET /cdn/7', rest(60_000), 'GET /cdn/8 bytes=60000- "v1"'],
      [1000],
    ],
    [
      'tells the right sum and size at once',
      [
        status(302, { location: '/cdn', 'x-linked-etag': `"${SUM}"`, 'x-linked-size': '200000' }),
        whole(CONTENT),
      ],
      [ALL, 'GET /cdn'],
      [],
    ],
    [
      'sends it without saying how much that is',
      [
        (_request, response) => {
          response.write(CONTENT.subarray(0, 999));
          response.end(CONTENT.subarray(999));
        },
      ],
      [ALL],
      [],
    ],
  ];
  for (const [behaviour, plan, asked, pauses] of comesWhole) {
    it(`that ${behaviour}: the file is in its place, whole`, async () => {
      server.plan(...plan);
      if (SILENT.test(behaviour)) idleMs = 150;
      await fetchFile();
      await isThere();
      if (asked.length > 0) assert.deepEqual(server.asked, asked);
      assert.deepEqual(waits, pauses);
    });
  }

  // What the server does, the sentence, what is left beside, and how often it was asked.
  const isRefused: [behaviour: string, plan: Behaviour[], sentence: RegExp, kept: number, asked: number][] = [
    [
      'sends other bytes',
      [whole(OTHER)],
      /is not what was published: its sum is another one\. Nothing of it was kept/u,
      0,
      1,
    ],
    ['sends other bytes after a break', [cut(OTHER, 0.3), whole(OTHER)], /is not what was published/u, 0, 3],
    [
      'announces a short file',
      [whole(CONTENT.subarray(1))],
      /announces 199999 bytes instead of 200000/u,
      0,
      1,
    ],
    ['announces a long file', [whole(Buffer.concat([CONTENT, CONTENT]))], /announces 400000 bytes/u, 0, 1],
    [
      'sends more than it should, unannounced',
      [
        (_request, response) => {
          response.write(CONTENT);
          response.end(CONTENT);
        },
      ],
      /sends more than 200000 bytes/u,
      0,
      1,
    ],
    [
      'sends less than it should, unannounced, whenever it is asked',
      [
        (_request, response) => {
          response.write(CONTENT.subarray(0, 5000));
          response.end(CONTENT.subarray(5000, 9000));
        },
      ],
      /sent 9000 of 200000 bytes; 9\.0 kB of 0\.2 MB are kept\. Try again later\./u,
      9000,
      6,
    ],
    [
      'announces another sum',
      [status(302, { location: '/cdn', 'x-linked-etag': `"${'a'.repeat(64)}"` }), whole(CONTENT)],
      /is not what was published: the server announces another sum/u,
      0,
      2,
    ],
    [
      'announces another size',
      [status(302, { location: '/cdn', 'x-linked-size': '5' }), whole(CONTENT)],
      /announces 5 bytes instead of 200000/u,
      0,
      2,
    ],
    [
      'sends it compressed',
      [
        (_request, response) => {
          response.writeHead(200, { 'content-encoding': 'gzip' }).end(CONTENT);
        },
      ],
      /sends it compressed \(gzip\)/u,
      0,
      1,
    ],
    [
      'has no such file',
      [status(404)],
      /There is no file at http.*\(404\): use another mirror, or import/u,
      0,
      1,
    ],
    ['wants a password', [status(401)], /refuses http.*\(it answers 401\)/u, 0, 1],
    [
      'points in a circle',
      [status(302, { location: '/model.onnx' })],
      /without end: use another mirror/u,
      0,
      6,
    ],
    ['points nowhere', [status(302)], /points to “”, which is no address/u, 0, 1],
    ['points to a file', [status(302, { location: 'file:///etc/passwd' })], /which is no address/u, 0, 1],
    [
      'asks for patience of an hour',
      [status(429, { 'retry-after': '3600' })],
      /is asked too often \(it answers 429\)\. Try again in 60 min\./u,
      0,
      1,
    ],
    ['is busy for ever', [status(503)], /is busy \(it answers 503\)\. Try again later\./u, 0, 5],
    ['cuts at once for ever', [(request) => request.socket.destroy()], /connection was cut/u, 0, 5],
    [
      'breaks for ever after a third',
      [cut(CONTENT, 0.3), status(503)],
      /is busy .*; 60\.0 kB of 0\.2 MB are kept/u,
      60_000,
      6,
    ],
    ['stalls for ever', [() => undefined], /nothing came from 127\.0\.0\.1:\d+ for 1 s/u, 0, 5],
  ];
  for (const [behaviour, plan, sentence, kept, asked] of isRefused) {
    it(`that ${behaviour}: a sentence, and nothing in its place`, async () => {
      server.plan(...plan);
      if (SILENT.test(behaviour)) idleMs = 150;
      await assert.rejects(fetchFile(), (error) => {
        assert.ok(isErrorCode(error, 'DownloadFailed'), String(error));
        assert.match(error.message, sentence);
        assert.match(error.message, /(?:use another mirror|import the file|[Tt]ry again)/u);
        return true;
      });
      assert.equal(server.asked.length, asked);
      const part = `${wanted.path}.part`;
      assert.deepEqual(
        await files(),
        kept === 0 ? [] : [join('onnx', 'model.onnx.part'), join('onnx', 'model.onnx.part.json')],
      );
      if (kept > 0) assert.ok(CONTENT.subarray(0, kept).equals(await readFile(part)));
    });
  }

  it('that is not there: a sentence', async () => {
    await server.close();
    await assert.rejects(
      fetchFile(),
      /because the server refuses connections \(127\.0\.0\.1:\d+\)\. Try again later/u,
    );
    server = await openFileServer();
  });

  it('is cancelled at any time, keeps what came, and goes on from there', async () => {
    const cancel = new AbortController();
    server.plan(stalled(CONTENT, 0.4));
    const fetching = downloadFile(wanted, {
      signal: cancel.signal,
      onState: (state) => {
        if (state.kind === 'receiving' && state.received === 80_000) cancel.abort();
      },
    });
    await assert.rejects(fetching, { code: 'Cancelled' });
    assert.deepEqual(
      await files(),
      ['model.onnx.part', 'model.onnx.part.json'].map((name) => join('onnx', name)),
    );
    server.plan(whole(CONTENT));
    await fetchFile();
    assert.deepEqual(server.asked, [ALL, rest(80_000)]);
    await isThere();
  });

  it('is cancelled while it waits to try again', async () => {
    const cancel = new AbortController();
    server.plan(status(503));
    const fetching = downloadFile(wanted, {
      signal: cancel.signal,
      onState: ({ kind }) => {
        if (kind === 'waiting') cancel.abort();
      },
    });
    await assert.rejects(fetching, { code: 'Cancelled' });
  });

  it('asks for nothing when the file is in its place, or only its last step was missing', async () => {
    await fetchFile();
    await fetchFile();
    assert.deepEqual(server.asked, [ALL]);
    await rm(wanted.path);
    server.plan(cut(CONTENT, 0.3), status(404));
    await assert.rejects(fetchFile(), /There is no file/u);
    await writeFile(`${wanted.path}.part`, CONTENT);
    server.plan(status(500));
    await fetchFile();
    await isThere();
    assert.equal(server.asked.length, 3);
  });

  it('replaces a file that is not as published', async () => {
    await fetchFile();
    await writeFile(wanted.path, OTHER);
    await fetchFile();
    await isThere();
  });

  it('does not continue the part of another file', async () => {
    server.plan(cut(OTHER, 0.3), status(404));
    const other = createHash('sha256').update(OTHER).digest('hex');
    await assert.rejects(fetchFile({ sha256: other }), /There is no file/u);
    server.plan(whole(CONTENT));
    await fetchFile();
    assert.equal(server.asked.at(-1), ALL);
    await isThere();
  });

  it('goes on from another mirror, whose tags are its own', async () => {
    server.plan(cut(CONTENT, 0.3), status(404));
    await assert.rejects(fetchFile(), /There is no file/u);
    const mirror = await openFileServer(whole(CONTENT, '"mirrored"'));
    try {
      await fetchFile({ url: `${mirror.url}/model.onnx` });
      assert.deepEqual(mirror.asked, [rest(60_000, '')]);
    } finally {
      await mirror.close();
    }
    await isThere();
  });

  it('two at once fetch it once', async () => {
    await Promise.all([fetchFile(), fetchFile()]);
    assert.deepEqual(server.asked, [ALL]);
    await isThere();
  });

  it('tells how far it is', async () => {
    server.plan(cut(CONTENT, 0.3), whole(CONTENT));
    await fetchFile();
    const received = states.flatMap((state) => (state.kind === 'receiving' ? state.received : []));
    assert.equal(received[0], 0);
    assert.deepEqual(
      received,
      received.toSorted((a, b) => a - b),
    );
    assert.equal(received.at(-1), CONTENT.length);
    assert.deepEqual(
      states.filter(({ kind }) => kind !== 'receiving').map(({ kind }) => kind),
      ['waiting', 'checking'],
    );
  });

  describe('to a disk of 2 MB', () => {
    let disk: string;
    before(function () {
      // Only who may mount a file system can have a small one.
      if (process.getuid?.() !== 0 || process.platform !== 'linux') this.skip();
    });
    beforeEach(() => {
      disk = join(folder, 'disk');
      mkdirSync(disk);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]);
    });
    afterEach(() => execFileSync('umount', [disk]));

    it('that is full in the middle: a sentence, what came is kept, and with room it goes on', async () => {
      const path = join(disk, 'model.onnx');
      const large = randomBytes(1_500_000);
      const sha256 = createHash('sha256').update(large).digest('hex');
      await writeFile(join(disk, 'ballast'), randomBytes(1_000_000));
      server.plan(whole(large));
      await assert.rejects(fetchFile({ path, bytes: large.length, sha256 }), (error) => {
        assert.ok(isErrorCode(error, 'DownloadFailed'));
        assert.match(
          error.message,
          /model\.onnx could not be written: the disk is full; free some space and try again; \d/u,
        );
        return true;
      });
      assert.deepEqual(readdirSync(disk).sort(), ['ballast', 'model.onnx.part', 'model.onnx.part.json']);
      const kept = statSync(`${path}.part`).size;
      assert.ok(kept > 500_000);
      await rm(join(disk, 'ballast'));
      await fetchFile({ path, bytes: large.length, sha256 });
      assert.deepEqual(server.asked, [ALL, rest(kept)]);
      assert.ok(large.equals(await readFile(path)));
    });
  });
});
