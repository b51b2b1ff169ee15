import { consoleLog, printLine, type Console } from '../console';
import { exitCode, type ExitCode } from '../exitCode';
import { count } from '../format';
import { pickSegments } from '../pickSegments';
import { openSession, type SessionOptions } from '../session';

/** `storyflow lock` and `storyflow unlock`. */
export async function lockCommand(
  name: 'lock' | 'unlock',
  console: Console,
  file: string,
  options: SessionOptions & { segment: readonly string[] },
): Promise<ExitCode> {
  const session = openSession(options, consoleLog(console.err));
  try {
    const { studio, path } = await session.studioOf(file);
    const story = await studio.open(path);
    const segments = pickSegments(story, options.segment);
    if (name === 'lock') await studio.lock(story, segments);
    else await studio.unlock(segments);
    printLine(console.out, `${count(segments.length, 'segment')} ${name}ed.`);
    return exitCode.done;
  } finally {
    await session.close();
  }
}
