import * as vscode from 'vscode';
import * as z from 'zod';
import { messageOf, StoryFlowError } from '../../core/errors';
import { openDocument } from '../storyDocuments';
import type { StoryFlow } from '../storyFlow';
import { segmentAt } from '../targets';
import { startAt } from './startAt';

/** A segment, and where in its audio to begin; absent where it has none. */
export interface Start {
  readonly segmentId: string;
  readonly at?: number;
}

const isUri = (value: unknown): value is vscode.Uri => value instanceof vscode.Uri;
/** What a link in a hover says: a place of a document, counted from 0. */
const placeArgument = z.object({
  uri: z.custom<vscode.Uri>(isUri),
  line: z.int().min(0),
  character: z.int().min(0),
});

/** What is to be heard from a place of a story on: that of the argument, else the one at the cursor. */
export async function startFromHere(
  { documents, stories, studio, log }: StoryFlow,
  [argument]: readonly unknown[],
): Promise<Start> {
  const { document, position } = placeOf(argument) ?? {};
  if (!document || !position || !documents.isStory(document)) throw nowhere();
  // What is typed need not be saved to hear what is there already; a segment that nobody knows yet must be.
  const looked = await documents.current(document);
  const typed = looked && segmentAt(looked.view, document.offsetAt(position));
  const segment =
    typed && stories.segment(typed.id)
      ? typed
      : segmentAt(await documents.save(document.uri), document.offsetAt(position));
  if (!segment) throw nowhere();
  const segmentId = segment.id;
  if (!stories.segment(segmentId)?.segment.audio) return { segmentId };
  const offset = document.offsetAt(position);
  try {
    const { sentences } = await studio.call('soundtrack', { segmentId, text: document.getText() });
    return { segmentId, at: startAt(sentences, offset) };
  } catch (error) {
    // The player itself says what is the matter with a file that it cannot play.
    log.warn(`Where to begin could not be found: ${messageOf(error)}`);
    return { segmentId };
  }
}

function placeOf(
  argument: unknown,
): { document: vscode.TextDocument | undefined; position: vscode.Position } | undefined {
  const { data: place } = placeArgument.safeParse(argument);
  if (place)
    return { document: openDocument(place.uri), position: new vscode.Position(place.line, place.character) };
  // The context menu gives the file, whose cursor is meant.
  const editor = vscode.window.activeTextEditor;
  return editor && { document: editor.document, position: editor.selection.active };
}

function nowhere(): StoryFlowError {
  return new StoryFlowError(
    'WrongUse',
    vscode.l10n.t('Put the cursor into a segment of a story, then try again.'),
  );
}
