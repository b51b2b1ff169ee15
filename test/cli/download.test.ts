import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadFile } from '../../src/core/download/downloadFile';
import type { Wanted } from '../../src/core/download/receive';
import { openFileServer, stalled, whole } from '../support/fileServer';

const [role, wantedJson] = process.argv.slice(2);

// This file is also the process that is killed.
if (role === 'download') await downloadInChild(JSON.parse(wantedJson ?? '') as Wanted);
else
  describe('a process that fetches a file', () => {
    let folder: string;
    beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'storyflow-download-'))));
    afterEach(() => rm(folder, { recursive: true }));

    it('is killed in the middle: nothing is in its place, and the next one goes on from there', async () => {
      const content = randomBytes(1_000_000);
      const server = await openFileServer(stalled(content, 0.5));
      try {
        const wanted: Wanted = {
          url: `${server.url}/model.onnx`,
          path: join(folder, 'model.onnx'),
          bytes: content.length,
          sha256: createHash('sha256').update(content).digest('hex'),
        };
        const child = fork(fileURLToPath(import.meta.url), ['download', JSON.stringify(wanted)]);
        // It tells when half of the file has come.
        await once(child, 'message');
        child.kill('SIGKILL');
        await once(child, 'exit');
        const left = await readdir(folder);
        assert.ok(left.includes('model.onnx.part') && !left.includes('model.onnx'), left.join(', '));
        server.plan(whole(content));
        await downloadFile(wanted);
        assert.deepEqual(server.asked, ['GET /model.onnx', 'GET /model.onnx bytes=500000- "v1"']);
        assert.ok(content.equals(await readFile(wanted.path)));
        assert.deepEqual(await readdir(folder), ['model.onnx']);
      } finally {
        await server.close();
      }
    });
  });

async function downloadInChild(wanted: Wanted): Promise<void> {
  await downloadFile(wanted, {
    onState: (state) => {
      if (state.kind === 'receiving' && state.received === wanted.bytes / 2) process.send?.('half');
    },
  });
}
