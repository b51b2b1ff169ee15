import * as vscode from 'vscode';
import { systemClock } from '../../core/tasks/clock';
import type { TaskView } from '../../studio/protocol';
import type { CommandId } from '../commandIds';
import { SECTION, setting } from '../settings';
import type { DocumentView } from '../storyDocuments';
import type { StoryFlow } from '../storyFlow';
import type { TreeNode } from '../targets';
import { registerForStories } from './forStories';
import {
  segmentActs,
  segmentInWords,
  storyActs,
  storyInWords,
  type SegmentAct,
  type StoryAct,
} from './lensActs';
import { newestView } from './newestView';
import { titleLine } from './storyHead';
import { throttled } from './throttled';

/** While something is generated, lenses are drawn anew this often at most, in milliseconds. */
const PAUSE_MS = 400;

/** Shows above each heading its segment's state and what can be done with it, and above the title the same of the story. */
export function registerCodeLens(app: StoryFlow): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const refresh = throttled(
    PAUSE_MS,
    () => {
      changed.fire();
    },
    systemClock,
  );
  const hasMoved = taskSteps();
  const isVisible = (test: (looked: DocumentView) => boolean) =>
    vscode.window.visibleTextEditors.some(({ document }) => {
      const looked = app.documents.get(document);
      return looked !== undefined && test(looked);
    });
  /** Documents whose lenses were asked for and not given yet: they will be those of the next view. */
  const awaited = new Set<vscode.TextDocument>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document, token) {
      if (!setting('codeLens', document.uri)) return [];
      awaited.add(document);
      try {
        const looked = await newestView(app.documents, document, token);
        return looked && lensesOf(app, looked);
      } finally {
        awaited.delete(document);
      }
    },
  };
  return vscode.Disposable.from(
    changed,
    refresh,
    registerForStories((selector) => vscode.languages.registerCodeLensProvider(selector, provider)),
    app.documents.onDidChange(({ document }) => {
      if (!awaited.has(document) && isVisible((looked) => looked.document === document)) refresh();
    }),
    app.tasks.onDidChange((task) => {
      if (hasMoved(task) && isVisible(({ view }) => view.projectId === task.projectId)) refresh();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(refresh),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.codeLens`)) refresh();
    }),
  );
}

/** Tells of each report of a task whether another segment's turn came since the last one, or the task's end. */
function taskSteps(): (task: TaskView) => boolean {
  const steps = new Map<string, string>();
  return ({ status: { task_id: id, status, progress }, isCancelled }) => {
    const step = `${status} ${progress.current} ${isCancelled}`;
    if (steps.get(id) === step) return false;
    if (status === 'COMPLETED' || status === 'FAILED') steps.delete(id);
    else steps.set(id, step);
    return true;
  };
}

function lensesOf({ tasks }: StoryFlow, { document, view }: DocumentView): vscode.CodeLens[] {
  const { isTrusted } = vscode.workspace;
  const words = actWords();
  const lenses: vscode.CodeLens[] = [];
  const add = (
    line: number,
    argument: object,
    { acts, state }: { acts: readonly (SegmentAct | StoryAct)[]; state: string },
  ) => {
    const range = new vscode.Range(line, 0, line, 0);
    for (const act of acts) lenses.push(new vscode.CodeLens(range, { ...words[act], arguments: [argument] }));
    lenses.push(new vscode.CodeLens(range, { title: state, command: '' }));
  };
  const firstHeading = (view.segments[0]?.line ?? document.lineCount + 1) - 1;
  const isGenerating = tasks.active.some(({ projectId }) => projectId === view.projectId);
  const story: TreeNode = { kind: 'story', uri: document.uri };
  add(titleLine(document, firstHeading) ?? 0, story, {
    acts: storyActs(view.segments, { isGenerating, isTrusted }),
    state: storyInWords(view.segments),
  });
  for (const segment of view.segments) {
    const activity = tasks.activityOf(segment.id);
    const line = segment.line - 1;
    add(
      line,
      { uri: document.uri, line },
      { acts: segmentActs(segment, { activity, isTrusted }), state: segmentInWords(segment, activity) },
    );
  }
  return lenses;
}

function actWords(): Record<SegmentAct | StoryAct, { title: string; command: CommandId }> {
  const { l10n } = vscode;
  return {
    play: { title: `$(play) ${l10n.t('Play')}`, command: 'storyflow.play' },
    soundsRight: {
      title: `$(pass) ${l10n.t('It Sounds Right')}`,
      command: 'storyflow.soundsRight',
    },
    generate: { title: `$(record) ${l10n.t('Generate')}`, command: 'storyflow.generate' },
    regenerate: { title: `$(refresh) ${l10n.t('Regenerate')}`, command: 'storyflow.regenerate' },
    cancel: { title: `$(stop-circle) ${l10n.t('Cancel')}`, command: 'storyflow.cancel' },
    lock: { title: `$(lock) ${l10n.t('Lock')}`, command: 'storyflow.lock' },
    unlock: { title: `$(unlock) ${l10n.t('Unlock')}`, command: 'storyflow.unlock' },
    generateChanged: {
      title: `$(diff-modified) ${l10n.t('Generate What Changed')}`,
      command: 'storyflow.generateChanged',
    },
  };
}
