import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The texts of all TypeScript files below a folder, by path. */
async function sources(folder: string): Promise<[path: string, text: string][]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
  return Promise.all(
    names.map(async (name): Promise<[string, string]> => {
      return [join(folder, name), await readFile(join(folder, name), 'utf8')];
    }),
  );
}

describe('constraints on the sources', () => {
  it('53: a process makes its task manager in one place', async () => {
    const makers = (await sources('src')).filter(([, text]) => text.includes('new TaskManager('));
    assert.deepEqual(
      makers.map(([path]) => path.replaceAll('\\', '/')),
      ['src/studio/session.ts'],
    );
  });

  it('86: only the download opens sockets, and only the commands that install the model lead to it', async () => {
    const all = (await sources('src')).map(([path, text]): [string, string] => {
      return [path.replaceAll('\\', '/'), text];
    });
    const having = (pattern: RegExp) => all.filter(([, text]) => pattern.test(text)).map(([path]) => path);
    const waysOut =
      /(?:from|import|require)\s*\(?\s*'(?:node:)?(?:https?|http2|net|tls|dgram|dns(?:\/promises)?|undici)'|\bfetch\(|new (?:WebSocket|XMLHttpRequest|EventSource)\b/u;
    for (const path of having(waysOut)) assert.match(path, /^src\/core\/download\//u);
    const outside = (paths: string[]) =>
      paths.filter((path) => !path.startsWith('src/core/download/')).sort();
    assert.deepEqual(outside(having(/from '[^']*\/download\/[^']+'/u)), [
      'src/core/speech/kokoro/install.ts',
      'src/core/speech/kokoro/planInstall.ts',
    ]);
    assert.deepEqual(having(/^import \{[^}]*\} from '[^']*\/kokoro\/install'/mu).sort(), [
      'src/cli/commands/installModel.ts',
      'src/studio/modelHandlers.ts',
    ]);
  });

  it('73: strict mode, and no type is switched off', async () => {
    const config = JSON.parse(await readFile('tsconfig.json', 'utf8')) as {
      compilerOptions: { strict: boolean };
    };
    assert.equal(config.compilerOptions.strict, true);
    for (const [path, text] of [...(await sources('src')), ...(await sources('webview-ui'))]) {
      assert.doesNotMatch(text, /\bas any\b|: any\b|<any>|@ts-ignore|@ts-nocheck|@ts-expect-error/u, path);
    }
  });

  it('89: the task manager is tested without an engine', async () => {
    for (const [path, text] of await sources('test/unit/core/tasks')) {
      assert.doesNotMatch(text, /from '[^']*\/(speech|audio|worker|store)\//u, path);
    }
  });

  it('108: the tests of tasks and narration wait for 10 s at most', async () => {
    assert.match(await readFile('test/run.mjs', 'utf8'), /unit: \{ timeout: 10_000 \}/u);
    const tests = [
      ...(await sources('test/unit/core/tasks')),
      ...(await sources('test/unit/core/narration')),
    ];
    for (const [path, text] of tests) {
      for (const [, timeout] of text.matchAll(/\.timeout\(([\d_]+)\)/gu)) {
        assert.ok(Number(timeout?.replaceAll('_', '')) <= 10_000, `${path} waits for ${timeout ?? ''} ms`);
      }
    }
  });
});
