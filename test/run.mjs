// Builds and runs the test suites named on the command line, or all that `npm test` stands for, side by side.
//   node test/run.mjs [SUITE...] [--grep TITLE] [--file PART_OF_PATH]
// The last line counts over all suites: `N passed, N failed`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Mocha from 'mocha';
import { buildBundles } from '../scripts/build.mjs';
import { shippedBundles } from '../scripts/shipped.mjs';

const suites = {
  unit: { timeout: 10_000 },
  cli: { timeout: 120_000 },
  // Inside VS Code's extension host.
  vscode: { timeout: 60_000, bundles: [...shippedBundles, 'editors', 'hostTests'], run: runInVsCode },
  // As a person: VS Code in a browser.
  ui: { timeout: 120_000, bundles: [...shippedBundles, 'editors', 'uiTests'], run: runInBrowser },
  soak: { timeout: 3_600_000 },
};
const everyday = ['unit', 'cli', 'vscode', 'ui'];
/** What runs side by side when all runs: the longest first, and the longest suite in parts. */
const jobs = [['ui', '1/3'], ['unit'], ['cli'], ['vscode'], ['ui', '2/3'], ['ui', '3/3']];
const LANES = 2;

const { values: filter, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    grep: { type: 'string' },
    file: { type: 'string', default: '' },
    // Of a suite that runs in parts, the first of three: 1/3.
    part: { type: 'string', default: '1/1' },
    // Everything has been built.
    built: { type: 'boolean' },
  },
});
const wanted = names.length > 0 ? names : everyday;
const unknown = wanted.find((name) => !(name in suites));
if (unknown) stop(`There is no suite "${unknown}": ${Object.keys(suites).join(', ')}`);

// Suites that say what they need can run while something else does not build.
const needs = wanted.map((name) => suites[name].bundles);
if (!filter.built) buildBundles(needs.includes(undefined) ? [] : [...new Set(needs.flat())]);

// Nothing that a test does may reach the models, the cache or the settings of whoever runs it.
const home = await mkdtemp(join(tmpdir(), 'storyflow-home-'));
process.env.STORYFLOW_HOME = home;
// What was started ends with this process, also when it is interrupted.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
// A failure is told by its place in the source.
process.setSourceMapsEnabled(true);

const total = { passes: 0, failures: 0 };
if (names.length > 0 || filter.grep || filter.file) for (const name of wanted) await runSuite(name);
else await runSideBySide();
await rm(home, { recursive: true, force: true });
console.log(`${total.passes} passed, ${total.failures} failed`);
process.exit(total.failures > 0 || total.passes === 0 ? 1 : 0);

async function runSuite(name) {
  const { run = runHere, timeout } = suites[name];
  const stats = await run(name, timeout);
  if (stats.passes + stats.failures === 0 && !filter.grep) stop(`The suite "${name}" ran no tests.`);
  console.log(`${name}: ${stats.passes} passed, ${stats.failures} failed, ${stats.pending} skipped`);
  total.passes += stats.passes;
  total.failures += stats.failures;
}

/** Runs all jobs, each in a process of its own that prints when it is done. Most of them wait most of the time. */
async function runSideBySide() {
  // Both kinds of tests in VS Code would install it at the same time.
  const { prepare } = await import('../dist/editors/prepare.mjs');
  await prepare();
  const waiting = [...jobs];
  const lane = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await runJob(...job);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function runJob(name, part = '1/1') {
  const child = spawn(process.execPath, [import.meta.filename, name, '--built', '--part', part], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  process.once('exit', () => child.kill());
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => said.push(bytes));
  const [code] = await once(child, 'close');
  const text = Buffer.concat(said).toString();
  const counted = /\n(\d+) passed, (\d+) failed\n$/u.exec(text);
  console.log(text.slice(0, counted?.index));
  const [, passes, failures] = counted ?? [];
  total.passes += Number(passes ?? 0);
  // One that did not come to its end has failed, whatever it counted.
  total.failures += Number(failures ?? 1) || (code === 0 ? 0 : 1);
}

/** Runs a suite in this process. */
async function runHere(name, timeout) {
  // The sources are listed, because a file that is gone may still lie in dist.
  const [part, parts] = filter.part.split('/').map(Number);
  const files = (await readdir(join('test', name), { recursive: true }))
    .filter((file) => file.endsWith('.test.ts') && file.includes(filter.file))
    .sort()
    .filter((_, index) => index % parts === part - 1);
  if (files.length === 0) stop(`The suite "${name}" has no tests in a file like "${filter.file}".`);
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: process.env.CI ? 'dot' : 'spec',
    timeout,
    forbidOnly: !!process.env.CI,
    ...(filter.grep && { grep: filter.grep }),
  });
  for (const file of files) mocha.addFile(join('dist', 'test', name, file.replace(/ts$/, 'mjs')));
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
  });
}

async function runInBrowser(name, timeout) {
  const { prepare } = await import('../dist/editors/prepare.mjs');
  console.log(`${name}: ${await prepare()}`);
  return runHere(name, timeout);
}

async function runInVsCode(name, timeout) {
  const { runHostTests } = await import('../dist/editors/runHostTests.mjs');
  return runHostTests({ ...filter, timeout, forbidOnly: !!process.env.CI });
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
