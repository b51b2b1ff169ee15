import * as vscode from 'vscode';
import { missingIn } from '../../core/speech/kokoro/missingIn';
import type { CommandId } from '../commandIds';
import type { StoryView } from '../../studio/protocol';
import type { StoryFlow } from '../storyFlow';
import { DIAGNOSTICS_SOURCE } from './diagnostics';
import type { FindingCode } from './findings';
import { registerForStories } from './forStories';
import { voiceSuggestions } from './voiceSuggestions';

/** Offers what mends or settles the findings that the Problems panel shows. */
export function registerQuickFixes({ documents }: StoryFlow): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, _range, { diagnostics }) {
      const own = diagnostics.filter(({ source }) => source === DIAGNOSTICS_SOURCE);
      const looked = own.length > 0 ? await documents.current(document) : undefined;
      return own.flatMap((diagnostic) =>
        [
          ...(looked ? mendingFixes(document, diagnostic, looked.view) : []),
          ...fixesFor(document, diagnostic),
        ].map((fix) => Object.assign(fix, { diagnostics: [diagnostic] })),
      );
    },
  };
  return registerForStories((selector) =>
    vscode.languages.registerCodeActionsProvider(selector, provider, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
}

/** The edits that whoever found a problem knows to mend it. */
function mendingFixes(
  document: vscode.TextDocument,
  { message, range }: vscode.Diagnostic,
  { problems }: StoryView,
): vscode.CodeAction[] {
  const from = document.offsetAt(range.start);
  const problem = problems.find((each) => each.message === message && each.source.from === from);
  const fixes = (problem?.fixes ?? []).map(({ kind, source, text }) => {
    const edit = new vscode.WorkspaceEdit();
    const place = new vscode.Range(document.positionAt(source.from), document.positionAt(source.to));
    edit.replace(document.uri, place, text);
    const titles = {
      close: vscode.l10n.t('End with {0} After the Last Paragraph', text),
      remove: vscode.l10n.t('Remove {0}', document.getText(place)),
      replace: vscode.l10n.t('Change to {0}', text),
    };
    return editFix(titles[kind], edit);
  });
  preferred(fixes.slice(0, 1));
  return fixes;
}

function fixesFor(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): vscode.CodeAction[] {
  const heading = { uri: document.uri, line: diagnostic.range.start.line };
  switch (diagnostic.code as FindingCode) {
    case 'LockedTextChanged':
      // Each gives up what the other keeps, so neither is preferred.
      return commandFixes(
        [vscode.l10n.t('Unlock'), 'storyflow.unlock', heading],
        [vscode.l10n.t('Restore the Locked Text'), 'storyflow.restoreLockedText', heading],
      );
    case 'SpeechFailed':
      return preferred(commandFixes([vscode.l10n.t('Retry'), 'storyflow.generate', heading]));
    case 'UnknownVoice':
      return [
        ...suggestionFixes(document, diagnostic),
        ...commandFixes([vscode.l10n.t('Choose Voice...'), 'storyflow.chooseVoice', document.uri]),
      ];
    case 'ModelUnavailable':
      return commandFixes(
        [
          vscode.l10n.t('Download'),
          'storyflow.getKokoro',
          { voices: missingIn(diagnostic.message)?.voices ?? [] },
        ],
        [vscode.l10n.t('Choose File...'), 'storyflow.importKokoro', 'file'],
        [
          vscode.l10n.t('Use the Draft Voice'),
          'storyflow.chooseVoice',
          { uri: document.uri, voice: 'draft' },
        ],
        [vscode.l10n.t('Choose Voice...'), 'storyflow.chooseVoice', document.uri],
      );
    case 'TakeCheck':
      return [
        playFix(document, diagnostic),
        ...commandFixes(
          [vscode.l10n.t('Regenerate'), 'storyflow.regenerate', heading],
          [vscode.l10n.t('It Sounds Right'), 'storyflow.soundsRight', heading],
        ),
      ];
    case 'LongSentence':
      return preferred(
        commandFixes([
          vscode.l10n.t('Split the Sentence'),
          'storyflow.splitSentence',
          { uri: document.uri, at: document.offsetAt(diagnostic.range.start) },
        ]),
      );
    case 'InvalidLexicon':
      return preferred(commandFixes([vscode.l10n.t('Open Lexicon'), 'storyflow.openLexicon', document.uri]));
    case 'EmptyText':
    case 'InvalidStory':
      return [];
  }
}

/** Changes nothing, so it is there in Restricted Mode, too. */
function playFix({ uri }: vscode.TextDocument, { range }: vscode.Diagnostic): vscode.CodeAction {
  const title = vscode.l10n.t('Play from There');
  const { line, character } = range.start;
  const fix = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  fix.command = { title, command: 'storyflow.playFromHere', arguments: [{ uri, line, character }] };
  return fix;
}

type CommandFix = readonly [title: string, command: CommandId, argument?: unknown];

/** In Restricted Mode there are none: every one of these commands changes something. */
function commandFixes(...fixes: readonly CommandFix[]): vscode.CodeAction[] {
  if (!vscode.workspace.isTrusted) return [];
  return fixes.map(([title, command, argument]) => {
    const fix = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    fix.command = { title, command, arguments: argument === undefined ? [] : [argument] };
    return fix;
  });
}

/** The voices that may have been meant, where the unknown one stands in this text and not in the settings. */
function suggestionFixes(
  document: vscode.TextDocument,
  { message, range }: vscode.Diagnostic,
): vscode.CodeAction[] {
  const suggestions = voiceSuggestions(message);
  const at = suggestions ? document.getText(range).lastIndexOf(suggestions.written) : -1;
  if (!suggestions || at === -1) return [];
  const from = document.offsetAt(range.start) + at;
  const written = new vscode.Range(
    document.positionAt(from),
    document.positionAt(from + suggestions.written.length),
  );
  const fixes = suggestions.meant.map((voice) => {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, written, voice);
    return editFix(vscode.l10n.t('Change to {0}', voice), edit);
  });
  return fixes.length === 1 ? preferred(fixes) : fixes;
}

function editFix(title: string, edit: vscode.WorkspaceEdit): vscode.CodeAction {
  const fix = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  fix.edit = edit;
  return fix;
}

function preferred(fixes: vscode.CodeAction[]): vscode.CodeAction[] {
  for (const fix of fixes) fix.isPreferred = true;
  return fixes;
}
