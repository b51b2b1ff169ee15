import assert from 'node:assert/strict';
import { titleLine, voiceLine } from '../../../../src/vscode/editor/storyHead';
import { linesOf } from '../../../support/storyViews';

describe('the head of a story in an editor', () => {
  const titles: [title: string, text: string, end: number, line: number | undefined][] = [
    ['a title', '# The lighthouse\n\n## One', 2, 0],
    [
      'a title after front matter',
      '---\n# a comment\nvoice: am_adam\n---\n\n# The lighthouse\n\n## One',
      7,
      5,
    ],
    ['front matter that ends with dots', '---\ntitle: A\n...\n# A\n## One', 4, 3],
    ['an underlined title', '\nThe lighthouse\n===\n\n## One', 4, 1],
    ['no title', '## One\n\nText.', 0, undefined],
    ['no title, only a comment', '<!-- later -->\n\n## One', 2, undefined],
    ['a first segment of level 1 is none', '# One\n\nText.', 0, undefined],
    ['seven marks, a tag and a break are none', '####### A\n#tag\n---\n## One', 3, undefined],
    ['a break that looks like front matter without an end', '---\n\n# Title\n\n## One', 4, 2],
    ['an empty document', '', 1, undefined],
  ];
  for (const [title, text, end, line] of titles)
    it(title, () => {
      assert.equal(titleLine(linesOf(text), end), line);
    });

  const voices: [title: string, text: string, line: number][] = [
    ['the line of the voice', '---\ntitle: A\nvoice: af_bella\n---\n# A', 2],
    ['a key in quotes', '---\n"voice" : af_bella\n---\n# A', 1],
    ['no voice', '---\ntitle: A\nvoices: 2\n---\nvoice: not here', 0],
    ['no front matter', '# A\n\nvoice: not here', 0],
  ];
  for (const [title, text, line] of voices)
    it(title, () => {
      assert.equal(voiceLine(linesOf(text)), line);
    });
});
