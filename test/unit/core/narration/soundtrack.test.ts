import assert from 'node:assert/strict';
import { copyFile, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { encodeWav } from '../../../../src/core/audio/encodeWav';
import { readWavInfo } from '../../../../src/core/audio/readWav';
import type { Cue, Range } from '../../../../src/core/model';
import { soundtrack as tell, type Soundtrack } from '../../../../src/core/narration/soundtrack';
import type { Segment } from '../../../../src/core/narration/story';
import { scriptedEngine } from '../../../support/engines';
import { writeLongWav } from '../../../support/longWav';
import { openPlace, segmentOf, type Place } from '../../../support/studio';
import { tone } from '../audio/material';

const SENTENCES = [
  'The old boat waited beside the long stone pier.',
  'Nobody there spoke of it.',
  'A tired keeper looked past the empty house.',
  'Every gull came back to the river mouth.',
];
const STORY = `# Tale\n\n## One\n\n${SENTENCES.slice(0, 2).join(' ')}\n\n${SENTENCES.slice(2).join(' ')}\n\n## Two\n\nA line.\n`;

describe('the soundtrack of a segment', () => {
  let place: Place;
  let one: Segment;
  beforeEach(async () => {
    place = await openPlace({ 'a.story.md': STORY }, { engine: scriptedEngine() });
    await narrate();
    one = segmentOf(await open(), 'One');
  });
  afterEach(() => place.close());

  const open = (studio = place.studio) => studio.open(place.path('a.story.md'));
  const narrate = async () => {
    const response = await place.studio.generateAllAudio((await open()).projectId);
    assert('task_id' in response, response.message);
    assert.deepEqual((await place.ended(response.task_id)).errors, []);
  };
  const soundtrack = (text?: string) => place.studio.soundtrack(one.id, text);
  /** What stands in a text where the sentences are said to stand. */
  const places = ({ sentences }: Soundtrack, text: string) =>
    sentences.map(({ source }) => source && slice(text, source));
  const slice = (text: string, { from, to }: Range) => text.slice(from, to);
  /** Puts another wav in the place of the segment's, which says the same of itself. */
  const replaceWav = async (cues: readonly Cue[], frames = 24_000) => {
    const info = await readWavInfo(place.wavOf(one));
    assert(info);
    await writeFile(place.wavOf(one), encodeWav(tone(frames), cues, info.tags));
  };

  it('has the wav’s duration, outline and sentences, each with its place in the text', async () => {
    const info = await readWavInfo(place.wavOf(one));
    const found = await soundtrack();
    assert.deepEqual(
      [found.audio.textHash, found.durationSeconds],
      [info?.tags.textHash, info?.durationSeconds],
    );
    assert.deepEqual(
      found.sentences.map(({ from, text }) => ({ sample: Math.round(from * 24_000), label: text })),
      info?.cues,
    );
    assert.deepEqual(
      found.sentences.map(({ text }) => text),
      SENTENCES,
    );
    assert.deepEqual(places(found, STORY), SENTENCES);
    assert.equal(found.peaks.length, 2 * Math.ceil(found.durationSeconds * 50));
    assert.deepEqual([Math.min(...found.peaks), Math.max(...found.peaks)], [-0.891, 0.891]);
  });

  const edits: [what: string, edit: (text: string) => string, gone: readonly number[]][] = [
    ['nothing', (text) => text, []],
    ['a paragraph before it', (text) => text.replace('## One', 'Words.\n\n## One'), []],
    ['its heading', (text) => text.replace('## One', '## The first one'), []],
    ['only line breaks', (text) => text.replace('Nobody there', 'Nobody\nthere'), []],
    ['a sentence that was inserted', (text) => text.replace('Nobody', 'It was night. Nobody'), []],
    ['a sentence that was removed', (text) => text.replace(`${SENTENCES[1] ?? ''}\n`, '\n'), [1]],
    ['a sentence that was changed', (text) => text.replace('tired', 'rested'), [2]],
    [
      'first and last sentence changed, one inserted',
      (text) => text.replace('old boat', 'ship').replace('Every', 'No').replace('A tired', 'Oh. A tired'),
      [0, 3],
    ],
    [
      'a sentence that was repeated',
      (text) => text.replace('Nobody', 'Nobody there spoke of it. Nobody'),
      [],
    ],
    ['sentences in one paragraph', (text) => text.replace('it.\n\n', 'it. '), []],
  ];
  for (const [what, edit, gone] of edits) {
    const expected = SENTENCES.map((text, index) => (gone.includes(index) ? undefined : text));
    const flat = (found: readonly (string | undefined)[]) => found.map((text) => text?.replace('\n', ' '));

    it(`typed: ${what}`, async () => {
      const text = edit(STORY);
      assert.deepEqual(flat(places(await soundtrack(text), text)), expected);
      assert.deepEqual(flat(places(await soundtrack(), STORY)), SENTENCES, 'the saved text is what it was');
    });

    it(`saved: ${what}`, async () => {
      const text = edit(STORY);
      await place.write('a.story.md', text);
      assert.deepEqual(flat(places(await soundtrack(), text)), expected);
    });
  }

  it('of a segment that vanished from the text: what was spoken, without places', async () => {
    const text = STORY.slice(STORY.indexOf('## Two'));
    const expected = SENTENCES.map(() => undefined);
    assert.deepEqual(places(await soundtrack(text), text), expected, 'typed');
    await place.write('a.story.md', text);
    await place.studio.keep(await open());
    const found = await soundtrack();
    assert.deepEqual(places(found, text), expected, 'saved');
    assert.equal(found.sentences[3]?.text, SENTENCES[3]);
    assert.deepEqual(places(await soundtrack(STORY), STORY), SENTENCES, 'it is typed again');
  });

  it('of a segment whose id became another one', async () => {
    const other = await place.open();
    await place.write('b.story.md', '## New\n\nThe boat came in.\n');
    const ours = segmentOf(await place.studio.open(place.path('b.story.md')), 'New');
    const theirs = segmentOf(
      await other.studio.keep(await other.studio.open(place.path('b.story.md'))),
      'New',
    );
    await place.studio.open(place.path('b.story.md'));
    assert.notEqual(ours.id, theirs.id);
    await other.ended((await other.studio.generateSegmentAudio(theirs.id)).task_id);
    const { sentences, audio } = await place.studio.soundtrack(ours.id);
    assert.equal(sentences[0]?.text, 'The boat came in.');
    assert.ok(audio.file.includes(theirs.id), audio.file);
  });

  it('of a wav that was made again', async () => {
    const before = await soundtrack();
    await place.write('a.story.md', STORY.replace('A tired keeper looked', 'The keeper looked long'));
    await narrate();
    const found = await soundtrack();
    assert.notEqual(found.audio.textHash, before.audio.textHash);
    assert.equal(found.sentences[2]?.text, 'The keeper looked long past the empty house.');
  });

  describe('with what another program made of the wav', () => {
    const cases: [
      what: string,
      cues: readonly Cue[],
      expected: readonly [number, string, (string | undefined)?][],
    ][] = [
      ['no cues', [], []],
      [
        'cues without labels',
        SENTENCES.map((_, index) => ({ sample: index * 2400, label: '' })),
        SENTENCES.map((text, index) => [index / 10, text, text]),
      ],
      [
        'cues beyond the end',
        SENTENCES.map((label, index) => ({ sample: index * 12_000, label })),
        SENTENCES.slice(0, 3).map((text, index) => [index / 2, text, text]),
      ],
      [
        'cues in another order',
        SENTENCES.map((label, index) => ({ sample: index * 2400, label })).reverse(),
        SENTENCES.map((text, index) => [index / 10, text, text]),
      ],
      ['a cue that is no sentence', [{ sample: 0, label: 'Chapter' }], [[0, 'Chapter']]],
      ['fewer cues, without labels', [{ sample: 0, label: '' }], [[0, '']]],
    ];
    for (const [what, cues, expected] of cases) {
      it(what, async () => {
        await replaceWav(cues);
        const found = await soundtrack();
        const texts = places(found, STORY);
        assert.deepEqual(
          found.sentences.map(({ from, text }, index) => [from, text, texts[index]]),
          expected.map(([from, text, source]) => [from, text, source]),
        );
      });
    }

    it('no samples', async () => {
      await replaceWav([{ sample: 0, label: SENTENCES[0] ?? '' }], 0);
      const { durationSeconds, peaks, sentences } = await soundtrack();
      assert.deepEqual([durationSeconds, peaks], [0, []]);
      assert.equal(sentences.length, 1);
    });

    it('two hours', async () => {
      const info = await readWavInfo(place.wavOf(one));
      assert(info);
      const cues = SENTENCES.map((label, index) => ({ sample: index * 43_200_000, label }));
      const wav = { seconds: 7200, tags: info.tags, cues, hasPeaks: true, hasSamples: false };
      await writeLongWav(place.wavOf(one), wav);
      const found = await soundtrack();
      assert.deepEqual([found.durationSeconds, found.peaks.length], [7200, 16_384]);
      assert.deepEqual(
        found.sentences.map(({ from }) => from),
        [0, 1800, 3600, 5400],
      );
      assert.deepEqual(places(found, STORY), SENTENCES);
    });
  });

  it('a sentence with characters that no wav can hold finds its place, too', async () => {
    await place.write('a.story.md', STORY.replace('Nobody there', 'Nobody\u0001 there'));
    await narrate();
    const text = (await place.read('a.story.md')).replace('old boat', 'ship');
    const found = await soundtrack(text);
    assert.deepEqual(found.sentences[1]?.text, 'Nobody there spoke of it.');
    assert.deepEqual(places(found, text)[1], 'Nobody\u0001 there spoke of it.');
  });

  describe('says why there is none', () => {
    const refused = async (message: RegExp, text?: string) => {
      await assert.rejects(soundtrack(text), { code: 'AudioNotReadable', message });
    };
    const NONE = /^There is no audio of “One”: generate it first\.$/u;
    const DAMAGED = /^The audio file .*\.wav of “One” is missing or damaged: generate it again\.$/u;

    it('an unknown segment', async () => {
      const unknown = '00000000-0000-4000-8000-000000000000';
      await assert.rejects(place.studio.soundtrack(unknown), { code: 'SegmentNotFound' });
      await assert.rejects(place.studio.soundtrack(unknown, STORY), { code: 'SegmentNotFound' });
    });

    it('a segment without audio', async () => {
      await place.studio.removeAudio([one.id]);
      await refused(NONE);
      await refused(NONE, STORY);
    });

    it('a wav that was deleted', async () => {
      await soundtrack();
      await rm(place.wavOf(one));
      await refused(NONE);
    });

    const damages: [what: string, damage: (path: string) => Promise<void>][] = [
      ['cut off', (path) => truncate(path, 2000)],
      ['overwritten', (path) => writeFile(path, 'This is no sound.')],
      ['another segment’s', async (path) => copyFile(place.wavOf(segmentOf(await open(), 'Two')), path)],
    ];
    for (const [what, damage] of damages) {
      it(`a wav that is ${what}`, async () => {
        await soundtrack();
        await damage(place.wavOf(one));
        await refused(DAMAGED);
        await refused(DAMAGED, STORY);
      });
    }

    it('a disk that fails', async () => {
      const story = await open();
      const library = { storyOf: () => Promise.resolve(story), currentId: (id: string) => id };
      const readSound = () => Promise.reject(new Error('EIO: i/o error, read'));
      await assert.rejects(tell(one.id, undefined, { library, mediaRoot: place.media, readSound }), {
        code: 'AudioNotReadable',
        message: /\.wav of “One” cannot be read \(EIO: i\/o error, read\): check the disk and try again\.$/u,
      });
    });

    it('and tells it when the wav is there again', async () => {
      const wav = await readFile(place.wavOf(one));
      await truncate(place.wavOf(one), 2000);
      await refused(DAMAGED);
      await writeFile(place.wavOf(one), wav);
      assert.equal((await soundtrack()).sentences.length, 4);
    });
  });
});
