import * as vscode from 'vscode';
import type { DocumentView } from '../storyDocuments';
import type { StoryFlow } from '../storyFlow';
import { marksOf, type LineRange, type Marks } from './marks';

type Types = Readonly<Record<keyof Marks, vscode.TextEditorDecorationType>>;
type Ranges = Readonly<Record<keyof Marks, readonly vscode.Range[]>>;

/** Marks locked, out-of-date and failed segments beside the text of the stories that are visible. */
export function registerDecorations({ context, documents, stories }: StoryFlow): vscode.Disposable {
  const types = createTypes(context.extensionUri);
  const names = Object.keys(types) as (keyof Marks)[];
  const marked = new WeakSet<vscode.TextEditor>();
  const known = new WeakMap<DocumentView, Ranges>();

  const rangesOf = (looked: DocumentView): Ranges => {
    const ranges = known.get(looked) ?? computeRanges(looked);
    known.set(looked, ranges);
    return ranges;
  };
  const draw = (editor: vscode.TextEditor) => {
    const { document } = editor;
    const looked = documents.get(document);
    // Marks of an older version were moved by VS Code itself: a new view is under way.
    if (looked?.version !== document.version) return;
    marked.add(editor);
    const ranges = rangesOf(looked);
    for (const name of names) editor.setDecorations(types[name], ranges[name]);
  };
  const drawAll = () => {
    for (const editor of vscode.window.visibleTextEditors) {
      if (documents.isStory(editor.document)) draw(editor);
      else if (marked.delete(editor)) for (const name of names) editor.setDecorations(types[name], []);
    }
  };
  drawAll();
  return vscode.Disposable.from(
    ...Object.values(types),
    documents.onDidChange(({ document }) => {
      for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) draw(editor);
    }),
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    stories.onDidChange((uri) => {
      if (!uri) drawAll();
    }),
  );
}

function createTypes(extensionUri: vscode.Uri): Types {
  const sign = (name: string): vscode.DecorationRenderOptions => {
    const iconOf = (theme: string) => vscode.Uri.joinPath(extensionUri, 'media', `${name}-${theme}.svg`);
    return {
      gutterIconSize: 'contain',
      light: { gutterIconPath: iconOf('light') },
      dark: { gutterIconPath: iconOf('dark') },
    };
  };
  const bar = (color: string, rulerColor: string): vscode.DecorationRenderOptions => ({
    isWholeLine: true,
    borderStyle: 'solid',
    borderWidth: '0 0 0 1px',
    borderColor: new vscode.ThemeColor(color),
    overviewRulerColor: new vscode.ThemeColor(rulerColor),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
  });
  const create = (options: vscode.DecorationRenderOptions) =>
    vscode.window.createTextEditorDecorationType(options);
  return {
    locked: create(sign('locked')),
    stale: create(sign('stale')),
    failed: create(sign('failed')),
    staleText: create(bar('editorGutter.modifiedBackground', 'editorOverviewRuler.modifiedForeground')),
    failedText: create(bar('editorError.foreground', 'editorOverviewRuler.errorForeground')),
  };
}

function computeRanges({ document, view }: DocumentView): Ranges {
  const marks = marksOf(view.segments, document.lineCount);
  const headings = (lines: readonly number[]) => lines.map((line) => new vscode.Range(line, 0, line, 0));
  const texts = (ranges: readonly LineRange[]) =>
    ranges.map(({ first, last }) => new vscode.Range(first, 0, lastWritten(document, first, last), 0));
  return {
    locked: headings(marks.locked),
    stale: headings(marks.stale),
    failed: headings(marks.failed),
    staleText: texts(marks.staleText),
    failedText: texts(marks.failedText),
  };
}

/** The last line that is not blank. */
function lastWritten(document: vscode.TextDocument, first: number, last: number): number {
  let line = last;
  while (line > first && document.lineAt(line).isEmptyOrWhitespace) line--;
  return line;
}
