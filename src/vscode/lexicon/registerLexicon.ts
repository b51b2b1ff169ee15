import * as vscode from 'vscode';
import type { SampleView } from '../../studio/protocol';
import type { StoryFlow } from '../storyFlow';
import { registerLexiconDocuments } from './lexiconDocuments';
import { registerPronounceActions } from './pronounceActions';
import { registerPronounceAs } from './pronounceAs';
import { registerSaidHover } from './saidHover';

/** Everything about how words are said. `listen` plays what is to be heard before it counts. */
export function registerLexicon(
  app: StoryFlow,
  listen: (sample: SampleView) => Promise<void>,
): vscode.Disposable {
  return vscode.Disposable.from(
    registerPronounceAs(app, listen),
    registerPronounceActions(app),
    registerSaidHover(app),
    registerLexiconDocuments(app),
  );
}
