import * as vscode from 'vscode';
import { registerCommand } from '../commandIds';
import { telling } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { assertTrusted } from '../trust';
import { changeSpeech, subjectOf } from './changeSpeech';

/** The slowest and the fastest that a voice speaks. */
const SLOWEST = 0.5;
const FASTEST = 2;

/** Choose Speed: for the story that the command is about, into its front matter, else into the settings. */
export function registerChooseSpeed(app: StoryFlow): vscode.Disposable {
  return registerCommand('storyflow.chooseSpeed', (...args) =>
    telling(app.log, async () => {
      assertTrusted();
      const subject = await subjectOf(app, args);
      if (!subject) return;
      const answer = await vscode.window.showInputBox({
        title: vscode.l10n.t('Speed of {0}', subject.name),
        prompt: vscode.l10n.t('From {0} to {1}; 1 is the voice’s own pace.', SLOWEST, FASTEST),
        value: String(subject.story?.voice.speed ?? 1),
        validateInput: (text) =>
          isSpeed(text) ? undefined : vscode.l10n.t('Write a number from {0} to {1}.', SLOWEST, FASTEST),
      });
      if (answer !== undefined && isSpeed(answer))
        await changeSpeech(app, subject, { speed: toSpeed(answer) });
    }),
  );
}

function isSpeed(text: string): boolean {
  const speed = toSpeed(text);
  return text.trim() !== '' && speed >= SLOWEST && speed <= FASTEST;
}

/** Half of Europe writes a comma. */
function toSpeed(text: string): number {
  return Number(text.trim().replace(',', '.'));
}
