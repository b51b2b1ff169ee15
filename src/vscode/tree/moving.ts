import * as vscode from 'vscode';
import type { SegmentView, StoryView } from '../../studio/protocol';
import { registerCommand } from '../commandIds';
import { telling } from '../errors';
import { quoted } from '../notificationText';
import { sayInPassing } from '../sayInPassing';
import type { StoryFlow } from '../storyFlow';
import { requireSegment } from '../targets';
import { assertTrusted } from '../trust';
import { segmentName } from '../words';
import { applyFileEdits } from '../writeText';

type Direction = 'up' | 'down';

/** Move Up and Move Down: a section goes past its neighbour of the same level, with its parts (decision D-30). */
export function registerMoving(app: StoryFlow): vscode.Disposable {
  const move = (direction: Direction, node: unknown) =>
    telling(app.log, async () => {
      assertTrusted();
      const { story, segment } = await requireSegment(app, [node]);
      await moveBy(app, story, segment, direction);
    });
  return vscode.Disposable.from(
    registerCommand('storyflow.moveUp', (node) => move('up', node)),
    registerCommand('storyflow.moveDown', (node) => move('down', node)),
  );
}

async function moveBy(
  app: StoryFlow,
  story: StoryView,
  segment: SegmentView,
  direction: Direction,
): Promise<void> {
  const edits = await app.studio.call('planMoveBy', { segmentId: segment.id, direction });
  if (edits.length === 0) {
    const name = quoted(segmentName(segment));
    const message =
      direction === 'up'
        ? vscode.l10n.t('{0} is the first of its level already.', name)
        : vscode.l10n.t('{0} is the last of its level already.', name);
    sayInPassing(message);
    return;
  }
  const follow = cursorIn(story, segment);
  await applyFileEdits(edits);
  const moved = await app.stories.reload(vscode.Uri.file(story.path));
  follow(moved.segments.find(({ id }) => id === segment.id));
}

/**
 * Where the cursor of the active editor is in a segment. The function that is returned puts it into the same place of
 * the segment where that is by then, so that the command can be repeated.
 */
function cursorIn(story: StoryView, segment: SegmentView): (moved: SegmentView | undefined) => void {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.fsPath !== vscode.Uri.file(story.path).fsPath) return () => undefined;
  const { line, character } = editor.selection.active;
  const lines = line - (segment.line - 1);
  const next = story.segments[segment.index + 1];
  if (lines < 0 || (next && line >= next.line - 1)) return () => undefined;
  return (moved) => {
    if (!moved) return;
    const place = editor.document.validatePosition(new vscode.Position(moved.line - 1 + lines, character));
    editor.selection = new vscode.Selection(place, place);
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  };
}
