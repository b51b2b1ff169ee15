// Writes THIRD_PARTY_NOTICES.md: the licence of every package whose code or data is shipped, by the packaged
// extension or by the command line in dist/.
// With --check it only compares, for `npm run check`.
import { build } from 'esbuild';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundles } from '../esbuild.mjs';
import { shippedBundles, shippedPackages } from './shipped.mjs';

const TARGET = 'THIRD_PARTY_NOTICES.md';

/** Folders with the licence of packages that carry no text themselves, or not that of their data. */
const carried = {
  'onnxruntime-node': 'licenses/onnxruntime',
  'onnxruntime-common': 'licenses/onnxruntime',
  'cmu-pronouncing-dictionary': 'licenses/cmudict',
};

const shipped = [...shippedBundles, 'cli'].map((name) => bundles[name]);
/** Folders of packages, as one of them may lie inside another. */
const packages = new Set(Object.keys(shippedPackages).map((name) => `node_modules/${name}`));
for (const { assets = {}, ...options } of shipped) {
  const { metafile } = await build({ ...options, write: false, metafile: true, logLevel: 'error' });
  const copied = Object.keys(assets).map((path) => `node_modules/${path}`);
  for (const path of [...Object.keys(metafile.inputs), ...copied]) {
    const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)/u.exec(path) ?? [];
    if (folder) packages.add(folder);
  }
}

const sections = await Promise.all(
  [...packages].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const place = carried[name] ?? folder;
    const file = (await readdir(place)).find((entry) => /^(licen[cs]e|copying)([.-]|$)/iu.test(entry));
    const text = file
      ? await readFile(join(place, file), 'utf8')
      : 'The package carries no licence text of its own.';
    // The GPL's text is the project's own LICENSE.
    const body = license.startsWith('GPL-3.0')
      ? 'See LICENSE.'
      : text
          .replaceAll('\r', '')
          .replace(/[ \t]+$/gmu, '')
          .trim();
    const more = carried[name] ? `\nMore in ${carried[name]}/README.md.\n` : '';
    return `## ${name} ${version} (${license})\n\n~~~text\n${body}\n~~~\n${more}`;
  }),
);
const notices = [
  '# Third-party notices',
  'StoryFlow ships code or data of these packages. Written by `npm run notices`; do not edit.',
  ...sections,
].join('\n\n');

if (!process.argv.includes('--check')) await writeFile(TARGET, notices);
else if ((await readFile(TARGET, 'utf8')) !== notices) {
  console.error(`${TARGET} is not what is shipped: run "npm run notices".`);
  process.exitCode = 1;
}
