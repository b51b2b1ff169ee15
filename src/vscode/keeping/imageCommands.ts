import * as vscode from 'vscode';
import { registerCommand } from '../commandIds';
import { telling } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { requireSegment, requireSegments } from '../targets';
import { assertTrusted } from '../trust';
import { attachImage } from './attachImage';
import { IMAGE_EXTENSIONS } from './transferredImage';

/** Attach Image, Remove Image and Copy Image Prompt. */
export function registerImageCommands(app: StoryFlow): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand('storyflow.attachImage', (...args) =>
      attachImage(app, args, async ({ segment }) => {
        const [file] =
          (await vscode.window.showOpenDialog({
            title: vscode.l10n.t('Attach an Image to “{0}”', segment.heading),
            openLabel: vscode.l10n.t('Attach'),
            filters: { [vscode.l10n.t('Images')]: IMAGE_EXTENSIONS },
          })) ?? [];
        return file?.fsPath;
      }),
    ),
    registerCommand('storyflow.removeImage', (...args) =>
      telling(app.log, async () => {
        assertTrusted();
        for (const { story, segments } of await requireSegments(app, args)) {
          for (const { id, image } of segments)
            if (image !== undefined) await app.studio.call('removeImage', { segmentId: id });
          await app.stories.reload(vscode.Uri.file(story.path));
        }
      }),
    ),
    registerCommand('storyflow.copyImagePrompt', (...args) =>
      telling(app.log, async () => {
        const { segment } = await requireSegment(app, args);
        const prompt = segment.imagePrompt;
        if (prompt === '') {
          void vscode.window.showInformationMessage(
            vscode.l10n.t('This segment has no image prompt: write <!-- prompt: ... --> under its heading.'),
          );
          return;
        }
        await vscode.env.clipboard.writeText(prompt);
        vscode.window.setStatusBarMessage(vscode.l10n.t('The image prompt is in the clipboard.'), 4000);
      }),
    ),
  );
}
