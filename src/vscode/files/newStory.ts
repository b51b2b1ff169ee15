import * as vscode from 'vscode';
import { registerCommand } from '../commandIds';
import { telling } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { assertTrusted } from '../trust';
import { createStoryFile } from './createStoryFile';

/** The longest title, in characters (decision D-01). */
const LONGEST_TITLE = 200;

/** New Story: asks for a title, makes the file, and opens it with the first part ready to be written. */
export function registerNewStory(app: StoryFlow): vscode.Disposable {
  return registerCommand('storyflow.newStory', () =>
    telling(app.log, async () => {
      assertTrusted();
      const title = await vscode.window.showInputBox({
        title: vscode.l10n.t('New Story'),
        prompt: vscode.l10n.t('The title of the story'),
        placeHolder: vscode.l10n.t('The Lighthouse'),
        validateInput: (text) => (text.trim() === '' ? undefined : titleProblem(text)),
      });
      if (title === undefined || title.trim() === '') return;
      const heading = vscode.l10n.t('Chapter 1');
      const body = vscode.l10n.t('Write here what is to be spoken.');
      const uri = await createStoryFile(
        title.trim(),
        `# ${headingText(title.trim())}\n\n## ${heading}\n\n${body}\n`,
      );
      if (!uri) return;
      const editor = await vscode.window.showTextDocument(uri);
      const from = editor.document.getText().lastIndexOf(body);
      const range = [
        editor.document.positionAt(from),
        editor.document.positionAt(from + body.length),
      ] as const;
      editor.selection = new vscode.Selection(...range);
      await app.stories.relist();
    }),
  );
}

function titleProblem(text: string): string | undefined {
  return text.trim().length > LONGEST_TITLE
    ? vscode.l10n.t('A title has at most {0} characters.', LONGEST_TITLE)
    : undefined;
}

/** A title as a heading's text: what Markdown would read as a mark is escaped. */
function headingText(title: string): string {
  return title.replaceAll(/[\\`*_[\]<>#&]/gu, String.raw`\$&`);
}
