import assert from 'node:assert/strict';
import { ChangeLog, type Changes } from '../../../../src/core/store/changeLog';

const rows = (...numbers: number[]): Changes => new Map([['segment', new Set(numbers)]]);

describe('ChangeLog', () => {
  it('tells which rows changed since any version it knows', () => {
    const log = new ChangeLog();
    const versions = [log.version];
    for (const step of [rows(1, 2), rows(2, 3), new Map()]) {
      log.add(step);
      versions.push(log.version);
    }
    assert.equal(new Set(versions).size, 4);
    const since = versions.map((version) => [...(log.since(version, 'segment') ?? [])]);
    assert.deepEqual(since, [[1, 2, 3], [2, 3], [], []]);
    assert.deepEqual([...(log.since(versions[0] ?? -1, 'project') ?? ['unknown'])], []);
  });

  it('knows nothing of what was before a new beginning, nor of the future', () => {
    const log = new ChangeLog();
    const before = log.version;
    log.restart();
    assert.notEqual(log.version, before);
    assert.equal(log.since(before, 'segment'), undefined);
    assert.equal(log.since(log.version + 1, 'segment'), undefined);
    log.add(rows(7));
    assert.equal(log.since(before, 'segment'), undefined);
    assert.deepEqual([...(log.since(log.version - 1, 'segment') ?? [])], [7]);
  });

  it('forgets what is long past', () => {
    const log = new ChangeLog();
    const before = log.version;
    for (let row = 0; row < 65; row++) log.add(rows(row));
    assert.equal(log.since(before, 'segment'), undefined);
    assert.equal(log.since(before + 1, 'segment')?.size, 64);
  });
});
