import { isBelow } from '../core/isBelow';
import type { Log } from '../core/ports';
import { storePaths } from '../core/store/paths';
import { readStoryFile } from '../core/storyFile';
import { systemClock } from '../core/tasks/clock';
import type { Handlers } from '../rpc/messages';
import { audioHandlers } from './audioHandlers';
import { DetachedExpiry } from './detachedExpiry';
import { editHandlers } from './editHandlers';
import { keepingHandlers } from './keepingHandlers';
import { tellOfNewAudio } from './newAudio';
import { lexiconHandlers } from './lexiconHandlers';
import { missingHandlers } from './missingHandlers';
import { modelHandlers } from './modelHandlers';
import { ProgressReports } from './progress';
import type { StudioEvent, StudioOperations } from './protocol';
import type { StudioSettings } from './settings';
import { defaultModelsFolder, openSession, type EngineSettings } from './session';
import { savedHandler } from './savedHandler';
import { soundtrackHandlers } from './soundtrackHandlers';
import { Stories } from './stories';
import { voiceHandlers } from './voiceHandlers';

export interface ServiceOptions {
  /** Absolute path of the folder that holds the bundles and their files. */
  readonly bundles: string;
  readonly settings: StudioSettings;
  readonly log: Log;
  readonly tell: (event: StudioEvent) => void;
  /** Replaces a story's text if it still is `before`. */
  readonly writeText: (path: string, before: string, after: string) => Promise<void>;
}

/** Composes everything that the studio thread can be asked for. */
export function createService(options: ServiceOptions): Handlers<StudioOperations> {
  const { log, tell } = options;
  let settings = options.settings;
  const folderOf = (root: string) =>
    settings.folders
      .filter(({ folder }) => folder === root || isBelow(folder, root) || isBelow(root, folder))
      .sort((a, b) => b.folder.length - a.folder.length)[0];
  const narrationOf = (root: string) => folderOf(root)?.narration ?? settings.narration;
  const session = openSession({
    ...engineSettings(settings),
    bundles: options.bundles,
    log,
    mediaRootOf: (root) => folderOf(root)?.mediaRoot ?? storePaths(root).media,
    narrationOf,
    readText: async (path) => (await readStoryFile(path)).text,
    writeText: options.writeText,
  });
  const stories = new Stories({ session, settings: () => settings, narrationOf });
  const progress = new ProgressReports(session.tasks, (task) => {
    tell({ event: 'task', task });
  });
  session.onUtterance((report) => {
    progress.utterance(report);
  });
  const studioOf = (path: string) => stories.studioOf(path);
  const expiry = new DetachedExpiry({ studioOf, clock: systemClock, log, tell });
  tellOfNewAudio(session.tasks, stories, tell);

  const models = modelHandlers(session, tell);

  return {
    ...models,
    ...audioHandlers(session, stories, progress),
    ...voiceHandlers(session, stories),
    ...keepingHandlers(session, stories),
    ...editHandlers(stories),
    ...soundtrackHandlers(stories),
    ...missingHandlers(session, stories),
    ...lexiconHandlers(session, stories),
    configure: async (changed) => {
      settings = changed;
      await session.configure(engineSettings(changed));
    },
    open: ({ path }) => stories.open(path),
    preview: ({ path, text }) => stories.preview(path, text),
    ...savedHandler(stories, { log, tell, expiry }),
    shutdown: async () => {
      expiry.stop();
      await models.cancelInstall();
      await session.close();
    },
  };
}

function engineSettings(settings: StudioSettings): EngineSettings {
  return {
    modelsFolder: settings.modelsFolder ?? defaultModelsFolder(),
    threads: settings.threads,
    cacheBytes: settings.cacheBytes,
    idleMs: settings.idleMs,
  };
}
