import assert from 'node:assert/strict';
import { RefreshQueue } from '../../../../src/vscode/tree/refreshQueue';
import { fakeClock } from '../../core/tasks/fakeClock';

interface Row {
  readonly name: string;
}

describe('how often the tree is refreshed', () => {
  const small = { item: { name: 'small' }, rows: 20 };
  const big = { item: { name: 'big' }, rows: 1000 };
  const rows = Array.from({ length: 60 }, (_, index) => ({ name: `row ${index}` }));
  let clock: ReturnType<typeof fakeClock>;
  let begin: number;
  let told: string[];
  let queue: RefreshQueue<Row>;

  beforeEach(() => {
    clock = fakeClock();
    begin = clock.now();
    told = [];
    queue = new RefreshQueue<Row>((items) => {
      const names = items ? items.map(({ name }) => name).join(', ') : 'everything';
      told.push(`${clock.now() - begin}: ${names}`);
    }, clock);
  });

  afterEach(() => {
    queue.dispose();
    assert.equal(clock.timers, 0);
  });

  function row(index: number): Row {
    const found = rows[index];
    assert.ok(found);
    return found;
  }

  it('what comes together is told together, at once', async () => {
    queue.addRow(row(0), small);
    queue.addRow(row(1), small);
    queue.addRow(row(0), small);
    await clock.advance(0);
    assert.deepEqual(told, ['0: row 0, row 1']);
  });

  it('then a quarter of a second later at the soonest, however often it is called', async () => {
    for (let ms = 0; ms < 1000; ms += 50) {
      queue.addRow(row(0), small);
      await clock.advance(50);
    }
    assert.deepEqual(told, ['0: row 0', '250: row 0', '500: row 0', '750: row 0', '1000: row 0']);
  });

  it('a story takes its rows along', async () => {
    queue.addRow(row(0), small);
    queue.addRow(row(1), big);
    queue.addStory(small);
    await clock.advance(0);
    assert.deepEqual(told, ['0: small, row 1']);
  });

  it('a big story is left alone for longer, its rows are not', async () => {
    for (let ms = 0; ms < 2500; ms += 500) {
      queue.addStory(big);
      queue.addRow(row(0), big);
      await clock.advance(500);
    }
    await clock.advance(5000);
    assert.deepEqual(told, [
      '0: big',
      '500: row 0',
      '1000: row 0',
      '1500: row 0',
      '2000: big',
      '2250: row 0',
      '4000: big',
    ]);
  });

  it('many rows of a story are told as the story', async () => {
    for (const each of rows) queue.addRow(each, small);
    await clock.advance(0);
    assert.deepEqual(told, ['0: small']);
  });

  it('everything is told alone', async () => {
    queue.addRow(row(0), small);
    queue.addStory(big);
    queue.addEverything();
    await clock.advance(5000);
    assert.deepEqual(told, ['0: everything']);
  });

  it('nothing is told after its end', async () => {
    queue.addEverything();
    queue.dispose();
    await clock.advance(5000);
    assert.deepEqual(told, []);
  });
});
