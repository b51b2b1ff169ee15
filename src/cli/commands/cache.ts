import { UtteranceCache } from '../../core/store/utteranceCache';
import { cacheFolder } from '../../studio/session';
import { consoleLog, printJson, printLine, type Console } from '../console';
import { exitCode, type ExitCode } from '../exitCode';

/** `storyflow cache info` and `storyflow cache clear`. */
export async function cacheCommand(
  name: 'info' | 'clear',
  console: Console,
  options: { json?: boolean },
): Promise<ExitCode> {
  const folder = cacheFolder();
  const cache = new UtteranceCache({ folder, log: consoleLog(console.err) });
  const before = await cache.size();
  if (name === 'clear') await cache.clear();
  const bytes = name === 'clear' ? await cache.size() : before;
  if (options.json) printJson(console.out, { folder, bytes });
  else if (name === 'clear') printLine(console.out, `${megabytes(before - bytes)} removed from ${folder}`);
  else printLine(console.out, `${megabytes(bytes)} in ${folder}`);
  if (name !== 'clear' || bytes === 0) return exitCode.done;
  printLine(
    console.err,
    `${megabytes(bytes)} could not be removed: another program uses them, or there is no permission. Try again when that is settled.`,
  );
  return exitCode.someFailed;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
