import type { Settings } from './startServer';
import type { WorkspaceContent } from './workspace';

/** The group of the tests that lie directly in test/vscode/. */
export const MAIN_GROUP = 'folder';

/** Tests that share one window: those in the folder of this name in test/vscode/. */
export interface HostGroup {
  readonly workspace: WorkspaceContent;
  readonly settings?: Settings;
  /** VS Code's Restricted Mode. */
  readonly restricted?: true;
}

const OTHER_STORY = '# Other\n\n## One\n\nThe first of two.\n\n## Two\n\nThe second of two.\n';

/** Every group by its folder. Each costs a window, so tests with the same needs belong into one. */
export const hostGroups: Readonly<Record<string, HostGroup>> = {
  folder: { workspace: { stories: 'samples' } },
  multiRoot: { workspace: { stories: 'samples', others: { 'other.story.md': OTHER_STORY } } },
  noFolder: { workspace: {} },
  restricted: { workspace: { stories: 'samples' }, restricted: true },
};
