import assert from 'node:assert/strict';
import { soundtrackHandlers } from '../../../src/studio/soundtrackHandlers';
import { studioOperations } from '../../../src/studio/protocol';
import { storyView } from '../../../src/studio/views';
import { scriptedEngine } from '../../support/engines';
import { openPlace, type Place } from '../../support/studio';

const STORY = '## One\n\nThe boat came in. Nobody said a word.\n';

describe('soundtrackHandlers', () => {
  let place: Place;
  let takes: Map<string, number>;
  let segmentId: string;
  beforeEach(async () => {
    place = await openPlace({ 'a.story.md': STORY }, { engine: scriptedEngine() });
    takes = new Map();
    const { projectId, segments } = await place.studio.open(place.path('a.story.md'));
    segmentId = segments[0]?.id ?? '';
    const response = await place.studio.generateAllAudio(projectId);
    assert('task_id' in response);
    await place.ended(response.task_id);
  });
  afterEach(() => place.close());

  const takesOf = (id: string) => takes.get(id) ?? 0;
  const handlers = () => soundtrackHandlers({ inStudioOf: (act) => act(place.studio), takesOf });
  const audioOfView = async () => {
    const story = await place.studio.open(place.path('a.story.md'));
    const { root, mediaRoot } = place.studio;
    return storyView(story, { root, mediaRoot, missing: undefined, takesOf }).segments[0]?.audio;
  };

  it('has the version that the view has, of every take', async () => {
    const versions: string[] = [];
    for (const take of [0, 1]) {
      takes.set(segmentId, take);
      const { version, durationSeconds } = await handlers().soundtrack({ segmentId });
      const audio = await audioOfView();
      assert.deepEqual([version, durationSeconds], [audio?.version, audio?.durationSeconds]);
      versions.push(version);
    }
    assert.equal(new Set(versions).size, 2);
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
