import * as vscode from 'vscode';

/** The command that brings StoryFlow's log channel to the front. */
export function registerShowLog(log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand('storyflow.showLog', () => {
    log.show();
  });
}
