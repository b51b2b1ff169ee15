import * as vscode from 'vscode';
import * as z from 'zod';
import { isVoiceSyntaxError, parseVoice } from '../../core/speech/kokoro/parseVoice';
import type { SampleView, StoryView, VoiceView } from '../../studio/protocol';
import { registerCommand } from '../commandIds';
import { telling } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { assertTrusted } from '../trust';
import { changeSpeech, subjectOf, type Subject } from './changeSpeech';
import { describeVoice, voiceGroups } from './voiceWords';

interface VoiceItem extends vscode.QuickPickItem {
  readonly voice?: string;
}

/** Names the voice, of a story, instead of asking for it; `draft` stands for the draft voice of the story's language. */
const argument = z.object({
  voice: z.string(),
  uri: z.custom<vscode.Uri>((value) => value instanceof vscode.Uri).optional(),
});

/**
 * Choose Voice: for the story that the command is about, into its front matter, else into the settings. Every voice
 * can be heard before it is chosen; `listen` plays it.
 */
export function registerChooseVoice(
  app: StoryFlow,
  listen: (sample: SampleView) => Promise<void>,
): vscode.Disposable {
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

async function pick(
  app: StoryFlow,
  { story, name }: Subject,
  listen: (sample: SampleView) => Promise<void>,
): Promise<string | undefined> {
  const current = story?.voice.voice;
  const hear: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('unmute'),
    tooltip: vscode.l10n.t('Hear This Voice'),
  };
  const quickPick = vscode.window.createQuickPick<VoiceItem>();
  quickPick.title = vscode.l10n.t('Voice of {0}', name);
  quickPick.placeholder = vscode.l10n.t(
    'Type a name or a language; blends are written af_heart*0.6+af_bella*0.4',
  );
  quickPick.matchOnDescription = true;
  quickPick.matchOnDetail = true;
  quickPick.busy = true;
  quickPick.show();
  try {
    const voices = await app.studio.call('voices', undefined);
    const items = itemsOf(voices, current, hear);
    quickPick.items = items;
    quickPick.busy = false;
    quickPick.onDidChangeValue((typed) => {
      const blend = blendItem(typed, hear);
      quickPick.items = blend ? [blend, ...items] : items;
    });
    const selected = items.find(({ voice }) => voice !== undefined && voice === current);
    if (selected) quickPick.activeItems = [selected];
    return await new Promise<string | undefined>((resolve) => {
      quickPick.onDidTriggerItemButton(({ item }) => {
        const { voice } = item;
        if (voice === undefined) return;
        quickPick.busy = true;
        void telling(app.log, async () => {
          await listen(await app.studio.call('speakSample', { voice, speed: story?.voice.speed ?? 1 }));
        }).then(() => {
          quickPick.busy = false;
        });
      });
      quickPick.onDidAccept(() => {
        // A blend is in no list: what was typed is taken as it is, and checked when it is used.
        const [item] = quickPick.selectedItems;
        // One that says why it cannot be chosen stays where it can be read.
        if (item && item.voice === undefined) return;
        const typed = quickPick.value.trim();
        resolve(item?.voice ?? (typed === '' ? undefined : typed));
      });
      quickPick.onDidHide(() => {
        resolve(undefined);
      });
    });
  } finally {
    quickPick.dispose();
  }
}

/** Each voice under its language; `current` is marked. */
function itemsOf(
  voices: readonly VoiceView[],
  current: string | undefined,
  hear: vscode.QuickInputButton,
): VoiceItem[] {
  const groups = voiceGroups(voices, {
    drafts: vscode.l10n.t('Draft voices'),
    filesMissing: (language) => vscode.l10n.t('Kokoro · {0} · files missing', language),
    unavailable: (language) => vscode.l10n.t('Kokoro · {0} · not available', language),
  });
  return groups.flatMap(({ title, voices: members }) => [
    { label: title, kind: vscode.QuickPickItemKind.Separator },
    ...members.map((voice): VoiceItem => {
      const isCurrent = voice.voice === current;
      return {
        label: isCurrent ? `$(check) ${voice.voice}` : voice.voice,
        description: describeVoice(voice),
        ...(voice.missing === undefined ? { buttons: [hear] } : { detail: voice.missing }),
        ...(voice.isAvailable ? { voice: voice.voice } : {}),
      };
    }),
  ]);
}

/** What is typed as an item of its own, where it is a blend: it can be heard and chosen, or says what is wrong with it. */
function blendItem(typed: string, hear: vscode.QuickInputButton): VoiceItem | undefined {
  if (!/[+*]/u.test(typed)) return undefined;
  const blend = parseVoice(typed.trim());
  if (isVoiceSyntaxError(blend))
    return { label: typed, description: vscode.l10n.t('Blend'), detail: blend.message, alwaysShow: true };
  const parts = blend.parts.map(({ voice, weight }) => `${Math.round(weight * 100)} % ${voice.name}`);
  return {
    label: typed,
    description: `${vscode.l10n.t('Blend')} · ${blend.language.name} · ${parts.join(', ')}`,
    buttons: [hear],
    alwaysShow: true,
    voice: typed.trim(),
  };
}
