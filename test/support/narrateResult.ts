import assert from 'node:assert/strict';
import type { Run } from './cli';

/** What `narrate --json` prints. */
export interface NarrateResult {
  files: string[];
  segments: number;
  synthesized: number;
  cached: number;
  skipped: number;
  errors: { segment_id: string; error: string }[];
  checks: { segment_id: string; reason: string }[];
  audioSeconds: number;
  wallSeconds: number;
  firstAudioSeconds: number | null;
}

export function narrateResult({ out, err }: Run): NarrateResult {
  assert.notEqual(out, '', err);
  return JSON.parse(out) as NarrateResult;
}
