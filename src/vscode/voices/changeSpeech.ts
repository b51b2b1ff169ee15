import * as vscode from 'vscode';
import type { Cost, StoryView } from '../../studio/protocol';
import { runCommand } from '../commandIds';
import { SECTION } from '../settings';
import type { StoryFlow } from '../storyFlow';
import { storyTarget } from '../targets';
import { countOf } from '../words';
import { applyFileEdits } from '../writeText';
import { minutesInWords } from '../generate/minutes';

/** What a change of voice or speed is about: a story, or with none the settings. */
export interface Subject {
  readonly story: StoryView | undefined;
  /** In a title. */
  readonly name: string;
}

/** The story that a command is about; the settings where no story is open. */
export async function subjectOf(app: StoryFlow, args: readonly unknown[]): Promise<Subject | undefined> {
  const story = await storyTarget(app, args);
  if (story) return { story, name: `“${story.title}”` };
  const stories = await app.stories.list();
  // A choice among several stories was cancelled.
  if (stories.length > 0) return undefined;
  return { story: undefined, name: vscode.l10n.t('all stories') };
}

/**
 * Sets the voice or the speed, after telling what it costs where there is audio: what was made with other settings is
 * out of date then.
 */
export async function changeSpeech(
  app: StoryFlow,
  { story }: Subject,
  change: { voice: string } | { speed: number },
): Promise<void> {
  const [key, value] =
    'voice' in change ? (['voice', change.voice] as const) : (['speed', change.speed] as const);
  if (!story) {
    const target = vscode.workspace.workspaceFolders
      ? vscode.ConfigurationTarget.Workspace
      : vscode.ConfigurationTarget.Global;
    await vscode.workspace.getConfiguration(SECTION).update(key, value, target);
    return;
  }
  const cost = await app.studio.call('estimate', { path: story.path, forceRegenerate: false, ...change });
  const answer = cost.again > 0 ? await consentToChange(cost, key) : 'change';
  if (answer === undefined) return;
  await applyFileEdits(await app.studio.call('planFrontMatter', { path: story.path, key, value }));
  const uri = vscode.Uri.file(story.path);
  await app.stories.reload(uri);
  if (answer === 'generate') await runCommand('storyflow.generateAll', uri);
}

/** Asks before audio gets out of date, and whether it is to be made anew at once. Resolves with undefined without consent. */
export async function consentToChange(
  cost: Pick<Cost, 'again' | 'seconds'>,
  key: 'voice' | 'speed',
): Promise<'change' | 'generate' | undefined> {
  const change = key === 'voice' ? vscode.l10n.t('Change the Voice') : vscode.l10n.t('Change the Speed');
  const generate = vscode.l10n.t('Change and Generate');
  const segments = countOf(cost.again, 'segment');
  const answer = await vscode.window.showWarningMessage(
    key === 'voice'
      ? vscode.l10n.t('With another voice the audio of {0} is out of date.', segments)
      : vscode.l10n.t('With another speed the audio of {0} is out of date.', segments),
    {
      modal: true,
      detail: vscode.l10n.t(
        'To generate will voice {0} again, {1}. Until then the old audio stays; locked segments keep theirs.',
        segments,
        minutesInWords(cost.seconds),
      ),
    },
    change,
    generate,
  );
  return answer === change ? 'change' : answer === generate ? 'generate' : undefined;
}
