import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chooseEditor, type HostEditor } from './chooseEditor';
import { hostConsole } from './hostConsole';
import { hostGroups, MAIN_GROUP } from './hostGroups';
import { counts, HOST_RUN_VARIABLE, type Counts, type HostRun } from './hostRun';
import { reportAndExit } from './reportAndExit';
import { CannotRun } from './cannotRun';
import { say } from './say';
import { writeUserSettings } from './startServer';
import { temporaryFolder } from './temporaryFolder';
import { createWorkspace } from './workspace';

const SOURCES = resolve('test', 'vscode');
const BUILT = resolve('dist', 'test', 'vscode');

export interface HostTestsOptions extends Pick<HostRun, 'grep' | 'forbidOnly' | 'timeout'> {
  /** Only files whose path has this in it. */
  readonly file?: string;
}

/** Runs the tests of test/vscode/ inside a VS Code, one window for each group; ends the process where it cannot. */
export async function runHostTests(options: HostTestsOptions): Promise<Counts> {
  try {
    const groups = await filesByGroup(options.file);
    const editor = await chooseEditor();
    say(`vscode: ${editor.name}`);
    const total: Counts = { passes: 0, failures: 0, pending: 0 };
    for (const [group, files] of groups) {
      const ended = await runGroup(editor, group, { ...options, files });
      total.passes += ended.passes;
      total.failures += ended.failures;
      total.pending += ended.pending;
    }
    await editor.close();
    return total;
  } catch (error) {
    return reportAndExit(error);
  }
}

/** The built files by their groups. The sources are listed, because a file that is gone may still lie there built. */
async function filesByGroup(part = ''): Promise<ReadonlyMap<string, readonly string[]>> {
  const groups = new Map<string, string[]>();
  for (const file of (await readdir(SOURCES, { recursive: true })).sort()) {
    if (!file.endsWith('.test.ts') || !file.includes(part)) continue;
    const [first, ...rest] = file.split(/[\\/]/);
    const group = rest.length === 0 ? MAIN_GROUP : first!;
    if (!(group in hostGroups))
      throw new CannotRun(`test/vscode/${group}: test/editors/hostGroups.ts has no group of this name.`);
    groups.set(group, [...(groups.get(group) ?? []), join(BUILT, file.replace(/ts$/, 'js'))]);
  }
  if (groups.size === 0) throw new CannotRun(`The suite "vscode" has no tests in a file like "${part}".`);
  return groups;
}

async function runGroup(
  editor: HostEditor,
  name: string,
  options: HostTestsOptions & { readonly files: readonly string[] },
): Promise<Counts> {
  const { workspace, settings = {}, restricted = false } = hostGroups[name]!;
  const base = await temporaryFolder();
  const run = join(base, 'run.json');
  const result = join(base, 'result.json');
  const { grep, forbidOnly, timeout, files } = options;
  await writeFile(run, JSON.stringify({ grep, forbidOnly, timeout, files, result }));
  const dataFolder = join(base, 'data');
  await writeUserSettings(dataFolder, settings);
  await mkdir(join(base, 'home'));
  try {
    say(`\n  [${name}]`);
    const console = hostConsole();
    const ended = await editor.run({
      index: join(BUILT, 'index.js'),
      workspace: await createWorkspace(join(base, 'workspace'), workspace),
      dataFolder,
      home: join(base, 'home'),
      restricted,
      env: { [HOST_RUN_VARIABLE]: run },
      onLine: console.read,
    });
    return await readCounts(result, () => {
      say(`The tests did not come to their end: ${ended} The last lines:\n${console.others()}`);
    });
  } finally {
    await rm(base, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A window that ended without a result counts as one failure: what it did not run, nobody knows. */
async function readCounts(file: string, onNone: () => void): Promise<Counts> {
  try {
    return counts.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    onNone();
    return { passes: 0, failures: 1, pending: 0 };
  }
}
