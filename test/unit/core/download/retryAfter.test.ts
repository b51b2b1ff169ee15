import assert from 'node:assert/strict';
import { retryAfter } from '../../../../src/core/download/retryAfter';

const NOW = Date.UTC(2026, 0, 1);

// The header, and milliseconds.
const rows: [header: string | undefined, ms: number | undefined][] = [
  [undefined, undefined],
  ['0', 0],
  [' 120 ', 120_000],
  ['Thu, 01 Jan 2026 00:00:05 GMT', 5000],
  ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ['soon', undefined],
];

describe('the header Retry-After', () => {
  for (const [header, ms] of rows) {
    it(`${header ?? 'absent'}: ${ms ?? 'nothing'}`, () => {
      assert.equal(retryAfter(header, NOW), ms);
    });
  }
});
