import * as vscode from 'vscode';
import type { StoryFlow } from '../storyFlow';
import type { StoryEntry } from '../storyModel';
import type { TreeNode } from '../targets';
import type { StateFilter } from './filter';
import { outlineOf } from './outline';
import { refreshTree } from './refreshTree';
import { tooltipOf } from './tooltips';
import { treeItem } from './treeItems';
import { nodeId, TreeNodes } from './treeNodes';

/**
 * The stories of the workspace with their segments. They are looked for when somebody looks at the tree, and read one
 * after the other.
 */
export class StoryTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #app: StoryFlow;
  readonly #filter: StateFilter;
  readonly #nodes = new TreeNodes();
  readonly #changed = new vscode.EventEmitter<TreeNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #filled = new vscode.EventEmitter<{ readonly isEmpty: boolean }>();
  /** Somebody looked at the tree, or looked again. */
  readonly onDidFill = this.#filled.event;
  readonly #subscriptions: vscode.Disposable;
  readonly #isOpen = new Map<string, boolean>();
  #isOnlyStory = false;
  #isReading = false;

  constructor(app: StoryFlow, filter: StateFilter) {
    this.#app = app;
    this.#filter = filter;
    const refreshing = refreshTree({ app, filter, nodes: this.#nodes }, (nodes) => {
      this.#changed.fire(nodes);
    });
    this.#subscriptions = vscode.Disposable.from(this.#changed, this.#filled, refreshing);
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node) {
      // A story may be opened before its turn to be read comes.
      if (node.kind === 'story') await this.#app.stories.view(node.uri).catch(() => undefined);
      return this.#childrenOf(node);
    }
    const entries = await this.#app.stories.list();
    void this.#readAll();
    this.#isOnlyStory = entries.length === 1;
    const shown = entries.filter((entry) => this.#isShown(entry));
    const missing = this.#filter.isOn ? [] : this.#app.stories.missing;
    this.#filled.fire({ isEmpty: shown.length + missing.length === 0 });
    return [
      ...shown.map(({ uri }) => this.#nodes.story(uri)),
      ...missing.map(({ path, projectId }) => this.#nodes.missing(vscode.Uri.file(path), projectId)),
    ];
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    // What the filter shows is a tree of its own: open all over, and the other one is later as it was before.
    const { isOn } = this.#filter;
    const id = nodeId(node);
    const isOpen = isOn || (this.#isOpen.get(id) ?? this.#isOpenAtFirst(node));
    return treeItem(this.#app, node, {
      id: isOn ? `${id} filtered` : id,
      isOpen: this.#hasRows(node) ? isOpen : undefined,
    });
  }

  /** Keeps what the writer opened and closed, for rows that come back. */
  remember(node: TreeNode, { isOpen }: { readonly isOpen: boolean }): void {
    if (!this.#filter.isOn) this.#isOpen.set(nodeId(node), isOpen);
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    item.tooltip = tooltipOf(this.#app, node);
    return item;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    const { uri } = node;
    switch (node.kind) {
      case 'story':
      case 'missing':
        return undefined;
      case 'segment': {
        const view = this.#app.stories.entry(uri)?.view;
        const parent = view && outlineOf(view).parentOf(node.segmentId);
        return parent ? this.#nodes.segment(uri, parent.id) : this.#nodes.story(uri);
      }
      case 'detachedGroup':
        return this.#nodes.story(uri);
      case 'detached':
        return this.#nodes.detachedGroup(uri);
    }
  }

  /** The row of a segment, to be revealed; undefined for one that is not there. */
  segmentNode(uri: vscode.Uri, segmentId: string): TreeNode | undefined {
    const view = this.#app.stories.entry(uri)?.view;
    return view && outlineOf(view).segment(segmentId) && this.#nodes.segment(uri, segmentId);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #childrenOf(node: TreeNode): TreeNode[] {
    const { uri } = node;
    const view = this.#app.stories.entry(uri)?.view;
    if (!view) return [];
    const ids = this.#filter.idsOf(view);
    const rows = (segments: readonly { readonly id: string }[]) =>
      segments.filter(({ id }) => ids?.has(id) ?? true).map(({ id }) => this.#nodes.segment(uri, id));
    switch (node.kind) {
      case 'story': {
        const hasGroup = view.detached.length > 0 && !ids;
        return [...rows(outlineOf(view).roots), ...(hasGroup ? [this.#nodes.detachedGroup(uri)] : [])];
      }
      case 'segment':
        return rows(outlineOf(view).childrenOf(node.segmentId));
      case 'detachedGroup':
        return view.detached.map(({ id }) => this.#nodes.detached(uri, id));
      case 'detached':
      case 'missing':
        return [];
    }
  }

  #isOpenAtFirst({ kind }: TreeNode): boolean {
    return kind === 'segment' || (kind === 'story' && this.#isOnlyStory);
  }

  /** Before a story is read it is taken to have rows: what an item can be at first, it is for good. */
  #hasRows(node: TreeNode): boolean {
    return node.kind === 'story'
      ? this.#app.stories.entry(node.uri)?.problem === undefined
      : this.#childrenOf(node).length > 0;
  }

  /** A story that was not read yet is shown in any case. */
  #isShown({ view }: StoryEntry): boolean {
    const ids = view && this.#filter.idsOf(view);
    return !ids || ids.size > 0;
  }

  /** Reads what nobody has read yet. What cannot be read says so itself. */
  async #readAll(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    const { stories } = this.#app;
    const unread = () => stories.entries.filter(({ view, problem }) => !view && problem === undefined);
    for (let entries = unread(); entries.length > 0; entries = unread())
      for (const { uri } of entries) await stories.view(uri).catch(() => undefined);
    this.#isReading = false;
  }
}
