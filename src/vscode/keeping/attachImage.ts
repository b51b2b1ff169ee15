import * as vscode from 'vscode';
import type { ImageSource } from '../../core/store/imageFiles';
import type { SegmentView, StoryView } from '../../studio/protocol';
import { telling } from '../errors';
import { sayInPassing } from '../sayInPassing';
import type { StoryFlow } from '../storyFlow';
import { requireSegment } from '../targets';
import { assertTrusted } from '../trust';
import { nameOf } from './deletionWords';

/** Where an image goes. */
export interface ImageTarget {
  readonly story: StoryView;
  readonly segment: SegmentView;
}

/**
 * Makes a picture the image of the segment that a command's arguments name; the one before goes to the trash. Tells the
 * writer what came of it.
 */
export async function attachImage(
  app: StoryFlow,
  args: readonly unknown[],
  choose: (target: ImageTarget) => Promise<ImageSource | undefined>,
): Promise<void> {
  const segmentIds: string[] = [];
  await telling(
    app.log,
    async () => {
      assertTrusted();
      const target = await requireSegment(app, args);
      segmentIds.push(target.segment.id);
      const image = await choose(target);
      if (image === undefined) return;
      await app.studio.call('attachImage', { segmentId: target.segment.id, image });
      await app.stories.reload(vscode.Uri.file(target.story.path));
      sayInPassing(vscode.l10n.t('The image is attached to {0}.', nameOf(target.segment)));
    },
    { segmentIds },
  );
}
