import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { exitCode, exitCodeOf, worst } from '../../../src/cli/exitCode';
import { clockTime, count } from '../../../src/cli/format';
import { createProgress } from '../../../src/cli/progress';
import { StoryFlowError } from '../../../src/core/errors';

describe('clockTime', () => {
  for (const [seconds, text] of [
    [0, '0:00'],
    [5.2, '0:05'],
    [59.6, '1:00'],
    [754, '12:34'],
    [3600, '1:00:00'],
    [7325, '2:02:05'],
    [-1, '0:00'],
  ] as const) {
    it(`${seconds} s ▶ ${text}`, () => {
      assert.equal(clockTime(seconds), text);
    });
  }
});

describe('count', () => {
  it('has plurals', () => {
    assert.deepEqual(
      [0, 1, 2].map((value) => count(value, 'segment')),
      ['0 segments', '1 segment', '2 segments'],
    );
  });
});

describe('exit codes', () => {
  it('follow the kind of the failure', () => {
    assert.equal(exitCodeOf(new StoryFlowError('ModelUnavailable', '')), exitCode.modelMissing);
    assert.equal(exitCodeOf(new StoryFlowError('InvalidVoice', '')), exitCode.wrongUse);
    assert.equal(exitCodeOf(new StoryFlowError('MediaNotWritable', '')), exitCode.someFailed);
    assert.equal(exitCodeOf(new Error('anything')), exitCode.someFailed);
  });

  it('say what matters most of several outcomes', () => {
    assert.equal(worst([]), exitCode.done);
    assert.equal(worst([exitCode.someFailed, exitCode.wrongUse]), exitCode.wrongUse);
    assert.equal(worst([exitCode.modelMissing, exitCode.cancelled]), exitCode.cancelled);
  });
});

describe('progress', () => {
  /** A stream that is, or is not, a terminal, and what was written to it. */
  const stream = (isTTY: boolean) => {
    const through = new PassThrough() as unknown as NodeJS.WriteStream & PassThrough;
    const lines: string[] = [];
    through.on('data', (data: Buffer) => lines.push(data.toString()));
    const terminal = Object.assign(through, {
      isTTY,
      columns: 100,
      cursorTo: () => true,
      clearLine: () => true,
      moveCursor: () => true,
    });
    return { terminal, text: () => lines.join('') };
  };

  it('names what is spoken and tells the time left, on a terminal', () => {
    let now = 0;
    const { terminal, text } = stream(true);
    const progress = createProgress(terminal, () => now);
    progress.update(1, 100, 'The Keeper');
    now = 10_000;
    progress.update(50, 100, 'The Logbook');
    progress.stop();
    assert.match(text(), /The Keeper/u);
    assert.doesNotMatch(text().slice(0, text().indexOf('Logbook')), /left/u, 'no promise is made at once');
    assert.match(text(), /50% The Logbook 0:10 left/u);
  });

  it('is silent elsewhere', () => {
    const { terminal, text } = stream(false);
    const progress = createProgress(terminal);
    progress.update(1, 2, 'The Keeper');
    progress.stop();
    assert.equal(text(), '');
  });
});
