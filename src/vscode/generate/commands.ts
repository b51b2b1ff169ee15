import * as vscode from 'vscode';
import { StoryFlowError } from '../../core/errors';
import { registerCommand, runCommand, type CommandId } from '../commandIds';
import { telling } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { assertTrusted } from '../trust';
import { registerCancel } from './cancel';
import { registerDraftNotice } from './draftNotice';
import { RunNotification } from './notification';
import { registerResume } from './resume';
import { generateSegments, generateStory, generateWorkspace, recreateLocked } from './start';
import { registerStatusBar } from './statusBar';

/** Generating as the writer sees it: the commands, their progress, and a word at the end. */
export function registerGenerate(app: StoryFlow): vscode.Disposable {
  const cancelling = registerCancel(app);
  const run = new RunNotification(app, (tasks) => cancelling.cancel(tasks));
  const starting = { app, run };
  const command = (id: CommandId, work: (args: readonly unknown[]) => Promise<void>) =>
    registerCommand(id, (...args) =>
      telling(
        app.log,
        async () => {
          assertTrusted();
          await refreshing(app, () => work(args));
        },
        { retry: () => runCommand(id, ...args) },
      ),
    );
  return vscode.Disposable.from(
    cancelling,
    run,
    registerResume(app),
    registerStatusBar(app),
    registerDraftNotice(app),
    command('storyflow.generate', (args) => generateSegments(starting, args, { isAgain: false })),
    command('storyflow.regenerate', (args) => generateSegments(starting, args, { isAgain: true })),
    command('storyflow.generateAll', (args) => generateStory(starting, args, { isAgain: false })),
    command('storyflow.regenerateAll', (args) => generateStory(starting, args, { isAgain: true })),
    command('storyflow.recreateLocked', (args) => recreateLocked(starting, args)),
    command('storyflow.generateChanged', (args) =>
      args[0] === undefined ? generateWorkspace(starting) : generateStory(starting, args, { isAgain: false }),
    ),
  );
}

/** Shows what is there when something was asked for that is not. */
async function refreshing(app: StoryFlow, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isGone =
      error instanceof StoryFlowError && ['SegmentNotFound', 'ProjectNotFound'].includes(error.code);
    if (isGone) void app.stories.reloadAll();
    throw error;
  }
}
