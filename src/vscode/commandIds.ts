import * as vscode from 'vscode';

/** Every command of StoryFlow, once; a test holds the list equal to package.json. */
export const commandIds = [
  'storyflow.newStory',
  'storyflow.importStory',
  'storyflow.exportStory',
  'storyflow.narrateFile',
  'storyflow.locateStory',
  'storyflow.removeMissing',
  'storyflow.generate',
  'storyflow.regenerate',
  'storyflow.generateAll',
  'storyflow.regenerateAll',
  'storyflow.generateChanged',
  'storyflow.cancel',
  'storyflow.play',
  'storyflow.playFromHere',
  'storyflow.togglePlayback',
  'storyflow.previousSentence',
  'storyflow.nextSentence',
  'storyflow.openPlayerBeside',
  'storyflow.showPlayerInView',
  'storyflow.lock',
  'storyflow.unlock',
  'storyflow.lockAllReady',
  'storyflow.recreateLocked',
  'storyflow.restoreLockedText',
  'storyflow.splitSentence',
  'storyflow.pronounceAs',
  'storyflow.openLexicon',
  'storyflow.deleteSegment',
  'storyflow.deleteProject',
  'storyflow.deleteDetached',
  'storyflow.removeAudio',
  'storyflow.soundsRight',
  'storyflow.attachImage',
  'storyflow.removeImage',
  'storyflow.copyImagePrompt',
  'storyflow.revealAudio',
  'storyflow.revealHeading',
  'storyflow.openStory',
  'storyflow.moveUp',
  'storyflow.moveDown',
  'storyflow.chooseVoice',
  'storyflow.chooseSegmentVoice',
  'storyflow.chooseSpeed',
  'storyflow.showSpokenText',
  'storyflow.filterByState',
  'storyflow.clearFilter',
  'storyflow.refresh',
  'storyflow.clearCache',
  'storyflow.getKokoro',
  'storyflow.importKokoro',
  'storyflow.removeKokoro',
  'storyflow.openModelFolder',
  'storyflow.openSettings',
  'storyflow.showLog',
] as const;

export type CommandId = (typeof commandIds)[number];

/** Registers a command. Its failures are the handler's to tell: see errors.ts. */
export function registerCommand(id: CommandId, handler: (...args: unknown[]) => unknown): vscode.Disposable {
  return vscode.commands.registerCommand(id, handler);
}

/** Runs one of StoryFlow's own commands. */
export function runCommand(id: CommandId, ...args: unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(id, ...args);
}
