import * as vscode from 'vscode';
import { ContextKey } from '../contextKey';
import type { StoryFlow } from '../storyFlow';
import { runProgress } from './runProgress';
import { runInWords } from './runWords';

/** Shows in the status bar how far everything that is being generated is, and tells `when` clauses that it is. */
export function registerStatusBar(app: StoryFlow): vscode.Disposable {
  const isGenerating = new ContextKey<boolean>('isGenerating');
  const item = vscode.window.createStatusBarItem('storyflow.progress', vscode.StatusBarAlignment.Left);
  item.name = vscode.l10n.t('StoryFlow Progress');
  item.command = { command: 'storyflow.cancel', title: vscode.l10n.t('Cancel'), arguments: [{ ask: true }] };

  const draw = () => {
    const { active } = app.tasks;
    isGenerating.set(active.length > 0);
    if (active.length === 0) {
      item.hide();
      return;
    }
    const run = runProgress(active);
    const words = runInWords(app, run);
    item.text = `$(loading~spin) StoryFlow ${run.current}/${run.total}`;
    item.tooltip = words;
    item.accessibilityInformation = { label: `StoryFlow: ${words}`, role: 'button' };
    item.show();
  };
  draw();
  return vscode.Disposable.from(item, app.tasks.onDidChange(draw));
}
