// Writes THIRD_PARTY_NOTICES.md: the licence of every package whose code or data is shipped in dist/.
// With --check it only compares, for `npm run check`.
import { build } from 'esbuild';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundles } from '../esbuild.mjs';

const TARGET = 'THIRD_PARTY_NOTICES.md';

const shipped = ['extension', 'worker', 'cli'].map((name) => bundles[name]);
/** Folders of packages, as one of them may lie inside another. */
const packages = new Set();
for (const { assets = {}, external = [], ...options } of shipped) {
  const { metafile } = await build({ ...options, external, write: false, metafile: true, logLevel: 'error' });
  const native = external.filter((name) => name !== 'vscode');
  const outside = [...Object.keys(assets), ...native].map((path) => `node_modules/${path}`);
  for (const path of [...Object.keys(metafile.inputs), ...outside]) {
    const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)/u.exec(path) ?? [];
    if (folder) packages.add(folder);
  }
}

const sections = await Promise.all(
  [...packages].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const file = (await readdir(folder)).find((entry) => /^(licen[cs]e|copying)(\.|$)/iu.test(entry));
    const text = file
      ? await readFile(join(folder, file), 'utf8')
      : 'The package carries no licence text of its own.';
    // The GPL's text is the project's own LICENSE.
    const body = license.startsWith('GPL-3.0')
      ? 'See LICENSE.'
      : text
          .replaceAll('\r', '')
          .replace(/[ \t]+$/gmu, '')
          .trim();
    return `## ${name} ${version} (${license})\n\n~~~text\n${body}\n~~~\n`;
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
