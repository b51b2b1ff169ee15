import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../../../../../src/core/store/database';
import { SegmentStore } from '../../../../../src/core/store/segmentStore';
import type { SegmentContent } from '../../../../../src/core/store/storySync';
import { memoryLog } from '../../../../support/logs';

/** Where a test runner that was started in the project's root finds SQLite. */
export const WASM_PATH = join(process.cwd(), 'node_modules', 'sql.js', 'dist', 'sql-wasm.wasm');

/** Gives every test of the enclosing block an empty folder, which goes away with the test. */
export function useFolder(): (...parts: string[]) => string {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storyflow-store-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  return (...parts) => join(folder, ...parts);
}

export function openStore(root: string) {
  const log = memoryLog();
  const setAside: string[] = [];
  const database = new Database({
    root,
    log,
    wasmBinary: () => readFile(WASM_PATH),
    onSetAside: (path) => setAside.push(path),
  });
  return { database, log, setAside, store: new SegmentStore(database, log) };
}

/** A segment's content with what matters to a test. */
export function content(fields: Partial<SegmentContent> = {}): SegmentContent {
  return {
    id: randomUUID(),
    sequenceIndex: 0,
    heading: 'A heading',
    level: 2,
    ordinal: 0,
    textContent: 'Some text.',
    textHash: 'hash of some text',
    imagePrompt: '',
    ...fields,
  };
}

/** What is recorded of a wav. */
export const AUDIO = {
  durationSeconds: 5.23,
  textHash: 'text hash',
  settingsHash: 'settings hash',
  voice: 'af_bella',
  speed: 1.25,
  pauses: { part: 100, sentence: 400, paragraph: 800, heading: 1200 },
  model: 'f'.repeat(64),
  checks: [],
  stamp: { size: 251_084, modifiedAt: 1_760_000_000_000 },
};
