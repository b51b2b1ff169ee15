import assert from 'node:assert/strict';
import type { ListedSegment } from '../../../src/shared/playerProtocol';
import { listedRows } from '../../../webview-ui/listedRow';
import { listed } from './support/page';

describe('listedRows', () => {
  for (const [status, icon, state] of [
    ['none', 'circle-large', 'No audio'],
    ['ready', 'pass', 'Ready'],
    ['check', 'unverified', 'Check'],
    ['stale', 'diff-modified', 'Out of date'],
    ['failed', 'error', 'Failed'],
    ['queued', 'clockface', 'Queued'],
    ['generating', 'loading', 'Generating'],
  ] as [ListedSegment['status'], string, string][]) {
    it(`${status}: ${state}`, () => {
      const [row] = listedRows([listed('s1', { status })], undefined);
      assert.deepEqual([row?.icon, row?.state], [icon, state]);
    });
  }

  it('tells durations, locks and which one is chosen', () => {
    const rows = listedRows(
      [listed('s1', { durationSeconds: 3725.9 }), listed('s2', { isLocked: true })],
      's2',
    );
    assert.deepEqual(
      rows.map(({ duration, isLocked, isCurrent }) => [duration, isLocked, isCurrent]),
      [
        ['1:02:05', false, false],
        ['', true, true],
      ],
    );
  });

  it('indents by what is deeper than the highest heading', () => {
    const depths = (...levels: number[]) =>
      listedRows(
        levels.map((level, index) => listed(`s${index}`, { level })),
        undefined,
      ).map(({ depth }) => depth);
    assert.deepEqual(depths(2, 3, 2), [0, 1, 0]);
    assert.deepEqual(depths(0, 1, 2), [0, 0, 1]);
    assert.deepEqual(depths(), []);
  });
});
