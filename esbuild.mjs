// Builds the bundles named on the command line, or all of them.
//   node esbuild.mjs [--production] [--watch] [--quiet] [NAME...]
import { build, context } from 'esbuild';
import { copyFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const { values: flags, positionals: names } = parseArgs({
  allowPositionals: true,
  strict: process.argv[1] === import.meta.filename,
  options: { production: { type: 'boolean' }, watch: { type: 'boolean' }, quiet: { type: 'boolean' } },
});

/** The one asset that is made and not copied. */
const DICTIONARY = 'cmudict.br';

const node = {
  platform: 'node',
  target: 'node20',
  bundle: true,
  sourcemap: true,
  minify: flags.production,
  // Its form for Node asks for its own files in a way that no bundler sees.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
};
// CommonJS packages inside an ES module bundle still call require() for Node's own modules.
const requireShim = {
  js: "import { createRequire as shimRequire } from 'node:module'; const require = shimRequire(import.meta.url);",
};

/**
 * Takes `vscode` as it is. As an imported namespace it would be copied for every file that imports it, property by
 * property: with 50 files and 350 properties that is half of the time that loading takes.
 */
const plainVscode = {
  name: 'plain vscode',
  setup({ onLoad }) {
    onLoad({ filter: /\bsrc[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(
        /^import \* as vscode from 'vscode';$/m,
        "import vscode = require('vscode');",
      ),
      loader: 'ts',
    }));
  },
};

/** What the speech worker reads beside its code: a file inside a package, and its name in dist. */
const speechData = {
  '@echogarden/espeak-ng-emscripten/espeak-ng.data': 'espeak-ng.data',
  'cmu-pronouncing-dictionary/index.js': DICTIONARY,
};

const nodeTests = {
  ...node,
  outdir: 'dist/test',
  outbase: 'test',
  outExtension: { '.js': '.mjs' },
  format: 'esm',
  splitting: true,
  minify: false,
  external: ['onnxruntime-node'],
  banner: requireShim,
};

export const bundles = {
  extension: {
    ...node,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    format: 'cjs',
    external: ['vscode'],
    plugins: [plainVscode],
    // VS Code reports every extension that asks for it. zod does so, to learn whether it runs at Cloudflare.
    define: { navigator: 'undefined' },
  },
  // The studio thread. No `external: ['vscode']` here and below: a stray import must fail.
  studio: {
    ...node,
    entryPoints: ['src/studio/main.ts'],
    outfile: 'dist/studio.cjs',
    format: 'cjs',
    assets: { 'sql.js/dist/sql-wasm.wasm': 'sql-wasm.wasm' },
  },
  // An ES module, because espeak-ng's loader is one.
  worker: {
    ...node,
    entryPoints: ['src/worker/main.ts'],
    outfile: 'dist/worker.mjs',
    format: 'esm',
    // Native: it finds its own binary beside it.
    external: ['onnxruntime-node'],
    banner: requireShim,
    assets: speechData,
  },
  cli: {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
    assets: { 'sql.js/dist/sql-wasm.wasm': 'sql-wasm.wasm' },
  },
  player: {
    platform: 'browser',
    target: 'es2022',
    bundle: true,
    sourcemap: true,
    minify: flags.production,
    entryPoints: { player: 'webview-ui/main.ts' },
    outdir: 'dist',
    format: 'iife',
    loader: { '.svg': 'text' },
  },
  bench: {
    ...node,
    entryPoints: ['bench/*.ts'],
    outdir: 'dist/bench',
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    banner: requireShim,
    assets: speechData,
  },
  // Measures inside VS Code, and what starts VS Code for it.
  hostBench: {
    ...node,
    entryPoints: ['bench/vscode/index.ts'],
    outdir: 'dist/bench',
    outbase: 'bench',
    format: 'cjs',
    minify: false,
    packages: 'external',
  },
  editorBench: {
    ...node,
    entryPoints: ['bench/vscode/run.ts'],
    outfile: 'dist/bench/vscode/run.mjs',
    format: 'esm',
    minify: false,
    packages: 'external',
  },
  fixtures: {
    ...node,
    entryPoints: ['scripts/fixtures/main.ts'],
    outfile: 'dist/fixtures/main.mjs',
    format: 'esm',
    banner: requireShim,
  },
  tests: { ...nodeTests, entryPoints: ['unit', 'cli', 'soak'].map((suite) => `test/${suite}/**/*.test.ts`) },
  uiTests: {
    ...nodeTests,
    entryPoints: ['test/ui/**/*.test.ts'],
    external: [...nodeTests.external, 'playwright-core', '@vscode/test-electron'],
  },
  // Mocha loads them inside VS Code, beside the extension.
  hostTests: {
    ...node,
    entryPoints: ['test/vscode/index.ts', 'test/vscode/**/*.test.ts'],
    outdir: 'dist/test',
    outbase: 'test',
    format: 'cjs',
    minify: false,
    packages: 'external',
  },
  // Pictures of the real thing, for the documents.
  screenshots: {
    ...node,
    entryPoints: ['scripts/screenshots.ts'],
    outfile: 'dist/scripts/screenshots.mjs',
    format: 'esm',
    minify: false,
    packages: 'external',
  },
  // Writes docs/text.md.
  textTable: {
    ...node,
    entryPoints: ['scripts/writeTextTable.ts'],
    outfile: 'dist/scripts/writeTextTable.mjs',
    format: 'esm',
    minify: false,
  },
  // Writes docs/phonemes.md.
  phonemeTable: {
    ...node,
    entryPoints: ['scripts/writePhonemeTable.ts'],
    outfile: 'dist/scripts/writePhonemeTable.mjs',
    format: 'esm',
    minify: false,
    banner: requireShim,
    assets: speechData,
  },
  // Finds, installs and starts VS Code.
  editors: {
    ...node,
    entryPoints: ['prepare', 'runHostTests', 'openSamples'].map((name) => `test/editors/${name}.ts`),
    outdir: 'dist/editors',
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    splitting: true,
    minify: false,
    packages: 'external',
  },
};

/** Puts `assets` (file inside a package: name in the folder) where they are missing or of another size. */
export async function copyAssets(assets = {}, folder = 'dist') {
  const require = createRequire(import.meta.url);
  for (const [source, name] of Object.entries(assets)) {
    const to = join(folder, name);
    if (name === DICTIONARY) {
      await makeDictionary(to);
      continue;
    }
    const from = require.resolve(source);
    const [a, b] = await Promise.all([stat(from), stat(to).catch(() => undefined)]);
    if (a.size === b?.size) continue;
    await mkdir(folder, { recursive: true });
    await copyFile(from, to);
  }
}

/** By path: the dictionary that is being packed there. */
const packings = new Map();

/** Packs the pronouncing dictionary once for all bundles that want it. */
function makeDictionary(to) {
  const packing = packings.get(to) ?? packDictionaryTo(to);
  packings.set(to, packing);
  return packing;
}

/** Takes some seconds, and is left out when it was done since the dictionary was changed. */
async function packDictionaryTo(to) {
  const sources = ['scripts/packDictionary.mjs', 'package-lock.json'];
  const [made, ...changed] = await Promise.all(
    [to, ...sources].map((path) => stat(path).catch(() => undefined)),
  );
  if (made && changed.every((source) => source && source.mtimeMs < made.mtimeMs)) return;
  const { packDictionary } = await import('./scripts/packDictionary.mjs');
  await mkdir(dirname(to), { recursive: true });
  // Another process may build at the same time: what is there is always whole.
  const beside = `${to}.${process.pid}`;
  await writeFile(beside, packDictionary());
  await rename(beside, to);
}

/** Builds the bundles of these names, or all of them. */
async function run(names) {
  await Promise.all(
    (names.length > 0 ? names : Object.keys(bundles)).map(async (name) => {
      if (!(name in bundles))
        throw new Error(`There is no bundle "${name}": ${Object.keys(bundles).join(', ')}`);
      const { assets, ...options } = bundles[name];
      await copyAssets(assets);
      const settings = { ...options, logLevel: flags.quiet ? 'warning' : 'info' };
      if (flags.watch) await (await context(settings)).watch();
      else await build(settings);
    }),
  );
}

if (process.argv[1] === import.meta.filename) await run(names);
