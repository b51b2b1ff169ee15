import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the source files of a folder import, by file. */
async function importsOf(folder: string): Promise<Map<string, string[]>> {
  const names = await readdir(folder, { recursive: true });
  const imports = new Map<string, string[]>();
  for (const name of names.filter((each) => each.endsWith('.ts'))) {
    const text = await readFile(join(folder, name), 'utf8');
    const found = text.matchAll(
      /^(?:import|export)\b[^;]*?\bfrom ['"]([^'"\n]+)['"]|^import ['"]([^'"\n]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)/gmu,
    );
    imports.set(
      join(folder, name),
      [...found].map(([, named, bare, called]) => named ?? bare ?? called ?? ''),
    );
  }
  return imports;
}

describe('how the work is done', () => {
  it('84: by a worker thread, never by a child process, a cluster or a server', async () => {
    const banned = /^(?:node:)?(?:child_process|cluster|dgram|http2)$/u;
    const sockets = /^(?:node:)?(?:net|tls|https?)$/u;
    const download = join('src', 'core', 'download');
    const imports = await importsOf('src');
    const guilty = [...imports].filter(([file, names]) =>
      names.some((name) => banned.test(name) || (sockets.test(name) && !file.startsWith(download))),
    );
    assert.deepEqual(guilty, []);
    // The explicit download asks others; nobody asks it.
    for (const name of await readdir(download))
      assert.doesNotMatch(await readFile(join(download, name), 'utf8'), /createServer|\.listen\(/u, name);
    const threads = [...imports].filter(([, names]) => names.includes('node:worker_threads'));
    assert.deepEqual(threads.map(([file]) => file).sort(), [
      join('src', 'studio', 'client.ts'),
      join('src', 'studio', 'main.ts'),
      join('src', 'worker', 'client.ts'),
      join('src', 'worker', 'main.ts'),
    ]);
  });

  it('84: without a queue, broker or database of somebody else', async () => {
    const { dependencies } = JSON.parse(await readFile('package.json', 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const brokers =
      /celery|redis|bull|bee-queue|agenda|amqp|rabbit|kafka|nats|mqtt|zeromq|postgres|mysql|mongo|execa/u;
    assert.deepEqual(
      Object.keys(dependencies).filter((name) => brokers.test(name)),
      [],
    );
    const known = new Set(Object.keys(dependencies));
    for (const [file, names] of await importsOf('src')) {
      for (const name of names) {
        if (/^(?:\.|node:|vscode$)/u.test(name)) continue;
        const owner = name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/');
        assert(known.has(owner), `${file} imports ${name}, which is no dependency`);
      }
    }
  });
});
