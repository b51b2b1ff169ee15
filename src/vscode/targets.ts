import * as z from 'zod';
import * as vscode from 'vscode';
import { StoryFlowError } from '../core/errors';
import type { DetachedView, SegmentView, StoryView } from '../studio/protocol';
import type { StoryFlow } from './storyFlow';
import { nodeId } from './tree/treeNodes';

/** What a tree item stands for. */
export type TreeNode =
  | { readonly kind: 'story'; readonly uri: vscode.Uri }
  | { readonly kind: 'segment'; readonly uri: vscode.Uri; readonly segmentId: string }
  | { readonly kind: 'detachedGroup'; readonly uri: vscode.Uri }
  | { readonly kind: 'detached'; readonly uri: vscode.Uri; readonly segmentId: string }
  /** A story whose file vanished: where it was. */
  | { readonly kind: 'missing'; readonly uri: vscode.Uri; readonly projectId: string };

/** Segments of one story. */
export interface SegmentTarget {
  readonly story: StoryView;
  readonly segments: readonly SegmentView[];
}

/** A heading of a document that may have changed since it was read: the line is counted from 0. */
const headingArgument = z.object({ uri: z.custom<vscode.Uri>(isUri), line: z.int().min(0) });
const segmentsArgument = z.object({ segmentIds: z.array(z.string()).min(1) });
const nodeArgument = z.object({
  kind: z.enum(['story', 'segment', 'detachedGroup', 'detached', 'missing']),
  uri: z.custom<vscode.Uri>(isUri),
  segmentId: z.string().optional(),
  projectId: z.string().optional(),
});

/**
 * The segments that a command is about: those of its argument (tree items, one or many; a heading of a document;
 * ids), else the one at the cursor. Documents with changes are saved first, because what is spoken is what is saved.
 * Empty when there is none.
 */
export async function segmentTargets(app: StoryFlow, args: readonly unknown[]): Promise<SegmentTarget[]> {
  const [first, selection] = args;
  const ids = segmentsArgument.safeParse(first);
  if (ids.success) return byStory(app, ids.data.segmentIds);
  const nodes = nodesOf(first, selection).filter(({ kind }) => kind !== 'missing');
  if (nodes.length > 0) {
    for (const uri of new Set(nodes.map((node) => node.uri))) await app.documents.save(uri);
    return byStory(
      app,
      nodes.flatMap((node) => (node.kind === 'segment' ? [node.segmentId] : segmentIdsOf(app, node))),
    );
  }
  const heading = headingArgument.safeParse(first);
  if (heading.success) return atLine(app, heading.data.uri, heading.data.line);
  const editor = vscode.window.activeTextEditor;
  if (!editor || !app.documents.isStory(editor.document)) return [];
  const { uri } = editor.document;
  // The editor's own menu names its document.
  const isMeant = first === undefined || (isUri(first) && first.toString() === uri.toString());
  return isMeant ? atLine(app, uri, editor.selection.active.line) : [];
}

/** The same; throws WrongUse, with what to do, when there is none. */
export async function requireSegments(app: StoryFlow, args: readonly unknown[]): Promise<SegmentTarget[]> {
  const targets = await segmentTargets(app, args);
  if (targets.length > 0) return targets;
  throw new StoryFlowError(
    'WrongUse',
    vscode.l10n.t('Put the cursor into a segment, or use a segment’s menu.'),
  );
}

/** The first segment that a command is about, with its story. Throws as requireSegments does. */
export async function requireSegment(
  app: StoryFlow,
  args: readonly unknown[],
): Promise<{ story: StoryView; segment: SegmentView }> {
  const [target] = await requireSegments(app, args);
  const segment = target?.segments[0];
  if (target && segment) return { story: target.story, segment };
  throw noSegments();
}

/** What to do where a story has nothing in it. */
export function noSegments(): StoryFlowError {
  return new StoryFlowError(
    'WrongUse',
    vscode.l10n.t('This story has no segments yet: write something first.'),
  );
}

/** The story that a command is about: that of its argument, else the one in the active editor, else the only one. */
export async function storyTarget(app: StoryFlow, args: readonly unknown[]): Promise<StoryView | undefined> {
  const uri = await storyUri(app, args);
  return uri && app.documents.save(uri);
}

/**
 * The same, with what to do where there is no story at all (WrongUse). Undefined when the writer closed the list of
 * stories.
 */
