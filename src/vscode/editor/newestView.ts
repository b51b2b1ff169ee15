import type * as vscode from 'vscode';
import type { DocumentView, StoryDocuments } from '../storyDocuments';

/**
 * A view of a document's text as it is when the promise resolves. While somebody types it waits, so that what was drawn
 * before stays; undefined when nobody waits any more, or when there is no view.
 */
export async function newestView(
  documents: StoryDocuments,
  document: vscode.TextDocument,
  token: vscode.CancellationToken,
): Promise<DocumentView | undefined> {
  const { version } = document;
  const current = await documents.current(document);
  if (token.isCancellationRequested) return undefined;
  // Another one may have come meanwhile, of the same text with newer audio.
  if (current) return documents.get(document);
  if (document.version === version || document.isClosed) return undefined;
  return new Promise((resolve) => {
    const end = (looked: DocumentView | undefined) => {
      changed.dispose();
      cancelled.dispose();
      resolve(looked);
    };
    const changed = documents.onDidChange((looked) => {
      if (looked.document === document) end(looked);
    });
    const cancelled = token.onCancellationRequested(() => {
      end(undefined);
    });
  });
}
