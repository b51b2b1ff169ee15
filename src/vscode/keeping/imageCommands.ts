import * as vscode from 'vscode';
import { registerCommand } from '../commandIds';
import { telling } from '../errors';
import { sayInPassing } from '../sayInPassing';
import type { StoryFlow } from '../storyFlow';
import { requireSegment, requireSegments } from '../targets';
import { assertTrusted } from '../trust';
import { attachImage } from './attachImage';
import { nameOf, segmentsInWords } from './deletionWords';
import { IMAGE_EXTENSIONS } from './transferredImage';

/** Attach Image, Remove Image and Copy Image Prompt. */
export function registerImageCommands(app: StoryFlow): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand('storyflow.attachImage', (...args) =>
      attachImage(app, args, async ({ segment }) => {
        const [file] =
          (await vscode.window.showOpenDialog({
            title: vscode.l10n.t('Attach an Image to {0}', nameOf(segment)),
            openLabel: vscode.l10n.t('Attach'),
            filters: { [vscode.l10n.t('Images')]: IMAGE_EXTENSIONS },
          })) ?? [];
        return file?.fsPath;
      }),
    ),
    registerCommand('storyflow.removeImage', (...args) =>
      telling(app.log, async () => {
        assertTrusted();
        const targets = await requireSegments(app, args);
        const illustrated = targets
          .flatMap(({ segments }) => segments)
          .filter(({ image }) => image !== undefined);
        if (illustrated.length === 0) {
          void vscode.window.showInformationMessage(vscode.l10n.t('There is no image to remove.'));
          return;
        }
        for (const { id } of illustrated) await app.studio.call('removeImage', { segmentId: id });
        for (const { story } of targets) await app.stories.reload(vscode.Uri.file(story.path));
        sayInPassing(
          vscode.l10n.t(
            'The image of {0} was removed; it stays in .storyflow/trash for 30 days.',
            segmentsInWords(illustrated),
          ),
        );
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
        sayInPassing(vscode.l10n.t('The image prompt is in the clipboard.'));
      }),
    ),
  );
}
