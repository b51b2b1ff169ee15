import * as vscode from 'vscode';
import { isVoiceSyntaxError, parseVoice } from '../../core/speech/kokoro/parseVoice';
import type { SampleView, VoiceView } from '../../studio/protocol';
import { telling } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { describeVoice, voiceGroups } from './voiceWords';

/** What a segment's voice is chosen as, where it is to have none of its own. */
export const VOICE_OF_STORY = '';

/** Plays a sample of a voice. */
export type Listen = (sample: SampleView) => Promise<void>;

/** For what a voice is asked. */
export interface VoiceQuestion {
  readonly title: string;
  /** The present one, which is marked: a voice or VOICE_OF_STORY; undefined for none. */
  readonly current: string | undefined;
  /** How fast samples are spoken. */
  readonly speed: number;
  /** Offers VOICE_OF_STORY first. `voice` is what the story speaks with; undefined for stories of several voices. */
  readonly ofStory?: { readonly voice: string | undefined };
}

interface VoiceItem extends vscode.QuickPickItem {
  /** What is chosen with it; absent where it cannot be. */
  readonly choice?: string;
  /** The voice that it lets be heard. */
  readonly sample?: string;
}

/**
 * Asks for a voice: one of the list, or a blend that is typed. Every voice can be heard before it is chosen. Resolves with
 * undefined when nothing was chosen.
 */
export async function pickVoice(
  app: StoryFlow,
  { title, current, speed, ofStory }: VoiceQuestion,
  listen: Listen,
): Promise<string | undefined> {
  const quickPick = vscode.window.createQuickPick<VoiceItem>();
  quickPick.title = title;
  quickPick.placeholder = vscode.l10n.t(
    'Type a name or a language; blends are written af_heart*0.6+af_bella*0.4',
  );
  quickPick.matchOnDescription = true;
  quickPick.matchOnDetail = true;
  // Who listens to voices uses the player too, and what opens beside the list may take the focus.
  quickPick.ignoreFocusOut = true;
  quickPick.busy = true;
  quickPick.show();
  try {
    const voices = await app.studio.call('voices', undefined);
    const items = [
      ...(ofStory ? [storyItem(ofStory.voice, current)] : []),
      ...currentBlend(current),
      ...voiceItems(voices, current),
    ];
    quickPick.items = items;
    quickPick.busy = false;
    quickPick.onDidChangeValue((typed) => {
      const blend = blendItem(typed);
      quickPick.items = blend ? [blend, ...items] : items;
    });
    const selected = items.find(({ choice }) => choice !== undefined && choice === current);
    if (selected) quickPick.activeItems = [selected];
    return await new Promise<string | undefined>((resolve) => {
      quickPick.onDidTriggerItemButton(({ item: { sample } }) => {
        if (sample === undefined) return;
        quickPick.busy = true;
        void telling(app.log, async () => {
          await listen(await app.studio.call('speakSample', { voice: sample, speed }));
        }).then(() => {
          quickPick.busy = false;
        });
      });
      quickPick.onDidAccept(() => {
        // A blend is in no list: what was typed is taken as it is, and checked when it is used.
        const [item] = quickPick.selectedItems;
        // One that says why it cannot be chosen stays where it can be read.
        if (item && item.choice === undefined) return;
        const typed = quickPick.value.trim();
        resolve(item?.choice ?? (typed === '' ? undefined : typed));
      });
      quickPick.onDidHide(() => {
        resolve(undefined);
      });
    });
  } finally {
    quickPick.dispose();
  }
}

/** What leaves the voice to the story. */
function storyItem(voice: string | undefined, current: string | undefined): VoiceItem {
  const label =
    voice === undefined
      ? vscode.l10n.t('Voice of the story')
      : vscode.l10n.t('Voice of the story ({0})', voice);
  return {
    label: marked(label, current === VOICE_OF_STORY),
    choice: VOICE_OF_STORY,
    ...(voice === undefined ? {} : { sample: voice, buttons: [hearButton()] }),
  };
}

/** Each voice under its language; `current` is marked. */
function voiceItems(voices: readonly VoiceView[], current: string | undefined): VoiceItem[] {
  const groups = voiceGroups(voices, {
    drafts: vscode.l10n.t('Draft voices'),
    filesMissing: (language) => vscode.l10n.t('Kokoro · {0} · files missing', language),
    unavailable: (language) => vscode.l10n.t('Kokoro · {0} · not available', language),
  });
  return groups.flatMap(({ title, voices: members }) => [
    { label: title, kind: vscode.QuickPickItemKind.Separator },
    ...members.map((voice): VoiceItem => ({
      label: marked(voice.voice, voice.voice === current),
      description: describeVoice(voice),
      ...(voice.missing === undefined
        ? { sample: voice.voice, buttons: [hearButton()] }
        : { detail: voice.missing }),
      ...(voice.isAvailable ? { choice: voice.voice } : {}),
    })),
  ]);
}

/** The present voice where it is a blend, which is in no group. */
function currentBlend(current: string | undefined): VoiceItem[] {
  const item = blendItem(current ?? '');
  return item ? [{ ...item, label: marked(item.label, true), alwaysShow: false }] : [];
}

/** What is typed as an item of its own, where it is a blend: it can be heard and chosen, or says what is wrong with it. */
function blendItem(typed: string): VoiceItem | undefined {
  if (!/[+*]/u.test(typed)) return undefined;
  const blend = parseVoice(typed.trim());
  if (isVoiceSyntaxError(blend))
    return { label: typed, description: vscode.l10n.t('Blend'), detail: blend.message, alwaysShow: true };
  const parts = blend.parts.map(({ voice, weight }) => `${Math.round(weight * 100)} % ${voice.name}`);
  return {
    label: typed,
    description: `${vscode.l10n.t('Blend')} · ${blend.language.name} · ${parts.join(', ')}`,
    buttons: [hearButton()],
    alwaysShow: true,
    choice: typed.trim(),
    sample: typed.trim(),
  };
}

function marked(label: string, isCurrent: boolean): string {
  return isCurrent ? `$(check) ${label}` : label;
}

function hearButton(): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon('unmute'), tooltip: vscode.l10n.t('Hear This Voice') };
}
