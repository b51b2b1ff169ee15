import assert from 'node:assert/strict';
import { rename, writeFile } from 'node:fs/promises';
import { narrateResult } from '../support/narrateResult';
import { tempStories } from '../support/cli';

const STORY =
  '# The Boat\n\n## One\n\nThe boat came in before the storm.\n\n## Two\n\nNobody said a word about it.\n';

describe('a story file that is not where it was, on the command line', () => {
  let place: Awaited<ReturnType<typeof tempStories>>;
  beforeEach(async () => {
    place = await tempStories({ 'a.story.md': STORY, 'other.story.md': '## Other\n\nIt rained all week.\n' });
    await place.run(['narrate', 'a.story.md', '--json']);
  });
  afterEach(() => place.remove());

  it('is found under its new name, and nothing is spoken again', async () => {
    await rename(place.path('a.story.md'), place.path('b.story.md'));
    const { synthesized, skipped } = narrateResult(await place.run(['narrate', 'b.story.md', '--json']));
    assert.deepEqual([synthesized, skipped], [0, 2]);
    const { out } = await place.run(['segments', 'other.story.md']);
    assert.doesNotMatch(out, /Missing/u);
  });

  it('is told as missing, and located', async () => {
    await rename(place.path('a.story.md'), place.path('b.story.md'));
    await writeFile(place.path('b.story.md'), '# Fog\n\n## One\n\nA ship.\n');
    const listed = await place.run(['segments', 'other.story.md']);
    assert.match(listed.out, /Missing: a\.story\.md \(2 segments, 2 with audio, kept of “The Boat”\)/u);
    const unknown = await place.run(['locate', 'x.story.md', 'b.story.md']);
    assert.deepEqual([unknown.code, /those that are: a\.story\.md/u.test(unknown.err)], [2, true]);
    const located = await place.run(['locate', 'a.story.md', 'b.story.md']);
    assert.deepEqual([located.code, located.out], [0, '“The Boat” is b.story.md now.\n']);
    const { out } = await place.run(['segments', 'b.story.md', '--json']);
    const { segments, missing } = JSON.parse(out) as { segments: { status: string }[]; missing: unknown[] };
    assert.deepEqual([segments.map(({ status }) => status), missing], [['stale', 'detached'], []]);
  });
});
