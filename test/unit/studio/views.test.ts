import assert from 'node:assert/strict';
import { storyView } from '../../../src/studio/views';
import { scriptedEngine } from '../../support/engines';
import { openPlace, type Place } from '../../support/studio';

describe('where a voice that cannot be used is shown', () => {
  let place: Place;
  before(async () => {
    place = await openPlace({ 'a.story.md': '' }, { engine: scriptedEngine() });
  });
  after(() => place.close());

  const cases: readonly [voice: string, shown: string][] = [
    ['af_bela', 'af_bela'],
    ['"af_bella + af_hart*2"', 'af_hart'],
    ["'af_bella*x'", 'x'],
    ['   af_bella*0.6 af_sky   # mine', 'af_sky'],
    ['af_bella+', '+'],
    ['jf_alpha*0.5+af_bella', 'jf_alpha'],
    ['draft:klingon', 'draft:klingon'],
  ];
  for (const [voice, shown] of cases)
    it(`${voice}: at “${shown}”`, async () => {
      const text = `---\ntitle: A\nvoice: ${voice}\n---\n\n## One\n\nText.\n`;
      const story = await place.studio.preview(place.path('a.story.md'), text);
      const { root, mediaRoot } = place.studio;
      const [problem, ...others] = storyView(story, { root, mediaRoot, missing: undefined }).problems;
      assert.deepEqual(others, []);
      assert.equal(text.slice(problem?.source.from, problem?.source.to), shown);
    });

  it('one of the settings stands where the front matter would name it', async () => {
    const { studio } = await place.open({ settings: { voice: 'af_bela' } });
    const text = '---\ntitle: A\n---\n\n## One\n\nText.\n';
    const story = await studio.preview(place.path('a.story.md'), text);
    const [problem] = storyView(story, {
      root: studio.root,
      mediaRoot: studio.mediaRoot,
      missing: undefined,
    }).problems;
    assert.match(problem?.message ?? '', /^The settings' voice “af_bela” .*\(column 1\)/u);
    assert.deepEqual(problem?.source, { from: 0, to: 3 });
  });
});

describe('the voice of a story', () => {
  it('is its own, whatever its first heading says, and a segment tells that of its heading', async () => {
    const text =
      '---\nvoice: draft:en-us\nspeed: 1.2\n---\n\n## One {voice=draft:fr speed=0.8}\n\nTexte.\n\n## Two\n\nText.\n';
    const place = await openPlace({ 'a.story.md': text }, { engine: scriptedEngine() });
    try {
      const { root, mediaRoot } = place.studio;
      const story = await place.studio.open(place.path('a.story.md'));
      const { voice, segments } = storyView(story, { root, mediaRoot, missing: undefined });
      assert.deepEqual([voice.voice, voice.speed, voice.language], ['draft:en-us', 1.2, 'en-US']);
      assert.deepEqual(
        segments.map((segment) => segment.voice),
        ['draft:fr', undefined],
      );
    } finally {
      await place.close();
    }
  });
});
