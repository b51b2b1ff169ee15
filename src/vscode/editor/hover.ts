import * as vscode from 'vscode';
import { messageOf } from '../../core/errors';
import type { SegmentView, StoryView } from '../../studio/protocol';
import type { CommandId } from '../commandIds';
import type { DocumentView } from '../storyDocuments';
import type { StoryFlow } from '../storyFlow';
import { segmentAt } from '../targets';
import { capitalized, segmentName, shortDuration, stateInWords } from '../words';
import { registerForStories } from './forStories';
import { segmentActs, type SegmentAct } from './lensActs';
import { beginningOf, plainMarkdown } from './plainMarkdown';

/** So many characters of what is spoken are shown. */
const MOST_CHARACTERS = 400;

/**
 * Tells over a heading what is known of its segment: state, voice, what is spoken, image. Over its text there is only
 * the link that plays it from there.
 */
export function registerHover(app: StoryFlow): vscode.Disposable {
  const provider: vscode.HoverProvider = {
    async provideHover(document, position, token) {
      const { line } = position;
      const looked = await app.documents.current(document);
      const segment = looked?.view.segments.find((each) => each.line - 1 === line);
      // Text before the first heading has none to hover over.
      if (!looked || token.isCancellationRequested) return undefined;
      if (!segment || segment.level === 0) return playLink(looked, position);
      const { range } = document.lineAt(line);
      const spoken = await spokenBeginning(app, segment);
      return new vscode.Hover(
        [
          factsOf(app, looked.view, segment),
          linksOf(app, segment, { uri: document.uri, line }),
          ...quoted(spoken),
          ...quoted(segment.imagePrompt && vscode.l10n.t('Image prompt: {0}', segment.imagePrompt)),
          ...imageOf(segment),
        ],
        range,
      );
    },
  };
  return registerForStories((selector) => vscode.languages.registerHoverProvider(selector, provider));
}

/** What the voice will say first. Of text that is typed and not saved this is not known. */
async function spokenBeginning(
  { studio, stories, log }: StoryFlow,
  { id, textHash, hasText }: SegmentView,
): Promise<string> {
  if (!hasText || stories.segment(id)?.segment.textHash !== textHash) return '';
  try {
    const { text } = await studio.call('spoken', { segmentId: id });
    return beginningOf(text, MOST_CHARACTERS);
  } catch (error) {
    log.debug(`What is spoken could not be shown: ${messageOf(error)}`);
    return '';
  }
}

function factsOf({ tasks }: StoryFlow, { voice }: StoryView, segment: SegmentView): vscode.MarkdownString {
  const { audio, status } = segment;
  const facts = [
    capitalized(stateInWords(segment, tasks.activityOf(segment.id))),
    vscode.l10n.t('Voice {0}, speed {1}', segment.voice ?? voice.voice, segment.speed ?? voice.speed),
    // The state tells how long audio is that is up to date.
    ...(audio && status !== 'ready'
      ? [
          vscode.l10n.t(
            'Its audio lasts {0}, voice {1}, speed {2}',
            shortDuration(audio.durationSeconds),
            audio.voice,
            audio.speed,
          ),
        ]
      : []),
  ];
  const title = plainMarkdown(segmentName(segment));
  return new vscode.MarkdownString([`**${title}**`, ...facts.map(plainMarkdown)].join('\n\n'));
}

/** Plays the text at this place, where it has audio. */
function playLink({ document, view }: DocumentView, position: vscode.Position): vscode.Hover | undefined {
  const segment = segmentAt(view, document.offsetAt(position));
  if (!segment?.audio || document.lineAt(position).isEmptyOrWhitespace) return undefined;
  const { line, character } = position;
  const text = new vscode.MarkdownString(
    linkTo(playFromHere(), 'storyflow.playFromHere', { uri: document.uri, line, character }),
    true,
  );
  text.isTrusted = { enabledCommands: ['storyflow.playFromHere'] };
  return new vscode.Hover(text);
}

function playFromHere(): string {
  return `$(play-circle) ${vscode.l10n.t('Play from Here')}`;
}

/** A link in Markdown that runs a command. */
function linkTo(title: string, command: CommandId, argument: object): string {
  return `[${title}](command:${command}?${encodeURIComponent(JSON.stringify([argument]))})`;
}

/** Without trust, and escaped: what a story says is shown and does nothing. */
function quoted(text: string): vscode.MarkdownString[] {
  return text === '' ? [] : [new vscode.MarkdownString(plainMarkdown(text))];
}

function imageOf({ image }: SegmentView): vscode.MarkdownString[] {
  if (image === undefined) return [];
  const uri = vscode.Uri.file(image).toString();
  return [new vscode.MarkdownString(`![${vscode.l10n.t('Image of the segment')}](${uri}|height=160)`)];
}

const commands = {
  play: 'storyflow.play',
  soundsRight: 'storyflow.soundsRight',
  generate: 'storyflow.generate',
  regenerate: 'storyflow.regenerate',
} as const satisfies Partial<Record<SegmentAct, CommandId>>;
type Link = keyof typeof commands;

/** Links run these commands and no others. */
const enabledCommands = [...Object.values(commands), 'storyflow.playFromHere', 'storyflow.showSpokenText'];

function linksOf(
  { tasks }: StoryFlow,
  segment: SegmentView,
  heading: { uri: vscode.Uri; line: number },
): vscode.MarkdownString {
  const titles: Record<Link, string> = {
    play: `$(play) ${vscode.l10n.t('Play')}`,
    soundsRight: `$(pass) ${vscode.l10n.t('It Sounds Right')}`,
    generate: `$(record) ${vscode.l10n.t('Generate')}`,
    regenerate: `$(refresh) ${vscode.l10n.t('Regenerate')}`,
  };
  const acts = segmentActs(segment, {
    activity: tasks.activityOf(segment.id),
    isTrusted: vscode.workspace.isTrusted,
  });
  const links = acts.flatMap((act) =>
    act in commands ? [linkTo(titles[act as Link], commands[act as Link], heading)] : [],
  );
  const fromHere = linkTo(playFromHere(), 'storyflow.playFromHere', { ...heading, character: 0 });
  const spoken = linkTo(`$(quote) ${vscode.l10n.t('Show Spoken Text')}`, 'storyflow.showSpokenText', heading);
  const all = [...links, ...(segment.audio ? [fromHere] : []), spoken];
  const text = new vscode.MarkdownString(all.join('  ·  '), true);
  text.isTrusted = { enabledCommands };
  return text;
}
