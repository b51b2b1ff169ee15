import * as vscode from 'vscode';
import * as z from 'zod';
import type { StoryView } from '../../studio/protocol';
import { registerCommand } from '../commandIds';
import { telling } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { assertTrusted } from '../trust';
import { changeSpeech, subjectOf, type Subject } from './changeSpeech';
import { pickVoice, type Listen } from './pickVoice';

/** Names the voice, of a story, instead of asking for it; `draft` stands for the draft voice of the story's language. */
const argument = z.object({
  voice: z.string(),
  uri: z.custom<vscode.Uri>((value) => value instanceof vscode.Uri).optional(),
});

/**
 * Choose Voice: for the story that the command is about, into its front matter, else into the settings. Every voice
 * can be heard before it is chosen; `listen` plays it.
 */
export function registerChooseVoice(app: StoryFlow, listen: Listen): vscode.Disposable {
  return registerCommand('storyflow.chooseVoice', (...args) =>
    telling(app.log, async () => {
      assertTrusted();
      const named = argument.safeParse(args[0]);
      const subject = await subjectOf(app, named.success ? [named.data.uri] : args);
      if (!subject) return;
      const wanted = named.success ? named.data.voice : await pick(app, subject, listen);
      if (wanted === undefined) return;
      const voice = wanted === 'draft' ? await draftVoice(app, subject.story) : wanted;
      await changeSpeech(app, subject, { voice });
    }),
  );
}

async function draftVoice(app: StoryFlow, story: StoryView | undefined): Promise<string> {
  const language = (story?.voice.language ?? 'en-US').toLowerCase();
  const drafts = (await app.studio.call('voices', undefined)).filter(({ engine }) => engine === 'draft');
  const base = language.split('-')[0] ?? 'en';
  const found =
    drafts.find((voice) => voice.language.toLowerCase() === language) ??
    drafts.find((voice) => voice.language.toLowerCase().split('-')[0] === base);
  return found?.voice ?? 'draft:en-us';
}

function pick(app: StoryFlow, { story, name }: Subject, listen: Listen): Promise<string | undefined> {
  const { voice: current, speed = 1 } = story?.voice ?? {};
  return pickVoice(app, { title: vscode.l10n.t('Voice of {0}', name), current, speed }, listen);
}
