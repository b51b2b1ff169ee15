import * as vscode from 'vscode';
import { readingsOf } from '../../core/speech/lexicon/heteronyms';
import type { CommandId } from '../commandIds';
import { registerForStories } from '../editor/forStories';
import type { DocumentView } from '../storyDocuments';
import type { StoryFlow } from '../storyFlow';
import { wordAt, type WrittenWord } from './wordAt';

/** Offers the ways in which a word can be said, for this place alone, and Pronounce as for selected words. */
export function registerPronounceActions({ documents }: StoryFlow): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, range) {
      if (!vscode.workspace.isTrusted) return [];
      const found = wordAt(document, range);
      const looked = found && (await documents.current(document));
      if (!looked || !isPlain(found, looked)) return [];
      const isSelected = !range.isEmpty && document.getText(range).includes(found.word);
      return [...readingFixes(found, looked), ...(isSelected && isName(found) ? [pronounceAs(found)] : [])];
    },
  };
  return registerForStories((selector) =>
    vscode.languages.registerCodeActionsProvider(selector, provider, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.RefactorRewrite],
    }),
  );
}

/** A longer selection is a sentence, such as one that another warning marks. */
const LONGEST_NAME = 4;

function isName({ word }: WrittenWord): boolean {
  return word.split(/\s+/u).length <= LONGEST_NAME;
}

/** Whether a word stands in the text of a segment, and not in a link already. */
function isPlain({ range }: WrittenWord, { document, view }: DocumentView): boolean {
  const at = document.offsetAt(range.start);
  const line = document.lineAt(range.start.line).text;
  const isInLink =
    /\[[^\]]*$/u.test(line.slice(0, range.start.character)) &&
    /^[^[]*\]\(/u.test(line.slice(range.end.character));
  return !isInLink && view.segments.some(({ body }) => body.from <= at && at < body.to);
}

function readingFixes({ word, range, uri }: WrittenWord, { view }: DocumentView): vscode.CodeAction[] {
  return readingsOf(word, view.voice.language).map(({ meaning, phonemes }) => {
    const title = vscode.l10n.t('Pronounce as “{0}” /{1}/ ({2})', word, phonemes, meaning);
    const fix = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    fix.edit = new vscode.WorkspaceEdit();
    fix.edit.replace(uri, range, `[${word}](/${phonemes}/)`);
    return fix;
  });
}

function pronounceAs({ uri, word }: WrittenWord): vscode.CodeAction {
  const title = vscode.l10n.t('Pronounce “{0}” as...', word);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.RefactorRewrite);
  const command: CommandId = 'storyflow.pronounceAs';
  action.command = { title, command, arguments: [{ uri, word }] };
  return action;
}
