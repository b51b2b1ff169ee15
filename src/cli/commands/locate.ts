import { StoryFlowError } from '../../core/errors';
import { consoleLog, printLine, type Console } from '../console';
import { exitCode, type ExitCode } from '../exitCode';
import { openSession, type SessionOptions } from '../session';

/** `storyflow locate`: says which file a missing story is now. */
export async function locateCommand(
  console: Console,
  missing: string,
  file: string,
  options: SessionOptions,
): Promise<ExitCode> {
  const session = openSession(options, consoleLog(console.err));
  try {
    const { studio, path } = await session.studioOf(file);
    const stories = await studio.missing();
    const found = stories.find(({ project }) => project.storyPath === missing.replaceAll('\\', '/'));
    if (!found) {
      const known = stories.map(({ project }) => project.storyPath).join(', ');
      throw new StoryFlowError(
        'ProjectNotFound',
        `No story “${missing}” is missing: ${known === '' ? 'none is' : `those that are: ${known}`}.`,
      );
    }
    await studio.locate(found.project.id, path);
    printLine(console.out, `“${found.project.title}” is ${file} now.`);
    return exitCode.done;
  } finally {
    await session.close();
  }
}
