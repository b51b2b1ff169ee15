import * as vscode from 'vscode';
import { messageOf } from '../../core/errors';
import type { TaskView } from '../../studio/protocol';
import type { StoryFlow } from '../storyFlow';
import { tellOutcome } from './outcome';
import { hasEnded, runProgress } from './runProgress';
import { nameOfCurrent, runInWords } from './runWords';

/** Ends tasks; see `cancelTasks`. */
export type Cancel = (tasks: readonly TaskView[]) => Promise<void>;

/**
 * What the writer started and waits for: one notification, however many tasks there are, and a word when each has
 * ended. A task that is started while the notification is there joins it.
 */
export class RunNotification implements vscode.Disposable {
  readonly #app: StoryFlow;
  readonly #cancel: Cancel;
  readonly #subscription: vscode.Disposable;
  /** Tasks whose end is told, by id. */
  readonly #followed = new Set<string>();
  /** The tasks that the notification counts, by id, those that have ended included. */
  #shown = new Map<string, TaskView>();
  /** Draws the notification again, or ends it. Undefined while there is none. */
  #refresh: (() => void) | undefined;

  constructor(app: StoryFlow, cancel: Cancel) {
    this.#app = app;
    this.#cancel = cancel;
    this.#subscription = app.tasks.onDidChange((task) => {
      this.#update(task);
    });
  }

  /** Shows a task that the writer has just started, and tells how it ended. */
  follow(taskId: string): void {
    if (this.#followed.has(taskId)) return;
    this.#followed.add(taskId);
    const task = this.#app.tasks.active.find(({ status }) => status.task_id === taskId);
    if (!task) {
      // It was over before the answer came that it had begun.
      void this.#app.tasks.whenEnded(taskId).then((ended) => {
        this.#update(ended);
      });
      return;
    }
    this.#shown.set(taskId, task);
    if (this.#refresh) this.#refresh();
    else this.#open();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#shown.clear();
    this.#refresh?.();
  }

  #update(task: TaskView): void {
    const { task_id: id } = task.status;
    if (this.#shown.has(id)) {
      this.#shown.set(id, task);
      this.#refresh?.();
    }
    if (hasEnded(task) && this.#followed.delete(id)) tellOutcome(this.#app, task);
  }

  #open(): void {
    const options = { location: vscode.ProgressLocation.Notification, cancellable: true };
    void vscode.window.withProgress(options, async (progress, token) => {
      let percent = 0;
      await new Promise<void>((resolve) => {
        const end = () => {
          this.#shown = new Map();
          this.#refresh = undefined;
          resolve();
        };
        this.#refresh = () => {
          const tasks = [...this.#shown.values()];
          // Those that were cancelled elsewhere have a notification of their own by now.
          if (tasks.every((task) => hasEnded(task) || task.isCancelled)) {
            end();
            return;
          }
          const run = runProgress(tasks);
          const now = run.fraction === undefined ? undefined : Math.floor(run.fraction * 100);
          progress.report({
            message: runInWords(this.#app, run),
            // What joins a run makes its share smaller; a bar does not go back.
            ...(now === undefined ? {} : { increment: Math.max(0, now - percent) }),
          });
          percent = Math.max(percent, now ?? 0);
        };
        token.onCancellationRequested(() => {
          const open = [...this.#shown.values()].filter((task) => !hasEnded(task));
          end();
          this.#cancel(open).catch((error: unknown) => {
            this.#app.log.error(messageOf(error));
          });
        });
        this.#refresh();
      });
    });
  }
}

/**
 * Says that tasks end after the segment that is being spoken, with a way to stop at once. VS Code closes a progress
 * notification when its Cancel is pressed, so this is another one; it goes away by itself when the tasks have ended.
 */
export class FinishingNotification implements vscode.Disposable {
  readonly #app: StoryFlow;
  readonly #subscription: vscode.Disposable;
  #tasks: readonly TaskView[] = [];
  #isStopping = false;
  #refresh: (() => void) | undefined;

  constructor(app: StoryFlow) {
    this.#app = app;
    this.#subscription = app.tasks.onDidChange(() => this.#refresh?.());
  }

  /** Shows tasks that were told to end; with `isStopping` they do so at their next sentence. */
  show(tasks: readonly TaskView[], { isStopping }: { isStopping: boolean }): void {
    const ids = new Set([...this.#tasks, ...tasks].map(({ status }) => status.task_id));
    this.#tasks = this.#app.tasks.active.filter(({ status }) => ids.has(status.task_id));
    this.#isStopping = isStopping;
    if (this.#refresh) this.#refresh();
    else if (this.#tasks.length > 0) this.#open();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#tasks = [];
    this.#refresh?.();
  }

  #open(): void {
    void vscode.window.withProgress({ location: vscode.ProgressLocation.Notification }, async (progress) => {
      await new Promise<void>((resolve) => {
        this.#refresh = () => {
          const active = new Set(this.#app.tasks.active.map(({ status }) => status.task_id));
          const [first] = (this.#tasks = this.#tasks.filter(({ status }) => active.has(status.task_id)));
          if (!first) {
            this.#refresh = undefined;
            resolve();
            return;
          }
          progress.report({ message: this.#words(first) });
        };
        this.#refresh();
      });
    });
  }

  #words(task: TaskView): string {
    const name = nameOfCurrent(this.#app, task);
    if (this.#isStopping) return vscode.l10n.t('Stopping at the end of a sentence of {0}', name);
    const taskIds = this.#tasks.map(({ status }) => status.task_id);
    const link = `command:storyflow.cancel?${encodeURIComponent(JSON.stringify([{ taskIds, mode: 'now' }]))}`;
    return vscode.l10n.t('Finishing {0}, then stopping. [Stop Now]({1})', name, link);
  }
}
