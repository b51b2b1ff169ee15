import assert from 'node:assert/strict';
import { tempStories } from '../support/cli';
import { narrateResult } from '../support/narrateResult';
import { installToneModel } from '../support/toneModels';

const STORY = `---
voice: af_bella
---

## One

When the boat came in at last before the storm, nobody on the quay said a word about it.

It rained.

## Two

It rained.
`;

describe('storyflow, where a take sounds wrong', () => {
  let place: Awaited<ReturnType<typeof tempStories>>;
  beforeEach(async () => {
    place = await tempStories({ 'a.story.md': STORY });
    // Every token of an inference of 30 tokens and more lasts five times as long: so do those of both halves.
    await installToneModel(place.path('models'), { fault: { kind: 'long', fromTokens: 30 } });
  });
  afterEach(() => place.remove());
  const run = (...args: string[]) => place.run([...args, '--models', place.path('models')]);
  const REASON =
    'the sentence “When the boat came in at last before the storm, nobody on...” sounds 4 times too long';
  const segments = async () =>
    (
      JSON.parse((await run('segments', 'a.story.md', '--json')).out) as {
        segments: { status: string; checks: string[]; duration: number }[];
      }
    ).segments;

  it('keeps the audio, says what to listen to, and lets it be accepted', async () => {
    const narrated = await run('narrate', 'a.story.md', '--json');
    assert.equal(narrated.code, 0);
    const { checks, errors, files } = narrateResult(narrated);
    assert.deepEqual([checks.map(({ reason }) => reason), errors, files.length], [[REASON], [], 2]);
    assert.deepEqual(
      (await segments()).map(({ status, checks: found }) => [status, found]),
      [
        ['check', [REASON]],
        ['ready', []],
      ],
    );
    const table = (await run('segments', 'a.story.md')).out;
    assert.match(table, /One .* check /u);
    assert(table.includes(`Check 1: ${REASON}`), table);

    const again = narrateResult(await run('narrate', 'a.story.md', '--json'));
    assert.deepEqual([again.synthesized, again.skipped], [0, 2], 'it is up to date');

    const accepted = await place.run(['accept', 'a.story.md', '--segment', '1', '--segment', '2']);
    assert.deepEqual([accepted.code, accepted.out], [0, '1 segment accepted.\n']);
    assert.deepEqual(
      (await segments()).map(({ status }) => status),
      ['ready', 'ready'],
    );
    assert.equal((await run('narrate', 'a.story.md', '--json', '--force')).code, 0);
    assert.equal((await segments())[0]?.status, 'check', 'a new take is judged anew');
  });

  it('is right as soon as the model is', async () => {
    await run('narrate', 'a.story.md');
    await installToneModel(place.path('models'));
    await run('narrate', 'a.story.md', '--force');
    assert.deepEqual(
      (await segments()).map(({ status }) => status),
      ['ready', 'ready'],
    );
  });

  it('speak says so too', async () => {
    const spoken = await run('speak', STORY.split('\n')[6] ?? '', '-o', 'a.wav', '--voice', 'af_bella');
    assert.equal(spoken.code, 0, spoken.err);
    assert(spoken.err.includes(`Check: ${REASON}`), spoken.err);
  });
});
