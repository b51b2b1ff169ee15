import { consoleLog, printLine, type Console } from '../console';
import { exitCode, type ExitCode } from '../exitCode';
import { count } from '../format';
import { pickSegments } from '../pickSegments';
import { openSession, type SessionOptions } from '../session';

export async function deleteCommand(
  console: Console,
  file: string,
  options: SessionOptions & { segment: readonly string[]; withParts?: boolean },
): Promise<ExitCode> {
  const session = openSession(options, consoleLog(console.err));
  try {
    const { studio, path } = await session.studioOf(file);
    const before = await studio.open(path);
    // From the last to the first: with its parts a segment may take later ones along, never earlier ones.
    for (const { id } of pickSegments(before, options.segment).reverse()) {
      await studio.deleteSegment(id, { withParts: options.withParts === true });
    }
    const after = await studio.open(path);
    printLine(console.out, `${count(before.segments.length - after.segments.length, 'segment')} deleted.`);
    return exitCode.done;
  } finally {
    await session.close();
  }
}
