import { createInterface } from 'node:readline/promises';
import { messageOf, StoryFlowError } from '../../core/errors';
import { megabytes } from '../../core/megabytes';
import { install } from '../../core/speech/kokoro/install';
import { variantIn } from '../../core/speech/kokoro/inTheWay';
import { knownFiles, type KnownFile } from '../../core/speech/kokoro/knownFiles';
import { planInstall, type InstallPlan } from '../../core/speech/kokoro/planInstall';
import { voices } from '../../core/speech/kokoro/voices';
import { printLine, type Console } from '../console';
import { exitCode, type ExitCode } from '../exitCode';
import { createDownloadBar } from '../downloadBar';
import { count } from '../format';
import { modelsFolderOf, type SessionOptions } from '../session';

export interface InstallOptions extends Pick<SessionOptions, 'models'> {
  readonly variant?: string;
  /** Names, or `all`. */
  readonly voice?: readonly string[];
  readonly mirror?: string;
  readonly yes?: boolean;
}

/** Fetches Kokoro, after saying what that takes. `files` is what was published. */
export async function modelsInstall(
  console: Console,
  options: InstallOptions,
  files: readonly KnownFile[] = knownFiles,
): Promise<ExitCode> {
  const folder = modelsFolderOf(options);
  const plan = await planInstall({
    folder,
    variant: options.variant ?? (await variantIn(folder, files)),
    voices: options.voice?.includes('all') ? voices.map(({ name }) => name) : options.voice,
    mirror: options.mirror ?? process.env['HF_ENDPOINT'],
    files,
  });
  if (plan.files.length === 0) {
    printLine(console.err, `Everything is there already, as published, in ${folder}.`);
    return exitCode.done;
  }
  for (const line of inWords(plan)) printLine(console.err, line);
  if (!options.yes && !(await isAgreed(console))) {
    printLine(console.err, 'Nothing was fetched.');
    return exitCode.cancelled;
  }
  await fetchPlan(console, plan);
  printLine(
    console.err,
    `Kokoro is in ${folder}. \`storyflow speak "Good evening." -o hello.wav\` lets you hear it.`,
  );
  return exitCode.done;
}

async function fetchPlan(console: Console, plan: InstallPlan): Promise<void> {
  const cancel = new AbortController();
  const stop = () => {
    cancel.abort();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  const bar = createDownloadBar(console.err);
  try {
    await install(plan, {
      proxies: {},
      signal: cancel.signal,
      onProgress: bar.update,
    });
  } catch (error) {
    if (!cancel.signal.aborted) throw error;
    throw new StoryFlowError(
      'Cancelled',
      'Stopped. What came so far is kept: the same command goes on from there, `storyflow models remove` removes it.',
      { cause: error },
    );
  } finally {
    bar.stop();
    for (const signal of signals) process.off(signal, stop);
  }
}

function inWords({ files, bytes, received, hosts, licences, folder, replaces }: InstallPlan): string[] {
  const rest = received === 0 ? '' : ` (${megabytes(received)} of ${megabytes(bytes)} are there already)`;
  return [
    `To be fetched: ${count(files.length, 'file')}, ${megabytes(bytes - received)}${rest}, from ${hosts.join(' and ')}.`,
    ...files.slice(0, 5).map((file) => `  ${file.name}  ${megabytes(file.bytes)}`),
    ...(files.length > 5 ? [`  and ${files.length - 5} more`] : []),
    `Licence: ${licences.join(', ')}. They go to ${folder}; each is checked against its published sum.`,
    ...replaces.map((name) => `${name} is removed when they are there, because it would be used instead.`),
  ];
}

/** Asks on a terminal. Elsewhere nobody can answer, and nothing is fetched unasked. */
async function isAgreed({ err }: Console): Promise<boolean> {
  if (!process.stdin.isTTY || !err.isTTY) {
    throw new StoryFlowError(
      'WrongUse',
      'Nothing was fetched: add --yes to agree where nobody can be asked.',
    );
  }
  const line = createInterface({ input: process.stdin, output: err });
  try {
    return /^\s*y(?:es)?\s*$/iu.test(await line.question('Fetch them? [y/N] '));
  } catch (error) {
    throw new StoryFlowError('Cancelled', messageOf(error), { cause: error });
  } finally {
    line.close();
  }
}
