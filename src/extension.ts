import * as vscode from 'vscode';
import { registerShowLog } from './vscode/showLog';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('StoryFlow', { log: true });
  context.subscriptions.push(log, registerShowLog(log));
}