export async function requireStory(app: StoryFlow, args: readonly unknown[]): Promise<StoryView | undefined> {
  const story = await storyTarget(app, args);
  if (story || (await app.stories.list()).length > 0) return story;
  throw noStory();
}

/** What to do where there is no story at all. */
export function noStory(): StoryFlowError {
  return new StoryFlowError(
    'WrongUse',
    vscode.l10n.t('There is no story here yet: create one with “StoryFlow: New Story”.'),
  );
}

async function storyUri(
  app: StoryFlow,
  [first, selection]: readonly unknown[],
): Promise<vscode.Uri | undefined> {
  if (isUri(first)) return first;
  const [node] = nodesOf(first, selection);
  if (node) return node.uri;
  const heading = headingArgument.safeParse(first);
  if (heading.success) return heading.data.uri;
  const editor = vscode.window.activeTextEditor;
  if (editor && app.documents.isStory(editor.document)) return editor.document.uri;
  return pickStory(app);
}

/** Asks which story is meant; the only one is not asked for. */
async function pickStory(app: StoryFlow): Promise<vscode.Uri | undefined> {
  const entries = await app.stories.list();
  if (entries.length <= 1) return entries[0]?.uri;
  const items = entries.map(({ uri, view }) => ({
    label: view?.title ?? vscode.workspace.asRelativePath(uri),
    description: vscode.workspace.asRelativePath(uri),
    uri,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Choose a story'),
    matchOnDescription: true,
  });
  return picked?.uri;
}

/**
 * The tree items that a command was called for. VS Code gives the clicked one, and all selected ones beside it; where
 * those are others, only the clicked one is meant.
 */
export function nodesOf(first: unknown, selection: unknown): TreeNode[] {
  const node = toNode(first);
  if (!node) return [];
  const selected = Array.isArray(selection) ? selection.flatMap((each) => toNode(each) ?? []) : [];
  return selected.some((each) => nodeId(each) === nodeId(node)) ? selected : [node];
}

/** The detached segments that tree items stand for. */
export function detachedTargets(
  app: StoryFlow,
  args: readonly unknown[],
): { story: StoryView; segment: DetachedView }[] {
  return nodesOf(args[0], args[1]).flatMap((node) => {
    if (node.kind === 'detached') return app.stories.detached(node.segmentId) ?? [];
    const story = app.stories.entry(node.uri)?.view;
    return node.kind === 'detachedGroup' && story
      ? story.detached.map((segment) => ({ story, segment }))
      : [];
  });
}

/** The segment that holds a place of a story. */
export function segmentAt(view: StoryView, offset: number): SegmentView | undefined {
  return (
    view.segments.find(({ source }) => offset >= source.from && offset < source.to) ??
    endSegment(view, offset)
  );
}

function endSegment({ segments }: StoryView, offset: number): SegmentView | undefined {
  const last = segments.at(-1);
  return last && offset >= last.source.to ? last : undefined;
}

async function atLine(app: StoryFlow, uri: vscode.Uri, line: number): Promise<SegmentTarget[]> {
  const story = await app.documents.save(uri);
  const document = await vscode.workspace.openTextDocument(uri);
  const segment = segmentAt(story, document.offsetAt(new vscode.Position(line, 0)));
  return segment ? [{ story, segments: [segment] }] : [];
}

function byStory(app: StoryFlow, segmentIds: readonly string[]): SegmentTarget[] {
  const targets = new Map<string, { story: StoryView; segments: SegmentView[] }>();
  for (const id of new Set(segmentIds)) {
    const found = app.stories.segment(id);
    if (!found) continue;
    const target = targets.get(found.story.path) ?? { story: found.story, segments: [] };
    target.segments.push(found.segment);
    targets.set(found.story.path, target);
  }
  return [...targets.values()];
}

function segmentIdsOf(app: StoryFlow, node: TreeNode): string[] {
  if (node.kind !== 'story') return [];
  return app.stories.entry(node.uri)?.view?.segments.map(({ id }) => id) ?? [];
}

function toNode(value: unknown): TreeNode | undefined {
  const { data } = nodeArgument.safeParse(value);
  if (!data) return undefined;
  const { kind, uri, segmentId, projectId } = data;
  if (kind === 'story' || kind === 'detachedGroup') return { kind, uri };
  if (kind === 'missing') return projectId === undefined ? undefined : { kind, uri, projectId };
  return segmentId === undefined ? undefined : { kind, uri, segmentId };
}

function isUri(value: unknown): value is vscode.Uri {
  return value instanceof vscode.Uri;
}
