// Measures how much of the extension host's time is StoryFlow's, in a real VS Code, against the same acts without it.
//   npm run bench:vscode [-- ACT...] [--rounds N] [--keep FOLDER]
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Profiler } from 'node:inspector';
import { chooseEditor, type HostEditor } from '../../test/editors/chooseEditor';
import { hostConsole } from '../../test/editors/hostConsole';
import { reportAndExit } from '../../test/editors/reportAndExit';
import { say } from '../../test/editors/say';
import { writeUserSettings } from '../../test/editors/startServer';
import { createWorkspace } from '../../test/editors/workspace';
import { sentence } from '../../test/support/stories';
import { ownWork } from './ownWork';
import { acts, figures, PLAN_VARIABLE, type Act, type Figures, type Plan } from './plan';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, keep: { type: 'string' } },
});

/** How long the story of an act is: the limits are promised for these. */
const stories: Readonly<Record<Act, { readonly segments: number; readonly characters: number }>> = {
  type: { segments: 2000, characters: 1_000_000 },
  refresh: { segments: 2000, characters: 1_000_000 },
  generate: { segments: 300, characters: 18_000 },
};

try {
  const wanted = acts.filter((act) => positionals.length === 0 || positionals.includes(act));
  const editor = await chooseEditor();
  say(`${editor.name}; the machine's load is ${loadavg()[0]?.toFixed(1) ?? 'unknown'}`);
  try {
    for (const act of wanted) await compare(editor, act);
  } finally {
    await editor.close();
  }
} catch (error) {
  reportAndExit(error);
}

/** Measures an act without and with StoryFlow in turn, so that a change of the machine's speed meets both. */
async function compare(editor: HostEditor, act: Act): Promise<void> {
  const without: Figures[] = [];
  const withIt: Figures[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    without.push((await inWindow(editor, act, { withStoryFlow: false })).measured);
    withIt.push((await inWindow(editor, act, { withStoryFlow: true })).measured);
  }
  const { segments, characters } = stories[act];
  say(`\n${act}: ${segments} segments, ${characters / 1000} KB, medians of ${values.rounds} in ms`);
  say('                       p99   longest    of these at work: p99   longest   worked in all');
  sayRow('without StoryFlow', without);
  sayRow('with StoryFlow', withIt);
  const { profile } = await inWindow(editor, act, { withStoryFlow: true, isProfiled: true });
  if (!profile) return;
  const own = ownWork(profile, resolve('dist', 'extension.js'));
  say(`  by profile: ${ms(own.total)} of our own, at most ${ms(own.longest)} at once, there`);
  for (const { name, milliseconds } of own.functions.slice(0, 6)) say(`${ms(milliseconds)} ${name}`);
  say(`  activated in ${ms(median(withIt.map(({ activation = 0 }) => activation)))} ms, loading included`);
}

function sayRow(name: string, all: readonly Figures[]): void {
  const columns = [
    all.map(({ delay }) => delay.p99),
    all.map(({ delay }) => delay.max),
    all.map(({ busy }) => busy.p99),
    all.map(({ busy }) => busy.max),
    all.map(({ worked }) => worked),
  ];
  say(`  ${name.padEnd(18)} ${columns.map((column) => ms(median(column))).join('  ')}`);
}

interface Window {
  readonly withStoryFlow: boolean;
  readonly isProfiled?: boolean;
}

/** Opens a window on a story of its own and measures the act in it. */
async function inWindow(
  editor: HostEditor,
  act: Act,
  { withStoryFlow, isProfiled = false }: Window,
): Promise<{ measured: Figures; profile: Profiler.Profile | undefined }> {
  // Sockets lie below this folder, and their paths are limited to about 100 characters.
  const base = await realpath(await mkdtemp(join(tmpdir(), 'sf-')));
  const file = withStoryFlow ? 'long.story.md' : 'long.md';
  const profile = isProfiled ? join(resolve(values.keep ?? base), `${act}.cpuprofile`) : undefined;
  if (profile !== undefined) await mkdir(dirname(profile), { recursive: true });
  const wanted: Plan = {
    ...{ act, file, withStoryFlow, result: join(base, 'figures.json') },
    ...(profile === undefined ? {} : { profile }),
  };
  const read = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));
  const console = hostConsole();
  await writeFile(join(base, 'plan.json'), JSON.stringify(wanted));
  // A browser's VS Code saves by itself.
  await writeUserSettings(join(base, 'data'), { 'files.autoSave': 'off' });
  await mkdir(join(base, 'home'));
  try {
    const ended = await editor.run({
      index: resolve('dist', 'bench', 'vscode', 'index.js'),
      workspace: await createWorkspace(join(base, 'workspace'), { stories: { [file]: storyOf(act) } }),
      dataFolder: join(base, 'data'),
      home: join(base, 'home'),
      restricted: false,
      env: { [PLAN_VARIABLE]: join(base, 'plan.json') },
      onLine: console.read,
    });
    const measured = await read(wanted.result).catch(() => {
      throw new Error(`${act} was not measured: ${ended} The last lines:\n${console.others()}`);
    });
    return {
      measured: figures.parse(measured),
      profile: profile === undefined ? undefined : ((await read(profile)) as Profiler.Profile),
    };
  } finally {
    await rm(base, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A story of sections, a tenth of which hold the others, as a book has chapters. */
function storyOf(act: Act): string {
  const { segments, characters } = stories[act];
  let day = 0;
  const sections = Array.from({ length: segments }, (_, index) => {
    const heading = index % 10 === 0 ? `## Chapter ${index / 10 + 1}` : `### Part ${index + 1}`;
    let text = '';
    while (text.length < characters / segments - 20) text += `${sentence(day++)} `;
    return `${heading}\n\n${text.trimEnd()}\n`;
  });
  return `# A long story\n\n${sections.join('\n')}`;
}

function median(all: readonly number[]): number {
  return [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
}

function ms(milliseconds: number): string {
  return milliseconds.toFixed(1).padStart(8);
}
