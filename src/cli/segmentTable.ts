import Table from 'cli-table3';
import { dirname, relative } from 'node:path';
import { hasText, type Segment, type Story } from '../core/narration/story';
import { audioPath } from '../core/store/paths';
import { printable } from './console';
import { clockTime } from './format';

/**
 * A story's segments as a table: number, heading, duration, state, and the wav's name; under it what is to be listened to
 * and the wavs' folder.
 */
export function segmentTable(
  { segments, projectId }: Pick<Story, 'segments' | 'projectId'>,
  mediaRoot: string,
): string {
  const table = new Table({
    head: ['#', 'Segment', 'Duration', 'State', 'File'],
    colAligns: ['right', 'left', 'right', 'left', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const segment of segments) {
    const audio = segment.stored?.audio;
    table.push([
      segment.parsed.index + 1,
      `${'  '.repeat(Math.max(0, segment.parsed.level - 2))}${printable(segment.parsed.heading) || '(no heading)'}`,
      audio ? clockTime(audio.durationSeconds) : '',
      stateInWords(segment),
      audio ? `${segment.id}.wav` : '',
    ]);
  }
  const checks = segments
    .filter(({ status }) => status === 'check')
    .flatMap(({ parsed, stored }) =>
      (stored?.audio?.checks ?? []).map(({ reason }) => `\nCheck ${parsed.index + 1}: ${printable(reason)}`),
    );
  const folder = dirname(audioPath(mediaRoot, projectId, projectId));
  const place = segments.some(({ stored }) => stored?.audio) ? `\nAudio is in ${asTyped(folder)}` : '';
  return table.toString() + checks.join('') + place;
}

/** A path as a person would type it here. */
function asTyped(path: string): string {
  const here = relative(process.cwd(), path);
  return here.startsWith('..') ? path : here;
}

function stateInWords(segment: Segment): string {
  const words = {
    none: hasText(segment) ? 'no audio' : 'no text',
    ready: 'ready',
    check: 'check',
    stale: `out of date: ${segment.staleBecause.join(', ')}`,
    failed: 'failed',
    detached: 'detached',
  }[segment.status];
  return segment.isLocked ? `${words}, locked` : words;
}
