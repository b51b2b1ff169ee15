import assert from 'node:assert/strict';
import { completionPlace, linePlace, type LinePlace } from '../../../../src/vscode/editor/completionPlace';

describe('where something can be completed', () => {
  const rows: [line: LinePlace, before: string, place: string | undefined][] = [
    ['text', 'She said [', 'tag 0'],
    ['text', '[pa', 'tag 2'],
    ['text', 'Stop.[/', 'tag 1'],
    ['text', '[voice ', 'voice 0'],
    ['text', 'A [voice am_', 'voice 3'],
    ['text', '[voice af_heart*0.6+af_', 'voice 3'],
    ['text', '[voice draft:e', 'voice 7'],
    ['text', String.raw`\[`, undefined],
    ['text', '![', undefined],
    ['text', '[a]', undefined],
    ['text', '[a][', undefined],
    ['text', '[pause ', undefined],
    ['text', '`[', undefined],
    ['text', '`a` [', 'tag 0'],
    ['text', 'voice: ', undefined],
    ['heading', '## The storm {', 'attribute 0'],
    ['heading', '## The storm {sp', 'attribute 2'],
    ['heading', '## The storm {voice=a sp', 'attribute 2'],
    ['heading', '## The storm {voice=', 'voice 0'],
    ['heading', '## The storm {voice="af_heart*0.6+af', 'voice 2'],
    ['heading', '## The storm {speed=', undefined],
    ['heading', '## The storm', undefined],
    ['frontMatter', 'voice: ', 'voice 0'],
    ['frontMatter', 'voice: "am_', 'voice 3'],
    ['frontMatter', 'language: en-', 'language 3'],
    ['frontMatter', 'title: [', undefined],
  ];
  for (const [line, before, place] of rows) {
    it(`${line}: ${before}| ▶ ${place ?? 'nothing'}`, () => {
      const found = completionPlace(before, line);
      assert.equal(found && `${found.kind} ${String(found.length)}`, place);
    });
  }

  it('lines are told by where they stand', () => {
    const lines = ['---', 'voice: a', '---', '## One', 'Text.', '```', '## Code', '```', 'Text.', '    code'];
    const places = lines.map((_, line) => linePlace(line, (at) => lines[at] ?? ''));
    const [front, heading, text, code] = ['frontMatter', 'heading', 'text', undefined];
    assert.deepEqual(places.slice(1), [front, front, heading, text, text, code, code, text, code]);
  });
});
