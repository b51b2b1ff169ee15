import * as vscode from 'vscode';
import * as z from 'zod';
import type { TaskView } from '../../studio/protocol';
import { registerCommand } from '../commandIds';
import { telling } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { nodesOf, segmentAt } from '../targets';
import { FinishingNotification } from './notification';

const mode = z.enum(['graceful', 'now']);
/** What a button says. */
const tasksArgument = z.object({ taskIds: z.array(z.string()), mode: mode.optional() });
const askArgument = z.object({ ask: z.literal(true) });
const isUri = (value: unknown): value is vscode.Uri => value instanceof vscode.Uri;
const headingArgument = z.object({ uri: z.custom<vscode.Uri>(isUri), line: z.int().min(0) });

export interface Cancelling {
  /** Ends tasks after the segment at hand; those that were told so before end at their next sentence (D-11). */
  cancel(tasks: readonly TaskView[], wanted?: z.infer<typeof mode>): Promise<void>;
  dispose(): void;
}

/** The command that cancels: first gracefully, the second time at once. */
export function registerCancel(app: StoryFlow): Cancelling {
  const finishing = new FinishingNotification(app);

  const cancel: Cancelling['cancel'] = async (tasks, wanted) => {
    const isFirst = tasks.some(({ isCancelled }) => !isCancelled);
    const how = wanted ?? (isFirst ? 'graceful' : 'now');
    const told = how === 'now' ? tasks : tasks.filter(({ isCancelled }) => !isCancelled);
    await Promise.all(
      told.map(({ status }) => app.studio.call('cancelTask', { taskId: status.task_id, mode: how })),
    );
    // What waited has ended by now; what is being spoken has not.
    finishing.show(told, { isStopping: how === 'now' });
  };

  const command = registerCommand('storyflow.cancel', (...args) =>
    telling(app.log, async () => {
      const { data: button } = tasksArgument.safeParse(args[0]);
      if (button) await cancel(activeTasks(app, button.taskIds), button.mode);
      else if (askArgument.safeParse(args[0]).success) await ask(app, cancel);
      else await cancel(tasksOf(app, args));
    }),
  );
  return {
    cancel,
    dispose: () => {
      command.dispose();
      finishing.dispose();
    },
  };
}

/** The tasks that a command is about: those of its segments or stories, else all. */
function tasksOf(app: StoryFlow, args: readonly unknown[]): readonly TaskView[] {
  const { active } = app.tasks;
  const nodes = nodesOf(args[0], args[1]);
  if (nodes.length > 0) {
    return active.filter(({ segmentIds, projectId }) =>
      nodes.some((node) =>
        node.kind === 'segment'
          ? segmentIds.includes(node.segmentId)
          : app.stories.entry(node.uri)?.view?.projectId === projectId,
      ),
    );
  }
  const { data: heading } = headingArgument.safeParse(args[0]);
  const uri = heading?.uri ?? (isUri(args[0]) ? args[0] : undefined);
  if (!uri) return active;
  const segmentId = heading && segmentIdAt(app, heading);
  const story = app.stories.entry(uri)?.view;
  const ofSegment = active.filter(
    ({ segmentIds }) => segmentId !== undefined && segmentIds.includes(segmentId),
  );
  return ofSegment.length > 0 ? ofSegment : active.filter(({ projectId }) => projectId === story?.projectId);
}

/** The segment at a line of an open document. To cancel it, nothing has to be saved. */
function segmentIdAt(app: StoryFlow, { uri, line }: z.infer<typeof headingArgument>): string | undefined {
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  const view = document && app.documents.get(document)?.view;
  return view && segmentAt(view, document.offsetAt(new vscode.Position(line, 0)))?.id;
}

function activeTasks(app: StoryFlow, ids: readonly string[]): readonly TaskView[] {
  return app.tasks.active.filter(({ status }) => ids.includes(status.task_id));
}

/** What the status bar offers. */
async function ask(app: StoryFlow, cancel: Cancelling['cancel']): Promise<void> {
  const finish = {
    label: vscode.l10n.t('$(stop-circle) Stop After This Segment'),
    detail: vscode.l10n.t('The segment that is being generated is finished; no further one begins.'),
    run: () => cancel(app.tasks.active, 'graceful'),
  };
  const stop = {
    label: vscode.l10n.t('$(debug-stop) Stop Now'),
    detail: vscode.l10n.t('The segment that is being generated keeps the audio that it had.'),
    run: () => cancel(app.tasks.active, 'now'),
  };
  const show = {
    label: vscode.l10n.t('$(list-tree) Show the Stories'),
    run: () => vscode.commands.executeCommand('storyflow.stories.focus'),
  };
  const isStopping = app.tasks.active.every(({ isCancelled }) => isCancelled);
  const chosen = await vscode.window.showQuickPick(isStopping ? [stop, show] : [finish, stop, show], {
    title: vscode.l10n.t('StoryFlow is generating audio'),
  });
  await chosen?.run();
}
