import assert from 'node:assert/strict';
import { soundtrackHandlers } from '../../../src/studio/soundtrackHandlers';
import { studioOperations } from '../../../src/studio/protocol';
import { storyView } from '../../../src/studio/views';
import { scriptedEngine } from '../../support/engines';
import { openPlace, type Place } from '../../support/studio';

const STORY = '## One\n\nThe boat came in. Nobody said a word.\n';

describe('soundtrackHandlers', () => {
  let place: Place;
  let segmentId: string;
  beforeEach(async () => {
    place = await openPlace({ 'a.story.md': STORY }, { engine: scriptedEngine() });
    segmentId = (await place.studio.open(place.path('a.story.md'))).segments[0]?.id ?? '';
    await speak();
  });
  afterEach(() => place.close());

  const speak = async () =>
    place.ended((await place.studio.generateSegmentAudio(segmentId, { force: true })).task_id);
  const handlers = ({ studio }: Pick<Place, 'studio'> = place) =>
    soundtrackHandlers({ inStudioOf: (act) => act(studio) });
  const audioOfView = async () => {
    const story = await place.studio.open(place.path('a.story.md'));
    const { root, mediaRoot } = place.studio;
    return storyView(story, { root, mediaRoot, missing: undefined }).segments[0]?.audio;
  };

  it('110: has the version that the view has, of every take, also where the text stays', async () => {
    const versions: string[] = [];
    for (let take = 0; take < 2; take++) {
      const { version, durationSeconds } = await handlers().soundtrack({ segmentId });
      const audio = await audioOfView();
      assert.deepEqual([version, durationSeconds], [audio?.version, audio?.durationSeconds]);
      versions.push(version);
      await speak();
    }
    assert.equal(new Set(versions).size, 2);
  });

  it('has the same version in a later session', async () => {
    const { version } = await handlers().soundtrack({ segmentId });
    assert.equal((await handlers(await place.open()).soundtrack({ segmentId })).version, version);
  });

  it('is as the protocol says, with places in the text that is given', async () => {
    const text = STORY.replace('The boat', 'Words. The boat');
    const reply = await handlers().soundtrack({ segmentId, text });
    assert.deepEqual(studioOperations.soundtrack.reply.parse(reply), reply);
    assert.deepEqual(
      reply.sentences.map(({ source }) => source && text.slice(source.from, source.to)),
      ['The boat came in.', 'Nobody said a word.'],
    );
  });
});
