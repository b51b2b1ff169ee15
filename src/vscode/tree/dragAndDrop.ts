import * as vscode from 'vscode';
import * as z from 'zod';
import { StoryFlowError } from '../../core/errors';
import type { ImageSource } from '../../core/store/imageFiles';
import { telling } from '../errors';
import { attachImage } from '../keeping/attachImage';
import { IMAGE_MIME_TYPES, transferredImage } from '../keeping/transferredImage';
import type { StoryFlow } from '../storyFlow';
import type { TreeNode } from '../targets';
import { assertTrusted } from '../trust';
import { applyFileEdits } from '../writeText';
import { dropPlace } from './dropPlace';

/** The kind of data that only this tree gives and takes: VS Code names it after the view. */
const MIME = 'application/vnd.code.tree.storyflow.stories';

const dragged = z.array(z.object({ path: z.string(), segmentId: z.string() }));

/**
 * Moves segments with their parts by drag and drop, within a story and to another one, and attaches a picture that is
 * dropped on a segment.
 */
export class SegmentDragAndDrop implements vscode.TreeDragAndDropController<TreeNode> {
  readonly dragMimeTypes = [MIME];
  readonly dropMimeTypes = [MIME, ...IMAGE_MIME_TYPES];
  readonly #app: StoryFlow;
  readonly #onMoved: (uri: vscode.Uri, segmentId: string) => void;

  /** `onMoved` is told where the first of the segments is after a move. */
  constructor(app: StoryFlow, onMoved: (uri: vscode.Uri, segmentId: string) => void) {
    this.#app = app;
    this.#onMoved = onMoved;
  }

  handleDrag(source: readonly TreeNode[], dataTransfer: vscode.DataTransfer): void {
    const segments = source.flatMap((node) =>
      node.kind === 'segment' ? [{ path: node.uri.fsPath, segmentId: node.segmentId }] : [],
    );
    if (segments.length > 0 && vscode.workspace.isTrusted)
      dataTransfer.set(MIME, new vscode.DataTransferItem(JSON.stringify(segments)));
  }

  async handleDrop(target: TreeNode | undefined, dataTransfer: vscode.DataTransfer): Promise<void> {
    if (!target || target.kind === 'missing') return;
    const item = dataTransfer.get(MIME);
    if (!item) return this.#attach(target, await transferredImage(dataTransfer));
    const { data } = dragged.safeParse(JSON.parse(await item.asString()));
    const [first] = data ?? [];
    if (!data || !first) return;
    await telling(this.#app.log, async () => {
      assertTrusted();
      if (data.some(({ path }) => path !== first.path))
        throw new StoryFlowError(
          'WrongUse',
          vscode.l10n.t('These segments are of several stories: drag those of one story at a time.'),
        );
      const segmentIds = data.map(({ segmentId }) => segmentId);
      await this.#move(vscode.Uri.file(first.path), segmentIds, target);
    });
  }

  async #attach(target: TreeNode, image: ImageSource | undefined): Promise<void> {
    if (target.kind === 'segment' && image !== undefined)
      await attachImage(this.#app, [target], () => Promise.resolve(image));
  }

  async #move(from: vscode.Uri, segmentIds: readonly string[], target: TreeNode): Promise<void> {
    const { documents, stories, studio } = this.#app;
    const to = target.uri;
    const isSame = from.fsPath === to.fsPath;
    const story = await documents.save(from);
    if (!isSame) await documents.save(to);
    const place =
      target.kind === 'story'
        ? { before: undefined }
        : target.kind !== 'segment'
          ? undefined
          : isSame
            ? dropPlace(story.segments, segmentIds, target.segmentId)
            : { before: target.segmentId };
    if (!place) return;
    const edits = await studio.call('planMove', {
      from: from.fsPath,
      segmentIds,
      to: to.fsPath,
      ...(place.before === undefined ? {} : { before: place.before }),
    });
    if (edits.length === 0) return;
    await applyFileEdits(edits);
    if (!isSame) await stories.reload(from);
    await stories.reload(to);
    const [first] = segmentIds;
    if (first !== undefined) this.#onMoved(to, first);
  }
}
