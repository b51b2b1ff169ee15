import assert from 'node:assert/strict';
import { dropPlace } from '../../../../src/vscode/tree/dropPlace';

// a, b with the parts b1 and b2, c, d
const segments = [
  { id: 'a', parts: 0 },
  { id: 'b', parts: 2 },
  { id: 'b1', parts: 0 },
  { id: 'b2', parts: 0 },
  { id: 'c', parts: 0 },
  { id: 'd', parts: 0 },
];

describe('where a dropped segment goes (D-30)', () => {
  const drops: [title: string, dragged: string[], target: string, before: string | undefined | null][] = [
    ['up: before the target', ['d'], 'a', 'a'],
    ['up: past a heading with parts', ['d'], 'b', 'b'],
    ['up: between parts', ['c'], 'b2', 'b2'],
    ['down: behind the target', ['a'], 'c', 'd'],
    ['down: behind a target with parts', ['a'], 'b', 'c'],
    ['down: to the end', ['a'], 'd', undefined],
    ['down: to the neighbour', ['c'], 'd', undefined],
    ['with its parts', ['b'], 'd', undefined],
    ['several, down', ['a', 'c'], 'd', undefined],
    ['several around the target', ['a', 'd'], 'c', 'c'],
    ['on itself', ['a'], 'a', null],
    ['on a part of itself', ['b'], 'b2', null],
    ['on one of several', ['a', 'c'], 'c', null],
    ['on what is gone', ['a'], 'gone', null],
  ];
  for (const [title, dragged, target, before] of drops) {
    it(title, () => {
      assert.deepEqual(dropPlace(segments, dragged, target), before === null ? undefined : { before });
    });
  }
});
