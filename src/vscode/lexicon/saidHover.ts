import * as vscode from 'vscode';
import { messageOf } from '../../core/errors';
import { sayingText } from '../../core/speech/lexicon/phonemeText';
import { registerForStories } from '../editor/forStories';
import { plainMarkdown } from '../editor/plainMarkdown';
import type { StoryFlow } from '../storyFlow';

/** Tells over a word that is said otherwise how it is said. */
export function registerSaidHover({ studio, documents, log }: StoryFlow): vscode.Disposable {
  const provider: vscode.HoverProvider = {
    async provideHover(document, position, token) {
      if (!documents.isStory(document)) return undefined;
      try {
        const request = {
          path: document.uri.fsPath,
          text: document.getText(),
          at: document.offsetAt(position),
        };
        const said = await studio.call('saidAt', request);
        if (!said || token.isCancellationRequested) return undefined;
        const { source, text, say, isHeard } = said;
        const sentence = isHeard
          ? vscode.l10n.t('“{0}” is said {1}', text, sayingText(say))
          : vscode.l10n.t(
              '“{0}” would be said {1}; the draft voice cannot be given phonemes and says it as it is written',
              text,
              sayingText(say),
            );
        return new vscode.Hover(
          new vscode.MarkdownString(plainMarkdown(sentence)),
          new vscode.Range(document.positionAt(source.from), document.positionAt(source.to)),
        );
      } catch (error) {
        log.debug(`How a word is said could not be shown: ${messageOf(error)}`);
        return undefined;
      }
    },
  };
  return registerForStories((selector) => vscode.languages.registerHoverProvider(selector, provider));
}
