// Builds the bundles named on the command line, or all of them.
//   node esbuild.mjs [--production] [--watch] [--quiet] [NAME...]
import { build, context } from 'esbuild';
import { copyFile, mkdir, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values: flags, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { production: { type: 'boolean' }, watch: { type: 'boolean' }, quiet: { type: 'boolean' } },
});

const node = { platform: 'node', target: 'node20', bundle: true, sourcemap: true, minify: flags.production };
// CommonJS packages inside an ES module bundle still call require() for Node's own modules.
const requireShim = {
  js: "import { createRequire as shimRequire } from 'node:module'; const require = shimRequire(import.meta.url);",
};

const bundles = {
  extension: {
    ...node,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    format: 'cjs',
    external: ['vscode'],
  },
  // An ES module, because espeak-ng's loader is one. No `external: ['vscode']`: a stray import must fail.
  worker: {
    ...node,
    entryPoints: ['src/worker/main.ts'],
    outfile: 'dist/worker.mjs',
    format: 'esm',
    banner: requireShim,
    assets: { '@echogarden/espeak-ng-emscripten/espeak-ng.data': 'espeak-ng.data' },
  },
  cli: {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
  },
  tests: {
    ...node,
    entryPoints: ['test/{unit,cli,soak}/**/*.test.ts'],
    outdir: 'dist/test',
    outbase: 'test',
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    splitting: true,
    minify: false,
    banner: requireShim,
  },
};

/** Copies `assets` (file inside a package: name in dist) that are missing or of another size. */
async function copyAssets(assets = {}) {
  const require = createRequire(import.meta.url);
  for (const [source, name] of Object.entries(assets)) {
    const from = require.resolve(source);
    const to = join('dist', name);
    const [a, b] = await Promise.all([stat(from), stat(to).catch(() => undefined)]);
    if (a.size === b?.size) continue;
    await mkdir('dist', { recursive: true });
    await copyFile(from, to);
  }
}

const wanted = names.length > 0 ? names : Object.keys(bundles);
await Promise.all(
  wanted.map(async (name) => {
    if (!(name in bundles))
      throw new Error(`There is no bundle "${name}": ${Object.keys(bundles).join(', ')}`);
    const { assets, ...options } = bundles[name];
    await copyAssets(assets);
    const settings = { ...options, logLevel: flags.quiet ? 'warning' : 'info' };
    if (flags.watch) await (await context(settings)).watch();
    else await build(settings);
  }),
);
