import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scriptedEngine } from '../../../support/engines';
import { openPlace, type Place } from '../../../support/studio';
import { utterancesIn } from '../../../support/utterances';

const PLAIN =
  '## One\n\nThe boat with the red sail came in. Nobody on the pier said a word about it.\n\n## Two\n\nThe lamp was lit at dusk.\n';

describe('stories with tags', () => {
  let place: Place;
  let folder: string;
  const engine = scriptedEngine();
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storyflow-tags-'));
    place = await openPlace({ 'a.story.md': PLAIN }, { engine, cache: utterancesIn(folder) });
    await generate();
  });
  after(async () => {
    await place.close();
    await rm(folder, { recursive: true });
  });

  const open = () => place.studio.open(place.path('a.story.md'));
  async function generate(): Promise<number> {
    const before = engine.requests.length;
    const response = await place.studio.generateAllAudio((await open()).projectId);
    if ('task_id' in response) await place.ended(response.task_id);
    return engine.requests.length - before;
  }
  const states = async () =>
    (await open()).segments.map(({ status, staleBecause }) => [status, ...staleBecause].join(' '));
  const seconds = async () =>
    (await open()).segments.map(({ stored }) => stored?.audio?.durationSeconds ?? 0);
  const change = (text: string) => place.write('a.story.md', text);

  it('a pause makes its segment out of date, is exactly as long, and voices nothing again', async () => {
    const [one = 0, two = 0] = await seconds();
    const ids = (await open()).segments.map(({ id }) => id);
    await change(PLAIN.replace('in. ', 'in. [pause 2.5s] '));
    assert.deepEqual(await states(), ['stale text', 'ready']);
    assert.equal(await generate(), 0);
    const now = await seconds();
    // Of the ordinary 400 ms it takes the place.
    assert.equal(Math.round(((now[0] ?? 0) - one) * 24_000), 2.1 * 24_000);
    assert.equal(now[1], two);
    assert.deepEqual(
      (await open()).segments.map(({ id }) => id),
      ids,
    );
    await change(PLAIN.replace('in. ', 'in. [pause 1s] '));
    assert.deepEqual(await states(), ['stale text', 'ready']);
    assert.equal(await generate(), 0);
  });

  it('a tag voices what it holds, and nothing else', async () => {
    await change(
      PLAIN.replace(
        'Nobody on the pier said a word about it.',
        '[voice draft:en-gb]Nobody on the pier said a word about it.[/voice]',
      ),
    );
    assert.deepEqual(await states(), ['stale text', 'ready']);
    assert.equal(await generate(), 1);
    assert.deepEqual(engine.requests.at(-1)?.voice, 'draft:en-gb');
    assert.equal(engine.requests.at(-1)?.text, 'Nobody on the pier said a word about it.');
    assert.deepEqual(await states(), ['ready', 'ready']);
  });

  it('a voice that does not exist is told with its place, and the story’s speaks', async () => {
    const text = PLAIN.replace(
      'Nobody on the pier said a word about it.',
      '[voice am_adan]Nobody on the pier said a word about it.[/voice]',
    );
    await change(text);
    assert.equal(await generate(), 0);
    const [problem] = (await open()).voice.problemsInText;
    assert.match(
      problem?.message ?? '',
      /^The text's voice “am_adan” cannot be used, .*did you mean am_adam\.$/,
    );
    assert.equal(problem && text.slice(problem.source.from, problem.source.to), 'am_adan');
  });

  it('a heading’s voice and speed are those of its segment alone', async () => {
    await change(PLAIN);
    await generate();
    const ids = (await open()).segments.map(({ id }) => id);
    await change(PLAIN.replace('## Two', '## Two {voice=draft:en-gb}'));
    assert.deepEqual(await states(), ['ready', 'stale voice']);
    await change(PLAIN.replace('## Two', '## Two {speed=1.2}'));
    assert.deepEqual(await states(), ['ready', 'stale speed']);
    await change(PLAIN.replace('## Two', '## Two {voice=draft:en-gb speed=1.2}'));
    assert.deepEqual(await states(), ['ready', 'stale voice speed']);
    assert.equal(await generate(), 1);
    assert.deepEqual((({ voice, speed }) => [voice, speed])(engine.requests.at(-1)!), ['draft:en-gb', 1.2]);
    const story = await open();
    assert.deepEqual(
      story.segments.map(({ id, parsed }) => [id, parsed.heading]),
      [
        [ids[0], 'One'],
        [ids[1], 'Two'],
      ],
    );
    assert.deepEqual(await states(), ['ready', 'ready']);
  });

  it('the files of a voice in a tag are asked for before anything is spoken', async () => {
    await change(
      PLAIN.replace(
        'Nobody on the pier said a word about it.',
        '[voice am_adam]Nobody on the pier said a word about it.[/voice]',
      ),
    );
    await assert.rejects(async () => place.studio.generateAllAudio((await open()).projectId), {
      code: 'ModelUnavailable',
    });
  });

  it('a lock keeps tags: another pause is a text that changed', async () => {
    const paused = PLAIN.replace('in. ', 'in. [pause 1s] ');
    await change(paused);
    await generate();
    const story = await open();
    await place.studio.lock(story, story.segments.slice(0, 1));
    assert.equal((await open()).segments[0]?.lockedText, undefined);
    await change(PLAIN.replace('in. ', 'in. [pause 3s] '));
    assert.equal(
      (await open()).segments[0]?.lockedText,
      'The boat with the red sail came in. Nobody on the pier said a word about it.',
    );
    await change(paused);
    assert.equal((await open()).segments[0]?.lockedText, undefined);
    await place.studio.unlock((await open()).segments.slice(0, 1));
  });
});
