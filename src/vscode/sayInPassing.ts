import * as vscode from 'vscode';

/** Long enough to be read, in milliseconds. */
const PASSING_MS = 4000;

/** Says in the status bar what came of an act; nobody has to close it. */
export function sayInPassing(message: string): void {
  vscode.window.setStatusBarMessage(message, PASSING_MS);
}
