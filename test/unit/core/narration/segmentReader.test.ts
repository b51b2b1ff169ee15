import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DEFAULT_PAUSES } from '../../../../src/core/narration/planSegment';
import { readStory, type NarrationSettings, type Reading } from '../../../../src/core/narration/readStory';

const SETTINGS: NarrationSettings = { speed: 1, pauses: DEFAULT_PAUSES, tables: 'read' };

const read = (source: string, last?: Reading, settings: Partial<NarrationSettings> = {}) =>
  readStory(source, { settings: { ...SETTINGS, ...settings }, hasDefaultModel: false, last });

describe('reading a story again', () => {
  const PARTS = [
    '## One\n\nThe boat came in. *Nobody* saw it.\n\n',
    '## Two\n\nSee [the pier][p], and the note.[^n]\n\n- First.\n- Second.\n\n',
    '## Two\n\nIt rained.\n\n',
    '## Three\n\nIt rained.\n\n',
  ];
  const STORY = PARTS.join('');

  // What a link or a note means is written at the end, and so belongs to the last segment.
  const edits: [what: string, before: string, after: string, planned: string[]][] = [
    ['a word', STORY, STORY.replace('boat', 'ship'), ['One']],
    ['a word and its length', STORY, STORY.replace('came in', 'never came back'), ['One']],
    ['a segment in front', STORY, `## New\n\nHere.\n\n${STORY}`, ['New']],
    ['the order', STORY, [...PARTS].reverse().join(''), []],
    ['a segment that is gone', STORY, PARTS.slice(1).join(''), []],
    ['a link’s place', STORY, `${STORY}[p]: a.html\n`, ['Two', 'Three']],
    ['a footnote', `${STORY}[^n]: A note.\n`, `${STORY}[^n]: Another note.\n`, ['Two', 'Three']],
    [
      'what is before a footnote',
      `${STORY}[^n]: A note.\n`,
      `Words.\n\n${STORY}[^n]: A note.\n`,
      ['', 'Two'],
    ],
    ['a line’s end in front', `Some words.\n\n${STORY}`, `Some\nwords.\n\n${STORY}`, ['']],
    ['the speed', STORY, `---\nspeed: 2\n---\n${STORY}`, ['One', 'Two', 'Two', 'Three']],
  ];
  for (const [what, before, after, planned] of edits) {
    it(`plans only what has changed: ${what}`, () => {
      const last = read(before);
      const now = read(after, last);
      assert.deepEqual(now, read(after));
      const known = new Set(last.segments.map(({ plan }) => plan.utterances));
      assert.deepEqual(
        now.segments.filter(({ plan }) => !known.has(plan.utterances)).map(({ parsed }) => parsed.heading),
        planned,
      );
    });
  }

  it('is the same reading when nothing changed, and heeds every setting', () => {
    const last = read(STORY);
    assert.equal(read(STORY, last), last);
    for (const settings of [{ speed: 2 }, { voice: 'draft:en-gb' }, { tables: 'skip' }] as const)
      assert.deepEqual(read(STORY, last, settings), read(STORY, undefined, settings));
  });

  it('any edit of any story is read as if it were read for the first time', () => {
    const snippet = fc.constantFrom(
      ...[
        '## A\n',
        '# B\n',
        'Words. More words.\n',
        '\n\n',
        '[a][p] b',
        '[p]: c\n',
        'd[^n]\n',
        '[^n]: Note.\n',
      ],
      ...[
        '- e\n',
        '```\n',
        '> f\n',
        '*g* ',
        '| h |\n| - |\n| i |\n',
        '---\n',
        '<!-- prompt: j -->\n',
        'k 1. ',
      ],
    );
    const text = fc.array(snippet, { maxLength: 12 }).map((snippets) => snippets.join(''));
    fc.assert(
      fc.property(text, text, text, text, (start, gone, added, end) => {
        const after = start + added + end;
        assert.deepEqual(read(after, read(start + gone + end)), read(after));
      }),
      { numRuns: 300 },
    );
  });
});
