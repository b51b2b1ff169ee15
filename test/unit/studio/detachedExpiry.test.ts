import assert from 'node:assert/strict';
import { lockSegments } from '../../../src/core/store/locks';
import { DetachedExpiry } from '../../../src/studio/detachedExpiry';
import { scriptedEngine } from '../../support/engines';
import { openPlace, segmentOf, type Place } from '../../support/studio';
import { eventually } from '../../ui/support/eventually';
import { fakeClock } from '../core/tasks/fakeClock';

const MINUTE = 60_000;
const STORY = '## One\n\nWords one.\n\n## Two\n\nWords two.\n\n## Three\n\nWords three.\n';
const WITHOUT_TWO = STORY.replace(/## Two[^#]*/u, '');

describe('DetachedExpiry', () => {
  let place: Place;
  let clock: ReturnType<typeof fakeClock>;
  let expiry: DetachedExpiry;
  let told: number;

  beforeEach(async () => {
    place = await openPlace({ 'a.story.md': STORY }, { engine: scriptedEngine() });
    const answer = await place.studio.generateAllAudio((await story()).projectId);
    if ('task_id' in answer) await place.ended(answer.task_id);
    clock = fakeClock();
    told = 0;
    const began = Date.now() - clock.now();
    expiry = new DetachedExpiry({
      studioOf: () => Promise.resolve(place.studio),
      clock: { every: (ms, callback) => clock.every(ms, callback), now: () => clock.now() + began },
      log: place.log,
      tell: () => told++,
    });
  });
  afterEach(async () => {
    expiry.stop();
    await place.close();
  });

  const story = () => place.studio.open(place.path('a.story.md'));
  const names = async () => (await story()).detached.map(({ heading }) => heading);
  const wavs = async () => (await place.files()).length;

  /** Cuts the second segment, by hand unless it says otherwise. */
  async function cut({ byHand = true } = {}): Promise<void> {
    const { id } = segmentOf(await story(), 'Two');
    await place.write('a.story.md', WITHOUT_TWO);
    await place.studio.keep(await story(), new Set(byHand ? [id] : []));
    expiry.watch(place.path('a.story.md'));
  }

  const pass = (minutes: number) => clock.advance(minutes * MINUTE);

  it('D-15. a segment that was cut is there for half an hour, and then it is deleted with its wav', async () => {
    await cut();
    await pass(29);
    assert.deepEqual([await names(), await wavs()], [['Two'], 3]);
    await pass(2);
    await eventually(async () => {
      assert.deepEqual([await names(), await wavs(), told, clock.timers], [[], 2, 1, 0]);
    });
  });

  it('D-15. the time goes on while the story is saved', async () => {
    await cut();
    await pass(20);
    expiry.watch(place.path('a.story.md'));
    await pass(11);
    await eventually(async () => {
      assert.deepEqual(await names(), []);
    });
  });

  for (const { title, prepare } of [
    {
      title: 'was taken out by another program',
      prepare: () => cut({ byHand: false }),
    },
    {
      title: 'is locked',
      prepare: async () => {
        const now = await story();
        await place.studio.lock(now, [segmentOf(now, 'Two')]);
        await cut();
      },
    },
    {
      title: 'is locked by what came with git',
      prepare: async () => {
        const { id, parsed, plan } = segmentOf(await story(), 'Two');
        const { heading, ordinal } = parsed;
        const lock = { segmentId: id, story: 'a.story.md', heading, ordinal, textHash: plan.textHash };
        await lockSegments(place.root, [{ ...lock, text: 'Words two.', voice: 'draft:en-us', speed: 1 }]);
        await cut();
      },
    },
    {
      title: 'came back',
      prepare: async () => {
        await cut();
        await place.write('a.story.md', STORY);
      },
    },
  ])
    it(`D-15. one that ${title} stays, and is not looked at again`, async () => {
      await prepare();
      await pass(40);
      await eventually(() => {
        assert.equal(clock.timers, 0);
      });
      assert.deepEqual([await wavs(), told], [3, 0]);
    });

  it('asks nothing after it was stopped', async () => {
    await cut();
    expiry.stop();
    assert.equal(clock.timers, 0);
  });
});
