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
        validateInput: titleProblem,
      });
      if (title === undefined) return;
      const heading = vscode.l10n.t('Chapter 1');
      const body = vscode.l10n.t('Write here what is to be spoken.');
      const uri = await createStoryFile(
        title.trim(),
        `# ${headingText(title.trim())}\n\n## ${heading}\n\n${body}\n`,
      );
      if (!uri) return;
      // It takes the place of no other editor: it is there to be written in.
      const editor = await vscode.window.showTextDocument(uri, { preview: false });
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
  if (text.trim() === '')
    return vscode.l10n.t('A story needs a title: it is its first heading and names its file.');
  return text.trim().length > LONGEST_TITLE
    ? vscode.l10n.t('A title has at most {0} characters.', LONGEST_TITLE)
    : undefined;
}

/** A title as a heading's text: what Markdown would read as a mark is escaped. */
function headingText(title: string): string {
  return title.replaceAll(/[\\`*_[\]<>#&]/gu, String.raw`\$&`);
}
