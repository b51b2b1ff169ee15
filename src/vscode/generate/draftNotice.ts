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
  const folder = vscode.l10n.t('Open Model Folder');
  const voice = vscode.l10n.t('Choose Voice');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      '{0} is spoken with the draft voice, because the files of Kokoro’s voices are not there. Put them into the model folder to hear Kokoro, or choose a voice.',
      quoted(title),
    ),
    folder,
    voice,
  );
  if (chosen === folder) await runCommand('storyflow.openModelFolder');
  else if (chosen === voice) await runCommand('storyflow.chooseVoice', vscode.Uri.file(path));
}
