import { join } from 'node:path';
import * as vscode from 'vscode';
import { StoryFlowError } from '../core/errors';
import { StudioThread } from '../studio/client';
import type { InstallProgressView } from '../studio/modelProtocol';
import type { StudioEvent } from '../studio/protocol';
import { SECTION, studioSettings } from './settings';
import { StoryDocuments } from './storyDocuments';
import type { StoryFlow } from './storyFlow';
import { StoryModel } from './storyModel';
import { TaskBoard } from './taskBoard';
import { registerWatchers } from './watchers';
import { writeStoryText } from './writeText';

/** Builds what every feature works with. No thread is started and no file is looked at before somebody asks. */
export function createHost(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): StoryFlow {
  const tasks = new TaskBoard((id) => stories.segment(id)?.segment.audio?.version);
  const installs = new vscode.EventEmitter<InstallProgressView>();
  const modelChanged = new vscode.EventEmitter<void>();
  const onEvent = (event: StudioEvent) => {
    if (event.event === 'log') log[event.level](event.message);
    else if (event.event === 'task') tasks.update(event.task);
    else if (event.event === 'install') installs.fire(event.progress);
    else void stories.reload(vscode.Uri.file(event.path)).catch(() => undefined);
  };
  const studio = new StudioThread({
    entry: join(context.extensionPath, 'dist', 'studio.cjs'),
    settings: studioSettings,
    handlers: {
      writeText: ({ path, before, after }) => writeStoryText(vscode.Uri.file(path), before, after),
    },
    onEvent,
    onLost: (reason) => {
      log.error(`The studio stopped: ${reason}`);
      tasks.failAll(
        vscode.l10n.t('StoryFlow stopped while this was being generated. Generate again to go on.'),
      );
    },
  });
  const stories = new StoryModel(studio, log);
  const documents = new StoryDocuments(studio, stories, log);
  const host = { context, log, studio, stories, documents, tasks, installs, modelChanged };
  context.subscriptions.push(
    tasks,
    stories,
    documents,
    installs,
    modelChanged,
    registerWatchers(host),
    registerSettings(host),
  );
  return host;
}

/** Settings take effect at once: on the engines, on the list of stories, and on what is out of date. */
function registerSettings({ studio, stories, log }: StoryFlow): vscode.Disposable {
  const changed = async (affectsList: boolean) => {
    if (!studio.isRunning) return;
    try {
      await studio.call('configure', studioSettings());
      if (affectsList) await stories.relist();
      await stories.reloadAll();
    } catch (error) {
      if (!(error instanceof StoryFlowError && error.code === 'WorkerLost')) log.error(String(error));
    }
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SECTION)) void changed(event.affectsConfiguration(`${SECTION}.include`));
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(() => changed(true)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed(true)),
  );
}
