import { consoleLog, printLine, type Console } from '../console';
import { exitCode, type ExitCode } from '../exitCode';
import { count } from '../format';
import { onInterrupt } from '../interrupt';
import { pickSegments } from '../pickSegments';
import { openSession, type SessionOptions } from '../session';

/** `storyflow recreate`: makes the missing audio of locked segments again, with the text as it was locked. */
export async function recreateCommand(
  console: Console,
  file: string,
  options: SessionOptions & { segment: readonly string[] },
): Promise<ExitCode> {
  const session = openSession(options, consoleLog(console.err));
  const interruption = onInterrupt(session.tasks, (text) => {
    printLine(console.err, text);
  });
  try {
    const { studio, path } = await session.studioOf(file);
    const story = await studio.open(path);
    const named = options.segment.length > 0 ? pickSegments(story, options.segment) : undefined;
    const response = await studio.recreateLockedAudio(
      story.projectId,
      named?.map(({ id }) => id),
    );
    if (!('task_id' in response)) {
      printLine(console.out, `${response.message}.`);
      return exitCode.done;
    }
    const { completed_segments: made, errors } = await session.tasks.whenEnded(response.task_id);
    for (const { error } of errors) printLine(console.err, `Failed: ${error}`);
    printLine(console.out, `${count(made.length, 'segment')} recreated.`);
    if (interruption.isRequested()) return exitCode.cancelled;
    return errors.length > 0 ? exitCode.someFailed : exitCode.done;
  } finally {
    interruption.dispose();
    await session.close();
  }
}
