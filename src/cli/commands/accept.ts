import { consoleLog, printLine, type Console } from '../console';
import { exitCode, type ExitCode } from '../exitCode';
import { count } from '../format';
import { pickSegments } from '../pickSegments';
import { openSession, type SessionOptions } from '../session';

/** `storyflow accept`: somebody has listened to what was to be checked, and it sounds right. */
export async function acceptCommand(
  console: Console,
  file: string,
  options: SessionOptions & { segment: readonly string[] },
): Promise<ExitCode> {
  const session = openSession(options, consoleLog(console.err));
  try {
    const { studio, path } = await session.studioOf(file);
    const story = await studio.open(path);
    const wanted = pickSegments(story, options.segment).filter(({ status }) => status === 'check');
    await studio.dismissChecks(wanted.map(({ id }) => id));
    printLine(console.out, `${count(wanted.length, 'segment')} accepted.`);
    return exitCode.done;
  } finally {
    await session.close();
  }
}
