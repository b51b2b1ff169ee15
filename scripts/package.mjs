// Packages the extension for one platform, on any platform.
//   node scripts/package.mjs [--target linux-x64] [--out FILE]
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { build } from 'esbuild';
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { bundles, copyAssets } from '../esbuild.mjs';
import { nativeFiles, shippedBundles, shippedPackages, targets } from './shipped.mjs';

const { values: flags } = parseArgs({
  options: {
    target: { type: 'string', default: `${process.platform}-${process.arch}` },
    out: { type: 'string', default: '.' },
  },
});

if (targets.includes(flags.target)) await packageFor(flags.target, resolve(flags.out));
else {
  console.error(
    `There is no package for ${flags.target}, because onnxruntime-node has no library for it: choose one of ${targets.join(', ')}.`,
  );
  process.exitCode = 1;
}

/** Everything is put together in a folder of its own, so that dist/ stays what development and tests made of it. */
async function packageFor(target, packagePath) {
  const stage = await mkdtemp(join(tmpdir(), 'storyflow-package-'));
  // Not `finally`: vsce ends the process when it finds a fault.
  process.on('exit', () => rmSync(stage, { recursive: true, force: true }));
  await stageFiles(stage);
  await Promise.all(shippedBundles.map((name) => stageBundle(stage, bundles[name])));
  await stagePackages(stage, target);
  await refuseForgotten(stage);
  await createVSIX({
    cwd: stage,
    target,
    packagePath,
    dependencies: false,
    // The project has no public address that links could lead to.
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
  });
}

/** Copies what .vscodeignore lets through, but for dist/, and the manifest without what only development needs. */
async function stageFiles(stage) {
  const allowed = (await readFile('.vscodeignore', 'utf8')).match(/(?<=^!)(?!dist\/).+$/gmu);
  for (const path of ['.vscodeignore', ...allowed.map((line) => line.replace(/\/\*\*$/u, ''))])
    await cp(path, join(stage, path), { recursive: true });
  const { scripts, dependencies, devDependencies, bin, ...manifest } = JSON.parse(
    await readFile('package.json', 'utf8'),
  );
  await writeFile(join(stage, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

async function stageBundle(stage, { assets = {}, outfile, outdir, ...options }) {
  const into = outfile ? { outfile: join(stage, outfile) } : { outdir: join(stage, outdir) };
  await build({ ...options, ...into, minify: true, sourcemap: false, logLevel: 'warning' });
  await copyAssets(assets, join(stage, 'dist'));
}

/** Copies the packages beside the worker, where its imports look for them first. */
async function stagePackages(stage, target) {
  const copy = (path, options) =>
    cp(join('node_modules', path), join(stage, 'dist/node_modules', path), options);
  for (const [name, folder] of Object.entries(shippedPackages)) {
    await copy(`${name}/package.json`);
    await copy(`${name}/${folder}`, { recursive: true, filter: (path) => !/\.(d\.ts|map)$/u.test(path) });
  }
  for (const file of nativeFiles(target)) await copy(`onnxruntime-node/${file}`);
}

/** What was put together but is not let through would be missed only by whoever installs the package. */
async function refuseForgotten(stage) {
  const listed = await listFiles({ cwd: stage, packageManager: PackageManager.None });
  const staged = await readdir(stage, { recursive: true, withFileTypes: true });
  const forgotten = staged
    .filter((entry) => entry.isFile() && entry.name !== '.vscodeignore')
    .map((entry) => relative(stage, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((path) => !listed.includes(path));
  if (forgotten.length > 0)
    throw new Error(`.vscodeignore leaves out ${forgotten.join(', ')}: allow it there.`);
}
