import * as vscode from 'vscode';
import * as z from 'zod';
import { registerCommand } from '../commandIds';
import { telling } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { assertTrusted } from '../trust';
import { applyFileEdits } from '../writeText';

/** The sentence that holds an offset of a document. */
const argument = z.object({
  uri: z.custom<vscode.Uri>((value) => value instanceof vscode.Uri),
  at: z.int().min(0),
});

/** What the quick fix of a sentence that is too long for one breath does. */
export function registerSplitSentence(app: StoryFlow): vscode.Disposable {
  return registerCommand('storyflow.splitSentence', (sentence) =>
    telling(app.log, async () => {
      assertTrusted();
      const { uri, at } = argument.parse(sentence);
      await app.documents.save(uri);
      await applyFileEdits(await app.studio.call('planSplit', { path: uri.fsPath, at }));
    }),
  );
}
