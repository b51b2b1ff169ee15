import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import type { StudioSettings } from '../studio/settings';

/** The section of all of StoryFlow's settings. */
export const SECTION = 'storyflow';

/** Every setting with its type, as package.json declares it; a test holds both equal. */
export interface Settings {
  readonly include: readonly string[];
  readonly mediaFolder: string;
  readonly voice: string;
  readonly speed: number;
  readonly 'pauses.sentence': number;
  readonly 'pauses.paragraph': number;
  readonly 'pauses.heading': number;
  readonly 'pauses.part': number;
  readonly speakHeadings: boolean;
  readonly tables: 'read' | 'skip';
  readonly lexicon: Readonly<Record<string, unknown>>;
  readonly emoji: 'name' | 'silent';
  readonly codeLens: boolean;
  readonly 'player.followInEditor': boolean;
  readonly threads: number;
  readonly modelFolder: string;
  readonly 'models.mirror': string;
  readonly cacheSize: number;
  readonly idleMinutes: number;
}

/** A setting's value for a file or folder. Values of the wrong type, which VS Code lets through, count as unset. */
export function setting<K extends keyof Settings>(key: K, scope?: vscode.ConfigurationScope): Settings[K] {
  const configuration = vscode.workspace.getConfiguration(SECTION, scope ?? null);
  const fallback = configuration.inspect<Settings[K]>(key)?.defaultValue;
  const value = configuration.get<Settings[K]>(key);
  const isUsable = value !== undefined && (fallback === undefined || isAlike(value, fallback));
  return (isUsable ? value : fallback) as Settings[K];
}

/** What the studio thread is told, for all workspace folders. */
export function studioSettings(): StudioSettings {
  const modelFolder = setting('modelFolder');
  return {
    folders: (vscode.workspace.workspaceFolders ?? [])
      .filter(({ uri }) => uri.scheme === 'file')
      .map(({ uri }) => {
        const mediaFolder = setting('mediaFolder', uri);
        return {
          folder: uri.fsPath,
          ...(mediaFolder === '' ? {} : { mediaRoot: absolute(mediaFolder, uri.fsPath) }),
          narration: narration(uri),
        };
      }),
    narration: narration(),
    ...(modelFolder === '' ? {} : { modelsFolder: absolute(modelFolder, '/') }),
    threads: within(setting('threads'), 0, 64),
    cacheBytes: Math.round(within(setting('cacheSize'), 0.1, 1000) * 1024 ** 3),
    idleMs: Math.round(within(setting('idleMinutes'), 1, 1440) * 60_000),
  };
}

function narration(scope?: vscode.Uri): StudioSettings['narration'] {
  const voice = setting('voice', scope).trim();
  const pause = (kind: 'part' | 'sentence' | 'paragraph' | 'heading') =>
    within(setting(`pauses.${kind}`, scope), 0, 10_000);
  return {
    ...(voice === '' ? {} : { voice }),
    speed: within(setting('speed', scope), 0.5, 2),
    pauses: {
      part: pause('part'),
      sentence: pause('sentence'),
      paragraph: pause('paragraph'),
      heading: pause('heading'),
    },
    tables: setting('tables', scope) === 'skip' ? 'skip' : 'read',
    emoji: setting('emoji', scope) === 'silent' ? 'silent' : 'name',
    speakHeadings: setting('speakHeadings', scope),
    // VS Code gives an object that no other thread can be sent.
    lexicon: JSON.parse(JSON.stringify(setting('lexicon', scope))) as unknown,
  };
}

function absolute(path: string, base: string): string {
  return isAbsolute(path) ? path : join(base, path);
}

function within(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : least;
}

function isAlike(value: unknown, fallback: unknown): boolean {
  if (Array.isArray(fallback)) return Array.isArray(value) && value.every((each) => typeof each === 'string');
  return typeof value === typeof fallback;
}
