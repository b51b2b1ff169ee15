import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StudioEvent } from '../../../src/studio/protocol';
import { savedHandler } from '../../../src/studio/savedHandler';
import { storyView } from '../../../src/studio/views';
import { scriptedEngine } from '../../support/engines';
import { PICTURES } from '../../support/pictures';
import { openPlace, segmentOf, within, type Place } from '../../support/studio';
import { utterancesIn } from '../../support/utterances';

const section = (name: string) => `## ${name}\n\nWords of ${name}.\n`;
const text = (...names: string[]) => names.map(section).join('\n');
const ALL = ['One', 'Two', 'Three', 'Four'];

describe('savedHandler', () => {
  let place: Place;
  let folder: string;
  const engine = scriptedEngine();

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storyflow-saved-'));
    place = await openPlace({ 'a.story.md': text(...ALL) }, { engine, cache: utterancesIn(folder) });
  });
  afterEach(async () => {
    await place.close();
    await rm(folder, { recursive: true });
  });

  const story = () => place.studio.open(place.path('a.story.md'));

  async function narrate(): Promise<void> {
    const answer = await place.studio.generateAllAudio((await story()).projectId);
    if ('task_id' in answer) await place.ended(answer.task_id);
  }

  /** Saves a text that an editor had as `before`, and waits until one story changed by itself, where it should. */
  async function save(now: string, before: string, { changes = 0 } = {}): Promise<void> {
    await place.write('a.story.md', now);
    let tell: (event: StudioEvent) => void = () => undefined;
    const told = new Promise<StudioEvent>((resolve) => (tell = resolve));
    const { root, mediaRoot } = place.studio;
    const handlers = savedHandler(
      {
        studioOf: () => Promise.resolve(place.studio),
        view: (each) => Promise.resolve(storyView(each, { root, mediaRoot, missing: undefined })),
      },
      { log: place.log, tell, expiry: { watch: () => undefined } },
    );
    await handlers.saved({ path: place.path('a.story.md'), before });
    if (changes > 0) await within(told, 'the news of recalled audio');
  }

  const detached = async () =>
    (await story()).detached.map(({ heading, detached: since }) => [heading, since?.isRemovable]);

  for (const { title, before, now, expected } of [
    { title: 'one that was cut', before: ALL, now: ['One', 'Two', 'Three'], expected: [['Four', true]] },
    {
      title: 'two that were cut',
      before: ALL,
      now: ['One', 'Four'],
      expected: [
        ['Two', true],
        ['Three', true],
      ],
    },
    {
      title: 'three at once, which may be hidden below a stray mark',
      before: ALL,
      now: ['One'],
      expected: [
        ['Two', false],
        ['Three', false],
        ['Four', false],
      ],
    },
    {
      title: 'what another program had taken out of the file before the writer typed',
      before: ['One', 'Two', 'Three'],
      now: ['More', 'One', 'Two', 'Three'],
      expected: [['Four', false]],
    },
    {
      title: 'what another program had taken out, and what the writer cut',
      before: ['One', 'Two'],
      now: ['One'],
      expected: [
        ['Two', true],
        ['Three', false],
        ['Four', false],
      ],
    },
    {
      title: 'one, where nobody knows what was there before',
      before: [],
      now: ALL.slice(1),
      expected: [['One', false]],
    },
  ])
    it(`D-15. ${title}: detached, and deleted unasked only what the writer removed`, async () => {
      await narrate();
      await save(text(...now), text(...before));
      assert.deepEqual(await detached(), expected);
      assert.equal((await place.files()).length, 4);
    });

  it('brings audio and image of a deleted segment back, and speaks nothing', async () => {
    await narrate();
    const spoken = engine.requests.length;
    const { id } = segmentOf(await story(), 'Two');
    await place.studio.attachImage(id, { name: 'sea.png', bytes: PICTURES.png });
    await place.studio.deleteSegment(id);
    await save(text(...ALL), text('One', 'Three', 'Four'), { changes: 1 });
    const two = segmentOf(await story(), 'Two');
    assert.equal(two.status, 'ready');
    assert.match(two.stored?.imageFile ?? '', /sea\.png$/u);
    assert.equal(engine.requests.length, spoken);
  });

  it('also of the only segment of a story', async () => {
    await place.write('a.story.md', text('One'));
    await narrate();
    await place.studio.deleteSegment((await story()).segments[0]?.id ?? '');
    await save(text('One'), '', { changes: 1 });
    assert.equal(segmentOf(await story(), 'One').status, 'ready');
  });

  it('writes nothing of a story that has nothing', async () => {
    await save(text(...ALL), text('One'));
    assert.deepEqual(await place.files(), []);
    assert.equal((await story()).segments[0]?.stored, undefined);
  });
});
