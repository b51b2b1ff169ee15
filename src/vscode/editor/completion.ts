import * as vscode from 'vscode';
import type { VoiceView } from '../../studio/protocol';
import type { StoryFlow } from '../storyFlow';
import { describeVoice } from '../voices/voiceWords';
import { completionPlace, linePlace, type CompletionPlace } from './completionPlace';
import { registerForStories } from './forStories';

/** Completes voices, languages, tags and the attributes of headings, in stories and nowhere else. */
export function registerCompletion(app: StoryFlow): vscode.Disposable {
  const provider: vscode.CompletionItemProvider = {
    async provideCompletionItems(document, position) {
      const line = linePlace(position.line, (at) => document.lineAt(at).text);
      const before = document.lineAt(position).text.slice(0, position.character);
      const place = line && completionPlace(before, line);
      if (!place) return undefined;
      const range = new vscode.Range(position.translate(0, -place.length), position);
      const isClosed = document.lineAt(position).text.charAt(position.character) === ']';
      const items = await itemsFor(place, isClosed, app);
      return items.map((item) => Object.assign(item, { range }));
    },
  };
  return registerForStories((selector) =>
    vscode.languages.registerCompletionItemProvider(selector, provider, '[', '{', '=', ':', ' ', '/'),
  );
}

async function itemsFor(
  { kind }: CompletionPlace,
  isClosed: boolean,
  { studio }: StoryFlow,
): Promise<vscode.CompletionItem[]> {
  switch (kind) {
    case 'voice':
      return (await studio.call('voices', undefined)).filter(({ isAvailable }) => isAvailable).map(voiceItem);
    case 'language':
      return languageItems(await studio.call('voices', undefined));
    case 'tag':
      return tagItems(isClosed ? '' : ']');
    case 'attribute':
      return attributeItems();
  }
}

function voiceItem(voice: VoiceView, index: number): vscode.CompletionItem {
  const item = new vscode.CompletionItem(voice.voice, vscode.CompletionItemKind.EnumMember);
  item.detail = describeVoice(voice);
  if (voice.missing !== undefined) item.documentation = voice.missing;
  // In the order in which voices are listed everywhere.
  item.sortText = String(index).padStart(4, '0');
  return item;
}

function languageItems(voices: readonly VoiceView[]): vscode.CompletionItem[] {
  const names = new Map(voices.map(({ language, languageName }) => [language, languageName]));
  return [...names].map(([language, name]) => {
    const item = new vscode.CompletionItem(language, vscode.CompletionItemKind.EnumMember);
    item.detail = name;
    return item;
  });
}

/** `close` is the bracket that editors mostly put behind the cursor by themselves. */
function tagItems(close: string): vscode.CompletionItem[] {
  return [
    snippet('pause', `pause \${1:1.5s}${close}`, vscode.l10n.t('A pause at this place, of up to 30 seconds')),
    snippet('voice', `voice \${1:am_adam}]$0[/voice${close}`, vscode.l10n.t('Another voice, until [/voice]')),
    snippet('/voice', `/voice${close}`, vscode.l10n.t('Ends the voice')),
  ];
}

function attributeItems(): vscode.CompletionItem[] {
  return [
    snippet('voice', 'voice=$0', vscode.l10n.t('The voice of this segment')),
    snippet('speed', 'speed=${1:1}', vscode.l10n.t('The speed of this segment, 0.5 to 2')),
  ];
}

function snippet(label: string, text: string, detail: string): vscode.CompletionItem {
  const item = new vscode.CompletionItem(label, vscode.CompletionItemKind.Snippet);
  item.insertText = new vscode.SnippetString(text);
  item.detail = detail;
  return item;
}
