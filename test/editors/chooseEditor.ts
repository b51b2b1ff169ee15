import { browserEditor } from './browserEditor';
import { desktopEditor } from './desktopEditor';
import { findDesktop } from './findDesktop';
import { CannotRun } from './cannotRun';
import type { Workspace } from './workspace';

/** A VS Code that runs tests inside its extension host. */
export interface HostEditor {
  /** Which VS Code this is. */
  readonly name: string;
  /** Opens a window, runs the index in it and says how it ended. The outcome of the tests is in the index's file. */
  run(window: HostWindow): Promise<string>;
  close(): Promise<void>;
}

/** A window with a profile and a data folder of its own. */
export interface HostWindow {
  readonly index: string;
  readonly workspace: Workspace;
  readonly dataFolder: string;
  readonly home: string;
  readonly restricted: boolean;
  readonly env: Readonly<Record<string, string>>;
  /** Called for each line that VS Code or its extension host prints. */
  readonly onLine: (line: string) => void;
}

/** The VS Code named in STORYFLOW_TEST_VSCODE, else a desktop VS Code that is there or can be had, else the server. */
export async function chooseEditor(): Promise<HostEditor> {
  const choice = process.env['STORYFLOW_TEST_VSCODE'] ?? '';
  if (choice === 'server') return browserEditor();
  const named = /^desktop(?:@(.+))?$/.exec(choice);
  if (choice !== '' && !named)
    throw new CannotRun(
      `STORYFLOW_TEST_VSCODE is "${choice}": set it to server, desktop, or desktop@VERSION such as desktop@1.101.0.`,
    );
  const desktop = await findDesktop(named?.[1]);
  if (desktop) return desktopEditor(desktop);
  if (!named) return browserEditor();
  throw new CannotRun(
    'No desktop VS Code can run here: it needs an installed `code` command or a way to the download site, and a display (xvfb-run is one); or set STORYFLOW_TEST_VSCODE=server.',
  );
}
