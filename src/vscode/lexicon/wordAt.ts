import * as vscode from 'vscode';

/** A word of a story's text, or several that are selected. */
export interface WrittenWord {
  readonly uri: vscode.Uri;
  readonly word: string;
  readonly range: vscode.Range;
}

/** Letters with their accents and digits, held together by apostrophes and hyphens. */
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/u;

/** The selected words, or the one at the cursor; without a possessive, which is said by itself. */
export function wordAt(document: vscode.TextDocument, selection: vscode.Range): WrittenWord | undefined {
  const range = selection.isEmpty ? document.getWordRangeAtPosition(selection.start, WORD) : selection;
  if (!range?.isSingleLine) return undefined;
  const written = document.getText(range);
  const word = written.replace(/['’]s$/iu, '').trim();
  if (!/^[\p{L}\p{N}]/u.test(word)) return undefined;
  const from = range.start.translate(0, written.indexOf(word));
  return { uri: document.uri, word, range: new vscode.Range(from, from.translate(0, word.length)) };
}
