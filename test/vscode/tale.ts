import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { SegmentInfo, StoryFlowApi, TaskStatusResponse } from '../../src/api';
import { Database } from '../../src/core/store/database';
import { dataFolder } from '../../src/core/store/dataFolder';
import { audioPath, storePaths } from '../../src/core/store/paths';
import { SegmentStore } from '../../src/core/store/segmentStore';
import type { ToneDialect } from '../../scripts/fixtures/toneModel';
import { memoryLog } from '../support/logs';
import { installToneModel } from '../support/toneModels';
import { eventually as tryAgain } from '../ui/support/eventually';

/** Longest wait of any test for something that has to happen (statement 108), in milliseconds. */
const PATIENCE_MS = 10_000;

/** StoryFlow as it is installed in this VS Code. */
export function extension(): vscode.Extension<StoryFlowApi> {
  const found = vscode.extensions.getExtension<StoryFlowApi>('storyflow.storyflow');
  assert(found, 'StoryFlow is not installed.');
  return found;
}

/** The folder that is open. */
export function workspaceFolder(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert(folder, 'No folder is open.');
  return folder.uri.fsPath;
}

/** Where this VS Code looks for Kokoro. */
export function modelFolder(): string {
  assert(process.env['STORYFLOW_HOME'], 'The tests must not touch the models of whoever runs them.');
  return join(dataFolder(), 'models');
}

/** Puts a tone model there. */
export function installModel(options?: Partial<ToneDialect>): Promise<void> {
  return installToneModel(modelFolder(), options);
}

export async function removeModel(): Promise<void> {
  await rm(modelFolder(), { recursive: true, force: true });
}

/** Utterances that were ever spoken and kept: one more as soon as one more was spoken. */
export async function spokenUtterances(): Promise<number> {
  const folder = join(dataFolder(), 'utterances');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).length;
}

/** What a check gives as soon as it passes. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return tryAgain(check, { timeout: PATIENCE_MS, pause: 25 });
}

/** How a task ended. */
export async function ended({ task_id: taskId }: { task_id: string }): Promise<TaskStatusResponse> {
  const api = await extension().activate();
  return eventually(async () => {
    const status = await api.getTaskStatus(taskId);
    assert.match(status.status, /COMPLETED|FAILED/u);
    return status;
  });
}

/** A story file of its own in the open folder. VS Code remembers the text of names that were used before. */
export class Tale {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Writes a story with these texts under their headings, and waits until StoryFlow knows it. */
  static async write(texts: Readonly<Record<string, string>>, frontMatter?: string): Promise<Tale> {
    const tale = new Tale(join(workspaceFolder(), `tale ${randomUUID()}.story.md`));
    await tale.write(texts, frontMatter);
    await tale.project();
    return tale;
  }

  async write(texts: Readonly<Record<string, string>>, frontMatter?: string): Promise<void> {
    const sections = Object.entries(texts).map(([heading, text]) => `## ${heading}\n\n${text}\n`);
    const head = frontMatter === undefined ? '' : `---\n${frontMatter}\n---\n\n`;
    await writeFile(this.path, `${head}${sections.join('\n')}`);
  }

  text(): Promise<string> {
    return readFile(this.path, 'utf8');
  }

  async project() {
    const api = await extension().activate();
    return eventually(async () => {
      const project = (await api.listProjects()).find(({ path }) => path === this.path);
      assert(project, `${this.path} is not listed.`);
      return project;
    });
  }

  /** As they are now. */
  async segments(): Promise<readonly SegmentInfo[]> {
    const api = await extension().activate();
    return api.listSegments((await this.project()).id);
  }

  async segment(heading: string): Promise<SegmentInfo> {
    const segments = await this.segments();
    const found = segments.find((each) => each.heading === heading);
    assert(found, `There is no segment “${heading}” in ${segments.map((each) => each.heading).join(', ')}.`);
    return found;
  }

  async wavOf(heading: string): Promise<string> {
    const { projectId, id } = await this.segment(heading);
    return audioPath((await this.project()).mediaRoot, projectId, id);
  }

  /** Names of the files that there are of its audio, in order. */
  async wavs(): Promise<string[]> {
    const { id, mediaRoot } = await this.project();
    return (await readdir(dirname(audioPath(mediaRoot, id, id))).catch(() => [])).sort();
  }

  async lock(...headings: string[]): Promise<void> {
    const segments = (await this.segments()).filter(({ heading }) => headings.includes(heading));
    await vscode.commands.executeCommand('storyflow.lock', { segmentIds: segments.map(({ id }) => id) });
    for (const heading of headings) assert.equal((await this.segment(heading)).isLocked, true);
  }

  /** The store as another window sees it. */
  async withStore<T>(use: (store: SegmentStore, database: Database) => Promise<T>): Promise<T> {
    const log = memoryLog();
    const wasm = join(extension().extensionPath, 'dist', 'sql-wasm.wasm');
    const database = new Database({ root: workspaceFolder(), log, wasmBinary: () => readFile(wasm) });
    try {
      return await use(new SegmentStore(database, log), database);
    } finally {
      database.close();
    }
  }

  /** Removes the story and all that was made of it. */
  async remove(): Promise<void> {
    const api = await extension().activate();
    await api.deleteProject((await this.project()).id);
    await rm(this.path);
    await rm(storePaths(workspaceFolder()).locks, { force: true });
  }
}
