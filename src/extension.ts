import { loadingBegan } from './loadingBegan';
import * as vscode from 'vscode';
import type { StoryFlowApi } from './api';
import { registerActiveStory } from './vscode/activeStory';
import { registerCodeLens } from './vscode/editor/codeLens';
import { registerDecorations } from './vscode/editor/decorations';
import { registerDiagnostics } from './vscode/editor/diagnostics';
import { registerHover } from './vscode/editor/hover';
import { registerCompletion } from './vscode/editor/completion';
import { registerQuickFixes } from './vscode/editor/quickFixes';
import { registerSplitSentence } from './vscode/editor/splitSentence';
import { exportApi } from './vscode/exportedApi';
import { registerImportExport } from './vscode/files/importExport';
import { registerNarrateFile } from './vscode/files/narrateFile';
import { registerNewStory } from './vscode/files/newStory';
import { registerGenerate } from './vscode/generate/commands';
import { createHost } from './vscode/host';
import { registerDeleteCommands } from './vscode/keeping/deleteCommands';
import { registerDetachedCleanUp } from './vscode/keeping/detached';
import { registerImageCommands } from './vscode/keeping/imageCommands';
import { registerLockCommands } from './vscode/keeping/lockCommands';
import { registerLocksNotice } from './vscode/keeping/locksNotice';
import { registerMissingStories } from './vscode/files/missingStories';
import { registerRenames } from './vscode/files/renames';
import { registerPasteImage } from './vscode/keeping/pasteImage';
import { registerKokoro } from './vscode/kokoro/registerKokoro';
import { registerLexicon } from './vscode/lexicon/registerLexicon';
import { registerNavigation } from './vscode/navigation';
import { registerPlayer } from './vscode/player/registerPlayer';
import { registerTree } from './vscode/tree/registerTree';
import { registerChooseSegmentVoice } from './vscode/voices/chooseSegmentVoice';
import { registerChooseSpeed } from './vscode/voices/chooseSpeed';
import { registerChooseVoice } from './vscode/voices/chooseVoice';
import { registerClearCache } from './vscode/voices/clearCache';
import { registerSpokenText } from './vscode/voices/spokenText';

const loading = performance.now() - loadingBegan;

/** Builds what the features work with, and registers one feature a line. Other extensions get what docs/api.md says. */
export function activate(context: vscode.ExtensionContext): StoryFlowApi {
  const started = performance.now();
  const log = vscode.window.createOutputChannel('StoryFlow', { log: true });
  const app = createHost(context, log);
  const player = registerPlayer(app);
  const tree = registerTree(app);
  context.subscriptions.push(
    log,
    player,
    tree,
    registerActiveStory(app),
    registerCodeLens(app),
    registerDecorations(app),
    registerDiagnostics(app),
    registerHover(app),
    registerQuickFixes(app),
    registerCompletion(app),
    registerSplitSentence(app),
    registerGenerate(app),
    registerLockCommands(app),
    registerLocksNotice(app),
    registerMissingStories(app),
    registerRenames(app),
    registerDeleteCommands(app, () => tree.selection()),
    registerDetachedCleanUp(app),
    registerImageCommands(app),
    registerPasteImage(app),
    registerNewStory(app),
    registerImportExport(app),
    registerNarrateFile(app),
    registerChooseVoice(app, (sample) => player.playSample(sample)),
    registerChooseSegmentVoice(app, (sample) => player.playSample(sample)),
    registerKokoro(app, (sample) => player.playSample(sample)),
    registerLexicon(app, (sample) => player.playSample(sample)),
    registerChooseSpeed(app),
    registerSpokenText(app),
    registerClearCache(app),
    registerNavigation(app),
  );
  shutDown = () => app.studio.dispose();
  const activating = performance.now() - started;
  log.info(`Activated in ${activating.toFixed(1)} ms, after loading in ${loading.toFixed(1)} ms.`);
  return exportApi(app);
}

/** Stops what is being spoken; what was spoken until then is kept. */
export async function deactivate(): Promise<void> {
  await shutDown?.();
}

let shutDown: (() => Promise<void>) | undefined;
