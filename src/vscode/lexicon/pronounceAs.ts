import * as vscode from 'vscode';
import * as z from 'zod';
import { phonemeFault, readSaying, sayingText } from '../../core/speech/lexicon/phonemeText';
import type { WordView } from '../../studio/lexiconProtocol';
import type { SampleView } from '../../studio/protocol';
import { registerCommand, runCommand } from '../commandIds';
import { telling } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { assertTrusted } from '../trust';
import { countOf } from '../words';
import { wordAt, type WrittenWord } from './wordAt';

/** What a code action or another program names instead of the selection. */
const argument = z.object({
  uri: z.custom<vscode.Uri>((value) => value instanceof vscode.Uri),
  word: z.string(),
});

type Listen = (sample: SampleView) => Promise<void>;

/**
 * Pronounce as: how the selected word, or the one at the cursor, is said in all stories of the folder. It can be heard
 * before it is accepted; `listen` plays it.
 */
export function registerPronounceAs(app: StoryFlow, listen: Listen): vscode.Disposable {
  return registerCommand('storyflow.pronounceAs', (...args) =>
    telling(app.log, async () => {
      assertTrusted();
      const named = argument.safeParse(args[0]);
      const subject = named.success ? named.data : selectedWord(app);
      if (!subject) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('Select a word of a story first, or put the cursor on one.'),
        );
        return;
      }
      const { uri, word } = subject;
      const path = uri.fsPath;
      const known = await app.studio.call('word', { path, word });
      const typed = await ask(app, { path, word, known, listen });
      if (typed === undefined) return;
      await app.studio.call('pronounce', { path, word, say: readSaying(typed) });
      const { root } = await app.stories.reload(uri);
      await app.stories.reloadAll((story) => story.root === root);
      void tell(app, uri, word, typed);
    }),
  );
}

function selectedWord({ documents }: StoryFlow): WrittenWord | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !documents.isStory(editor.document)) return undefined;
  return wordAt(editor.document, editor.selection);
}

interface Question {
  readonly path: string;
  readonly word: string;
  readonly known: WordView;
  readonly listen: Listen;
}

/** What was typed and accepted. */
async function ask(app: StoryFlow, { path, word, known, listen }: Question): Promise<string | undefined> {
  const hear: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('unmute'),
    tooltip: vscode.l10n.t('Hear It'),
  };
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Pronounce “{0}” as...', word);
  input.placeholder = vscode.l10n.t('layvee, or phonemes between slashes: /lˈAvi/');
  input.prompt = promptFor(known);
  input.value = known.say ? sayingText(known.say) : '';
  input.buttons = [hear];
  // The player is shown while the word is heard.
  input.ignoreFocusOut = true;
  const look = () => {
    input.validationMessage = verdict(input.value, known);
  };
  const listenTo = async () => {
    const value = input.value.trim() === '' ? word : input.value;
    if (faultOf(value) !== undefined) return;
    input.busy = true;
    await telling(app.log, async () => {
      await listen(await app.studio.call('hearWord', { path, word, say: readSaying(value) }));
    });
    input.busy = false;
  };
  try {
    return await new Promise<string | undefined>((resolve) => {
      input.onDidChangeValue(look);
      input.onDidTriggerButton(() => void listenTo());
      input.onDidAccept(() => {
        const value = input.value.trim();
        const fault = value === '' ? vscode.l10n.t('Type how the word is said.') : faultOf(value);
        if (fault === undefined) resolve(value);
        else input.validationMessage = fault;
      });
      input.onDidHide(() => {
        resolve(undefined);
      });
      look();
      input.show();
    });
  } finally {
    input.dispose();
  }
}

function promptFor({ phonemes, places, segments }: WordView): string {
  const now = vscode.l10n.t('Now it is said /{0}/.', phonemes);
  if (places === 0) return now;
  return `${now} ${vscode.l10n.t('It stands in {0} of this story, in {1}.', countOf(places, 'place'), countOf(segments, 'segment'))}`;
}

function faultOf(value: string): string | undefined {
  const say = readSaying(value);
  return 'phonemes' in say ? phonemeFault(say.phonemes)?.message : undefined;
}

function verdict(value: string, { knowsPhonemes }: WordView): string | vscode.InputBoxValidationMessage {
  const fault = faultOf(value);
  if (fault !== undefined) return fault;
  if (knowsPhonemes || !('phonemes' in readSaying(value))) return '';
  return {
    severity: vscode.InputBoxValidationSeverity.Info,
    message: vscode.l10n.t(
      'The draft voice cannot be given phonemes and says the word as it is written. A Kokoro voice says it so.',
    ),
  };
}

/** What it comes to, with the way to hear it in the story. */
async function tell(app: StoryFlow, uri: vscode.Uri, word: string, typed: string): Promise<void> {
  const { segments } = await app.stories.view(uri);
  const changed = segments.filter(({ staleBecause }) => staleBecause.includes('lexicon')).length;
  const said = vscode.l10n.t('“{0}” is said {1} from now on.', word, typed);
  const generate = vscode.l10n.t('Generate Changed');
  const open = vscode.l10n.t('Open Lexicon');
  const answer =
    changed === 0
      ? await vscode.window.showInformationMessage(said, open)
      : await vscode.window.showInformationMessage(
          `${said} ${
            changed === 1
              ? vscode.l10n.t('One segment is out of date.')
              : vscode.l10n.t('{0} segments are out of date.', changed)
          }`,
          generate,
          open,
        );
  if (answer === generate) await runCommand('storyflow.generateChanged', uri);
  else if (answer === open) await runCommand('storyflow.openLexicon', uri);
}
