// Builds and runs the test suites named on the command line, or all that `npm test` stands for.
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
  // As a person: VS Code in a browser. What a person would do again when a busy machine lost a click, it does once more.
  ui: { timeout: 120_000, retries: 1, bundles: [...shippedBundles, 'editors', 'uiTests'], run: runInBrowser },
  soak: { timeout: 3_600_000 },
};
/**
 * What runs when all runs: one group after another, what is in one side by side. A window mostly waits for what is to be
 * seen, so two need little longer than one.
 */
const groups = [
  [['unit'], ['cli']],
  [['vscode']],
  [
    ['ui', '--shard', '1/2'],
    ['ui', '--shard', '2/2'],
  ],
];

const { values: filter, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    grep: { type: 'string' },
    file: { type: 'string', default: '' },
    // As K/N: every N-th file only, from the K-th.
    shard: { type: 'string', default: '1/1' },
    // Everything has been built.
    built: { type: 'boolean' },
  },
});
const wanted = names.length > 0 ? names : Object.keys(suites).filter((name) => name !== 'soak');
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
else
  for (const group of groups)
    await (group.length > 1 ? Promise.all(group.map(runApart)) : runSuite(...group[0]));
await rm(home, { recursive: true, force: true });
console.log(`${total.passes} passed, ${total.failures} failed`);
process.exit(total.failures > 0 || total.passes === 0 ? 1 : 0);

async function runSuite(name) {
  const { run = runHere, timeout, retries = 0 } = suites[name];
  const stats = await run(name, timeout, process.env.CI ? retries : 0);
  if (stats.passes + stats.failures === 0 && !filter.grep) stop(`The suite "${name}" ran no tests.`);
  console.log(`${name}: ${stats.passes} passed, ${stats.failures} failed, ${stats.pending} skipped`);
  total.passes += stats.passes;
  total.failures += stats.failures;
}

/** Runs a suite in a process of its own, which is heard when it is done. */
async function runApart(words) {
  const child = spawn(process.execPath, [import.meta.filename, ...words, '--built'], {
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
async function runHere(name, timeout, retries) {
  // The sources are listed, because a file that is gone may still lie in dist.
  const [shard, shards] = filter.shard.split('/').map(Number);
  const files = (await readdir(join('test', name), { recursive: true }))
    .filter((file) => file.endsWith('.test.ts') && file.includes(filter.file))
    .sort()
    .filter((_, at) => at % shards === shard - 1);
  if (files.length === 0) stop(`The suite "${name}" has no tests in a file like "${filter.file}".`);
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: process.env.CI ? 'dot' : 'spec',
    timeout,
    retries,
    forbidOnly: !!process.env.CI,
    ...(filter.grep && { grep: filter.grep }),
  });
  for (const file of files) mocha.addFile(join('dist', 'test', name, file.replace(/ts$/, 'mjs')));
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
    // What passes only when it is done again is told all the same.
    runner.on('retry', (test, error) => console.log(`\nOnce more: ${test.fullTitle()}: ${error.stack}`));
  });
}

async function runInBrowser(name, timeout, retries) {
  const { prepare } = await import('../dist/editors/prepare.mjs');
  console.log(`${name}: ${await prepare()}`);
  return runHere(name, timeout, retries);
}

async function runInVsCode(name, timeout) {
  const { runHostTests } = await import('../dist/editors/runHostTests.mjs');
  return runHostTests({ ...filter, timeout, forbidOnly: !!process.env.CI });
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
