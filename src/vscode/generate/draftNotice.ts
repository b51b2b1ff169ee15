import * as vscode from 'vscode';
import type { StoryView } from '../../studio/protocol';
import { runCommand } from '../commandIds';
import { quoted } from '../notificationText';
import type { StoryFlow } from '../storyFlow';

const TOLD = 'storyflow.draftVoiceTold';

/** Tells the writer once that the draft voice speaks because Kokoro's files are missing (decision D-28). */
export function registerDraftNotice(app: StoryFlow): vscode.Disposable {
  const { globalState } = app.context;
  let isTold = globalState.get<boolean>(TOLD) === true;
  return app.tasks.onDidChange(({ projectId, status }) => {
    if (isTold || status.status !== 'PROCESSING') return;
    const story = app.stories.project(projectId);
    if (!story || !isForLackOfModel(story)) return;
    isTold = true;
    void globalState.update(TOLD, true);
    void tell(story);
  });
}

/** Stories in other languages have a draft voice by default, whatever files are there. */
function isForLackOfModel({ voice }: StoryView): boolean {
  return !voice.isNamed && voice.engine === 'draft' && /^en\b/iu.test(voice.language);
}

async function tell({ title, path }: StoryView): Promise<void> {
  const download = vscode.l10n.t('Download');
  const voice = vscode.l10n.t('Choose Voice');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      '{0} is spoken with the draft voice, because Kokoro’s files are not here. Download them to hear Kokoro, or choose a voice.',
      quoted(title),
    ),
    download,
    voice,
  );
  if (chosen === download) await runCommand('storyflow.getKokoro');
  else if (chosen === voice) await runCommand('storyflow.chooseVoice', vscode.Uri.file(path));
}
