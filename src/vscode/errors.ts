import * as vscode from 'vscode';
import { messageOf, StoryFlowError } from '../core/errors';
import { missingIn } from '../core/speech/kokoro/missingIn';
import { runCommand } from './commandIds';

/** A button of a message, and what it does. */
export interface Action {
  readonly title: string;
  run(): unknown;
}

/** What a failure was about, for the actions that may help. */
export interface FailureContext {
  /** The segments that were to be changed, for "Unlock". */
  readonly segmentIds?: readonly string[];
  /** Does again what failed. */
  readonly retry?: () => unknown;
}

/**
 * Tells the writer of a failure, once, with the actions that help, and logs its details. What was cancelled is no
 * failure. Resolves when the message is gone.
 */
export async function showFailure(
  error: unknown,
  log: vscode.LogOutputChannel,
  context: FailureContext = {},
): Promise<void> {
  if (error instanceof vscode.CancellationError) return;
  if (error instanceof StoryFlowError && error.code === 'Cancelled') return;
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const actions = actionsFor(error, log, context);
  const titles = actions.map(({ title }) => title);
  const isWarning = error instanceof StoryFlowError && WARNINGS.has(error.code);
  const chosen = isWarning
    ? await vscode.window.showWarningMessage(messageOf(error), ...titles)
    : await vscode.window.showErrorMessage(messageOf(error), ...titles);
  await actions.find(({ title }) => title === chosen)?.run();
}

/** Runs what a command does, and tells of its failure. Resolves with undefined then. */
export async function telling<T>(
  log: vscode.LogOutputChannel,
  work: () => Promise<T>,
  context: FailureContext = {},
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    void showFailure(error, log, context);
    return undefined;
  }
}

/** Refusals that protect the writer's work are no errors. */
const WARNINGS: ReadonlySet<string> = new Set(['SegmentLocked', 'EmptyText', 'Untrusted', 'WrongUse']);

function actionsFor(
  error: unknown,
  log: vscode.LogOutputChannel,
  { segmentIds = [], retry }: FailureContext,
): Action[] {
  const showLog: Action = {
    title: vscode.l10n.t('Show Log'),
    run: () => {
      log.show();
    },
  };
  const chooseFile: Action = {
    title: vscode.l10n.t('Choose File'),
    run: () => runCommand('storyflow.importKokoro', 'file'),
  };
  const again: Action[] = retry ? [{ title: vscode.l10n.t('Retry'), run: retry }] : [];
  if (!(error instanceof StoryFlowError)) return [...again, showLog];
  switch (error.code) {
    case 'SegmentLocked':
      return segmentIds.length === 0
        ? []
        : [{ title: vscode.l10n.t('Unlock'), run: () => runCommand('storyflow.unlock', { segmentIds }) }];
    case 'ModelUnavailable':
      return [
        {
          title: vscode.l10n.t('Download'),
          run: () => runCommand('storyflow.getKokoro', { voices: missingIn(messageOf(error))?.voices ?? [] }),
        },
        chooseFile,
        {
          title: vscode.l10n.t('Use the Draft Voice'),
          run: () => runCommand('storyflow.chooseVoice', { voice: 'draft' }),
        },
      ];
    case 'Untrusted':
      return [
        {
          title: vscode.l10n.t('Manage Workspace Trust'),
          run: () => vscode.commands.executeCommand('workbench.trust.manage'),
        },
      ];
    case 'InvalidLexicon':
      return [{ title: vscode.l10n.t('Open Lexicon'), run: () => runCommand('storyflow.openLexicon') }];
    case 'EmptyText':
    case 'InvalidImage':
    case 'Import':
    case 'WrongUse':
      return [];
    case 'DownloadFailed':
      return [...again, chooseFile, showLog];
    case 'InvalidStory':
    case 'InvalidVoice':
    case 'StoryNotReadable':
    case 'AudioNotReadable':
    case 'SegmentNotFound':
    case 'ProjectNotFound':
    case 'TaskNotFound':
    case 'Cancelled':
    case 'SpeechFailed':
    case 'WorkerLost':
    case 'MediaNotWritable':
    case 'Unexpected':
      return [...again, showLog];
  }
}
