import assert from 'node:assert/strict';
import { parseStory } from '../../../../src/core/story/parseStory';
import { partsOf, removeSection } from '../../../../src/core/story/removeSection';

const STORY = 'Before.\n\n# A\n\na\n\n## A1\n\na1\n\n### A1x\n\nx\n\n## A2\n\na2\n\n# B\n\nb\n';

describe('removeSection', () => {
  const { segments } = parseStory(STORY);
  const named = (heading: string) => segments.findIndex((segment) => segment.heading === heading);

  const cases: [heading: string, parts: number, alone: string, withParts: string][] = [
    ['', 0, STORY.replace('Before.\n\n', ''), STORY.replace('Before.\n\n', '')],
    ['A', 3, STORY.replace('# A\n\na\n\n', ''), 'Before.\n\n# B\n\nb\n'],
    ['A1', 1, STORY.replace('## A1\n\na1\n\n', ''), STORY.replace('## A1\n\na1\n\n### A1x\n\nx\n\n', '')],
    ['A2', 0, STORY.replace('## A2\n\na2\n\n', ''), STORY.replace('## A2\n\na2\n\n', '')],
    ['B', 0, STORY.replace('# B\n\nb\n', ''), STORY.replace('# B\n\nb\n', '')],
  ];
  for (const [heading, parts, alone, withParts] of cases) {
    it(`D-30: ${heading === '' ? 'the text before the first heading' : heading}, alone and with its ${parts} parts`, () => {
      const index = named(heading);
      assert.equal(partsOf(segments, index), parts);
      assert.equal(removeSection(STORY, segments, index, false), alone);
      assert.equal(removeSection(STORY, segments, index, true), withParts);
    });
  }

  it('leaves the story as it is where there is no such segment', () => {
    assert.equal(removeSection(STORY, segments, 99, true), STORY);
  });
});
