import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, editTo, type TextEdit } from '../../../../src/core/story/applyEdits';

describe('applyEdits', () => {
  const rows: [edits: TextEdit[], result: string][] = [
    [[], 'abcdef'],
    [[{ from: 0, to: 0, text: 'x' }], 'xabcdef'],
    [[{ from: 6, to: 6, text: 'x' }], 'abcdefx'],
    [[{ from: 1, to: 3, text: '' }], 'adef'],
    [
      [
        { from: 0, to: 1, text: 'xy' },
        { from: 1, to: 1, text: '-' },
        { from: 4, to: 6, text: 'z' },
      ],
      'xy-bcdz',
    ],
  ];
  for (const [edits, result] of rows)
    it(`${JSON.stringify(edits)} ▶ ${result}`, () => {
      assert.equal(applyEdits('abcdef', edits), result);
    });
});

describe('editTo', () => {
  const rows: [old: string, text: string, edits: TextEdit[]][] = [
    ['abc', 'abc', []],
    ['abc', 'abxc', [{ from: 2, to: 2, text: 'x' }]],
    ['abxc', 'abc', [{ from: 2, to: 3, text: '' }]],
    ['aa', 'aaa', [{ from: 2, to: 2, text: 'a' }]],
    ['', 'a', [{ from: 0, to: 0, text: 'a' }]],
    ['a\r\nb', 'a\r\n\r\nb', [{ from: 3, to: 3, text: '\r\n' }]],
    ['a\r\nb', 'a\nb', [{ from: 1, to: 3, text: '\n' }]],
    ['a\rb', 'a\r\nb', [{ from: 1, to: 2, text: '\r\n' }]],
    ['😀', '😁', [{ from: 0, to: 2, text: '😁' }]],
    ['\u{1F600}', '\u{1FA00}', [{ from: 0, to: 2, text: '\u{1FA00}' }]],
  ];
  for (const [old, text, edits] of rows)
    it(`${JSON.stringify(old)} ▶ ${JSON.stringify(text)}`, () => {
      assert.deepEqual(editTo(old, { from: 0, to: old.length }, text), edits);
    });

  it('makes any text of any range, and leaves what is around it', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '\r', '\n', '\r\n', '😀', '😁'), { maxLength: 6 });
    fc.assert(
      fc.property(text, text, text, text, (before, old, after, wanted) => {
        const [start, middle, end, target] = [before, old, after, wanted].map((parts) => parts.join(''));
        const range = { from: start!.length, to: start!.length + middle!.length };
        const source = start! + middle! + end!;
        assert.equal(applyEdits(source, editTo(source, range, target!)), start! + target! + end!);
      }),
    );
  });
});
