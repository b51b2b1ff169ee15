import * as vscode from 'vscode';
import type { DocumentView } from '../storyDocuments';
import type { StoryFlow } from '../storyFlow';
import { findingsOf, type Finding, type FindingCode } from './findings';

/** Where diagnostics say that they come from. */
export const DIAGNOSTICS_SOURCE = 'StoryFlow';

/** Shows what is not as it should be in the stories that are open. */
export function registerDiagnostics({ documents, stories }: StoryFlow): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('storyflow');
  return vscode.Disposable.from(
    collection,
    documents.onDidChange((looked) => {
      collection.set(looked.document.uri, diagnosticsOf(looked));
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      collection.delete(uri);
    }),
    stories.onDidChange(() => {
      for (const document of vscode.workspace.textDocuments)
        if (collection.has(document.uri) && !documents.isStory(document)) collection.delete(document.uri);
    }),
  );
}

function diagnosticsOf({ document, view }: DocumentView): vscode.Diagnostic[] {
  return findingsOf(view, document).map((finding) => {
    const diagnostic = new vscode.Diagnostic(
      rangeOf(finding, document),
      sentenceOf(finding),
      severities[finding.code],
    );
    diagnostic.source = DIAGNOSTICS_SOURCE;
    diagnostic.code = finding.code;
    return diagnostic;
  });
}

function rangeOf({ place }: Finding, document: vscode.TextDocument): vscode.Range {
  if (typeof place !== 'number')
    return new vscode.Range(document.positionAt(place.from), document.positionAt(place.to));
  return document.lineAt(Math.min(place, document.lineCount - 1)).range;
}

const severities: Record<FindingCode, vscode.DiagnosticSeverity> = {
  InvalidStory: vscode.DiagnosticSeverity.Warning,
  InvalidLexicon: vscode.DiagnosticSeverity.Error,
  UnknownVoice: vscode.DiagnosticSeverity.Warning,
  ModelUnavailable: vscode.DiagnosticSeverity.Warning,
  EmptyText: vscode.DiagnosticSeverity.Information,
  LockedTextChanged: vscode.DiagnosticSeverity.Warning,
  SpeechFailed: vscode.DiagnosticSeverity.Error,
  TakeCheck: vscode.DiagnosticSeverity.Warning,
  LongSentence: vscode.DiagnosticSeverity.Information,
};

function sentenceOf({ code, detail }: Finding): string {
  switch (code) {
    case 'InvalidStory':
    case 'InvalidLexicon':
    case 'UnknownVoice':
    case 'ModelUnavailable':
      return detail;
    case 'EmptyText':
      return vscode.l10n.t('This segment has no text to speak: write some below its heading.');
    case 'LockedTextChanged':
      return vscode.l10n.t(
        'Locked, and its text has changed since. The audio is still that of the text as it was locked: unlock the segment to generate it again, or restore the text.',
      );
    case 'SpeechFailed':
      return vscode.l10n.t('The audio could not be generated: {0}', detail);
    case 'TakeCheck':
      return vscode.l10n.t('{0}. Listen to it: generate it again, or say that it sounds right.', detail);
    case 'LongSentence':
      return vscode.l10n.t(
        'This sentence is too long for one breath of the voice, which speaks it in parts. Split it where a pause belongs.',
      );
  }
}
