// Builds and runs the test suites named on the command line, or all that `npm test` stands for.
// The last line counts over all suites: `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { readdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Mocha from 'mocha';

const suites = {
  unit: { timeout: 10_000 },
  cli: { timeout: 120_000 },
  soak: { timeout: 3_600_000 },
};
const everyday = ['unit', 'cli'];

const names = process.argv.slice(2);
const wanted = names.length > 0 ? names : everyday;
const build = spawnSync(process.execPath, ['esbuild.mjs', '--quiet'], { stdio: 'inherit' });
if (build.status !== 0) process.exit(1);

// Nothing that a test does may reach the models, the cache or the settings of whoever runs it.
const home = await mkdtemp(join(tmpdir(), 'storyflow-home-'));
process.env.STORYFLOW_HOME = home;

const total = { passes: 0, failures: 0 };
for (const name of wanted) {
  const suite = suites[name];
  if (!suite) throw new Error(`There is no suite "${name}": ${Object.keys(suites).join(', ')}`);
  const folder = join('dist', 'test', name);
  const files = (await readdir(folder, { recursive: true }))
    .filter((file) => file.endsWith('.test.mjs'))
    .sort();
  if (files.length === 0) throw new Error(`The suite "${name}" has no tests.`);
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: process.env.CI ? 'dot' : 'spec',
    ...suite,
    forbidOnly: !!process.env.CI,
  });
  for (const file of files) mocha.addFile(join(folder, file));
  await mocha.loadFilesAsync();
  const stats = await new Promise((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
  });
  console.log(`${name}: ${stats.passes} passed, ${stats.failures} failed, ${stats.pending} skipped`);
  total.passes += stats.passes;
  total.failures += stats.failures;
}
await rm(home, { recursive: true, force: true });
console.log(`${total.passes} passed, ${total.failures} failed`);
process.exit(total.failures > 0 || total.passes === 0 ? 1 : 0);
