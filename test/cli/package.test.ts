import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { narrateResult } from '../support/narrateResult';
import { readRiff } from '../support/riff';
import { TONE_MODEL } from '../support/studio';
import { decodeTones } from '../support/tones';

const run = promisify(execFile);
const TARGET = `${process.platform}-${process.arch}`;
const STORY = '## One\n\nThe boat came in before the storm broke.\n';

/** Everything that is packaged for every target, below the extension's folder and as vsce names it. */
const FILES = [
  'package.json',
  'package.nls.json',
  'readme.md',
  'changelog.md',
  'LICENSE.txt',
  'THIRD_PARTY_NOTICES.md',
  'licenses/cmudict/LICENSE',
  'licenses/cmudict/README.md',
  'licenses/onnxruntime/LICENSE',
  'licenses/onnxruntime/README.md',
  'licenses/onnxruntime/ThirdPartyNotices.txt',
  'media/walkthrough/voice.md',
  'media/walkthrough/write.md',
  'models/README.md',
  'schemas/lexicon.schema.json',
  'dist/extension.js',
  'dist/studio.cjs',
  'dist/worker.mjs',
  'dist/player.js',
  'dist/player.css',
  'dist/espeak-ng.data',
  'dist/cmudict.br',
  'dist/sql-wasm.wasm',
];
const PICTURES = /^(?:media|docs\/images)\/[\w/-]+\.(svg|png)$/u;
const RUNTIME = 'dist/node_modules/onnxruntime-';
const RUNTIME_SCRIPTS =
  /^dist\/node_modules\/onnxruntime-(node|common)\/(package\.json|dist\/[\w/-]+\.js(on)?)$/u;

type Files = Record<string, Uint8Array>;

describe('the packaged extension', () => {
  let base: string;
  let own: Files;
  before(async () => {
    base = await realpath(await mkdtemp(join(tmpdir(), 'storyflow-vsix-')));
    own = await packaged(TARGET);
    for (const [name, bytes] of Object.entries(own)) {
      const path = join(base, 'installed', name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    }
  });
  after(() => rm(base, { recursive: true, force: true }));

  async function packaged(target: string): Promise<Files> {
    const out = join(base, `${target}.vsix`);
    const said = await run(process.execPath, ['scripts/package.mjs', '--target', target, '--out', out]);
    assert.doesNotMatch(`${said.stdout}${said.stderr}`, /WARNING|ERROR/u);
    return unzipSync(await readFile(out));
  }

  /** Narrates the story by the command line that lies in the unpacked extension and finds the worker beside itself. */
  async function narrate(name: string, ...args: string[]) {
    const cli = join(base, 'installed/extension/dist/cli.js');
    await copyFile(resolve('dist/cli.js'), cli);
    const folder = join(base, name);
    await mkdir(folder);
    await writeFile(join(folder, 'a.story.md'), STORY);
    const { stdout, stderr } = await run(
      process.execPath,
      [cli, 'narrate', 'a.story.md', '--json', ...args],
      {
        cwd: folder,
        env: { ...process.env, NODE_PATH: '', STORYFLOW_HOME: join(folder, 'home') },
      },
    );
    const { files, synthesized, errors } = narrateResult({ code: 0, out: stdout, err: stderr });
    assert.deepEqual([synthesized, errors], [1, []]);
    return readRiff(await readFile(files[0] ?? ''));
  }

  it('holds what runs and its licences, and nothing else', () => {
    const [os = '', cpu = ''] = TARGET.split('-');
    const { native, others } = sorted(own);
    assert.deepEqual(others, [...FILES].sort());
    assert.equal(native.length, 2);
    for (const file of native) assert.ok(file.startsWith(`${RUNTIME}node/bin/napi-v6/${os}/${cpu}/`), file);
  });

  it('holds what is the same on every platform, and the libraries of the one it is for', async () => {
    const { native, others } = sorted(await packaged('win32-arm64'));
    assert.deepEqual(others, [...FILES].sort());
    assert.deepEqual(native, [
      `${RUNTIME}node/bin/napi-v6/win32/arm64/onnxruntime.dll`,
      `${RUNTIME}node/bin/napi-v6/win32/arm64/onnxruntime_binding.node`,
    ]);
  });

  it('says for which platform it is, and its manifest names only files that are there', () => {
    assert.match(text(own, 'extension.vsixmanifest'), new RegExp(`TargetPlatform="${TARGET}"`, 'u'));
    const manifest = text(own, 'extension/package.json');
    for (const key of ['scripts', 'dependencies', 'devDependencies', 'bin']) {
      assert.equal((JSON.parse(manifest) as Record<string, unknown>)[key], undefined, key);
    }
    const named = [...manifest.matchAll(/"(?:\.\/)?((?:dist|media)\/[^"]+)"/gu)].map(
      ([, path]) => path ?? '',
    );
    assert.deepEqual(
      [named[0], named.filter((path) => !(`extension/${path}` in own))],
      ['dist/extension.js', []],
    );
  });

  it('speaks with Kokoro once it is unpacked', async () => {
    const heard = decodeTones((await narrate('kokoro', '--models', TONE_MODEL)).samples);
    assert.ok((heard[0]?.ids.length ?? 0) > 20, 'a sentence has more than 20 tokens');
  });

  it('speaks with the draft voice once it is unpacked', async () => {
    const { samples } = await narrate('draft');
    assert.ok(samples.length > 24_000 && samples.some((sample) => Math.abs(sample) > 3_000));
  });

  it('is not made for a platform without a speech library', async () => {
    await assert.rejects(run(process.execPath, ['scripts/package.mjs', '--target', 'darwin-x64']), {
      code: 1,
      stderr: /^There is no package for darwin-x64, .+: choose one of linux-x64, .+\.\n$/u,
    });
  });
});

/** The paths below the extension's folder, without pictures and onnxruntime's scripts: native ones and others, in order. */
function sorted(files: Files): { native: string[]; others: string[] } {
  const paths = Object.keys(files)
    .flatMap((name) => (name.startsWith('extension/') ? [name.slice('extension/'.length)] : []))
    .filter((path) => !RUNTIME_SCRIPTS.test(path) && !PICTURES.test(path))
    .sort();
  const isNative = (path: string) => path.startsWith(RUNTIME);
  return { native: paths.filter(isNative), others: paths.filter((path) => !isNative(path)) };
}

function text(files: Files, name: string): string {
  return Buffer.from(files[name] ?? assert.fail(`${name} is missing.`)).toString();
}
