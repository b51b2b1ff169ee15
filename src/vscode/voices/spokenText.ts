import * as vscode from 'vscode';
import type { SpokenView } from '../../studio/protocol';
import { registerCommand } from '../commandIds';
import { telling } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { requireSegment } from '../targets';

const SCHEME = 'storyflow-spoken';

/** Show Spoken Text: what the voice is given for a segment, utterance by utterance, in a read-only editor. */
export function registerSpokenText(app: StoryFlow): vscode.Disposable {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === SCHEME) texts.delete(uri.toString());
    }),
    registerCommand('storyflow.showSpokenText', (...args) =>
      telling(app.log, async () => {
        const { story, segment } = await requireSegment(app, args);
        const spoken = await app.studio.call('spoken', { segmentId: segment.id });
        const name = segment.heading === '' ? story.title : segment.heading;
        const uri = vscode.Uri.from({
          scheme: SCHEME,
          path: `/${name.replaceAll('/', '∕')}.txt`,
          query: segment.id,
        });
        texts.set(uri.toString(), spokenDocument(spoken, segment.voice ?? story.voice.voice));
        changed.fire(uri);
        await vscode.window.showTextDocument(uri, { preview: true, viewColumn: vscode.ViewColumn.Beside });
      }),
    ),
  );
}

/** Every utterance as it stands in the story, as it is read where that differs, and its phonemes. */
function spokenDocument({ utterances }: SpokenView, voice: string): string {
  if (utterances.length === 0) return vscode.l10n.t('There is nothing to speak in this segment.');
  const blocks = utterances.map(({ text, spokenForm, phonemes, isCached, voice: own, pause, lead }, index) =>
    [
      ...pauseLine(lead),
      `${index + 1}. ${text}`,
      ...(own === undefined || own === voice ? [] : [`   ${vscode.l10n.t('voice')}: ${own}`]),
      ...(spokenForm === text ? [] : [`   ${vscode.l10n.t('read as')}: ${spokenForm}`]),
      `   ${vscode.l10n.t('phonemes')}: ${phonemes}`,
      ...(isCached ? [`   ${vscode.l10n.t('spoken before')}`] : []),
      ...pauseLine(pause),
    ].join('\n'),
  );
  return `${vscode.l10n.t('Voice')}: ${voice}\n\n${blocks.join('\n\n')}\n`;
}

/** A pause that the text asks for. */
function pauseLine(milliseconds: number | undefined): string[] {
  if (milliseconds === undefined) return [];
  return [`   (${vscode.l10n.t('pause of {0} seconds', milliseconds / 1000)})`];
}
