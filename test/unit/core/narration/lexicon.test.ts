import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UtteranceReport } from '../../../../src/core/narration/generateSegment';
import { occurrences, saidOtherwiseAt } from '../../../../src/core/narration/pronunciations';
import { readSaying } from '../../../../src/core/speech/lexicon/phonemeText';
import { storePaths } from '../../../../src/core/store/paths';
import { scriptedEngine } from '../../../support/engines';
import { openPlace, TONE_MODEL, type Place } from '../../../support/studio';
import { utterancesIn } from '../../../support/utterances';

/** Sentences that are long enough to be spoken each by itself; Lévi is in three of them. */
const STORY = `## One

Old Lévi looked out over the long harbor in the morning. The boats came in one after another that day.

## Two

Nobody on the long stone pier said a word about Lévi then. Later that evening Lévi’s brother came home.

## Three

The lamp was lit at dusk and burned until the morning came.
`;

describe('a lexicon', () => {
  let place: Place;
  let cacheFolder: string;
  const engine = scriptedEngine();
  let reports: UtteranceReport[] = [];
  const name = 'a.story.md';

  beforeEach(async () => {
    cacheFolder = await mkdtemp(join(tmpdir(), 'storyflow-cache-'));
    engine.requests.length = 0;
    reports = [];
    place = await openPlace(
      { [name]: STORY },
      {
        engine,
        cache: utterancesIn(cacheFolder),
        modelsFolder: TONE_MODEL,
        onUtterance: (report) => reports.push(report),
      },
    );
    await generate();
  });
  afterEach(async () => {
    await place.close();
    await rm(cacheFolder, { recursive: true });
  });

  const open = (studio = place.studio) => studio.open(place.path(name));
  const states = async (studio = place.studio) =>
    (await open(studio)).segments.map(({ status, staleBecause }) => [status, ...staleBecause].join(' '));
  const synthesized = () => reports.filter(({ source }) => source === 'engine').length;
  const generate = async (settings = {}) => {
    reports = [];
    const { studio, ended } = await place.open({ settings });
    const response = await studio.generateAllAudio((await open(studio)).projectId);
    if ('task_id' in response) assert.deepEqual((await ended(response.task_id)).errors, []);
  };
  const say = (word: string, saying: string, more = {}) =>
    place.studio.pronounce({
      word,
      say: readSaying(saying),
      language: undefined,
      caseRule: undefined,
      ...more,
    });

  const sayings: [saying: string, inRequest: (request: (typeof engine.requests)[number]) => boolean][] = [
    ['layvee', ({ text }) => /Layvee/u.test(text)],
    ['/lˈAvi/', ({ pronunciations = [] }) => /^lˈAviz?$/u.test(pronunciations[0]?.phonemes ?? '')],
  ];
  for (const [saying, isSaid] of sayings) {
    it(`makes exactly the sentences with its word out of date: ${saying}`, async () => {
      assert.deepEqual(await states(), ['ready', 'ready', 'ready']);
      assert.equal(synthesized(), 5);
      engine.requests.length = 0;
      await say('Lévi', saying);
      const changed = ['stale lexicon', 'stale lexicon', 'ready'];
      assert.deepEqual(await states(), changed);
      assert.deepEqual(await states((await place.open()).studio), changed, 'after a restart');
      await generate();
      assert.equal(synthesized(), 3);
      assert.equal(engine.requests.filter(isSaid).length, 3);
      assert.equal(engine.requests.length, 3);
      assert.deepEqual(await states(), ['ready', 'ready', 'ready']);
    });
  }

  it('is as it was once the entry is removed, and what was spoken before is taken', async () => {
    await say('Lévi', 'layvee');
    assert.equal(await place.studio.removeWord('Lévi'), 1);
    assert.deepEqual(await states(), ['ready', 'ready', 'ready']);
    await say('Lévi', 'layvee');
    await generate();
    await place.studio.removeWord('Lévi');
    assert.deepEqual(await states(), ['stale lexicon', 'stale lexicon', 'ready']);
    await generate();
    assert.equal(synthesized(), 0);
    assert.deepEqual(await states(), ['ready', 'ready', 'ready']);
  });

  it('never makes a segment out of date that has none of its words', async () => {
    for (const word of ['Mara', 'Levi', 'Lévis', 'lé', 'harbor in the evening']) await say(word, 'so');
    await say('Lévi', 'layvee', { language: 'fr' });
    await say('lévi', 'layvee', { caseRule: 'exact' });
    assert.deepEqual(await states(), ['ready', 'ready', 'ready']);
  });

  it('tells a text that changed too by its text', async () => {
    await say('Lévi', 'layvee');
    await place.write(name, STORY.replace('Old Lévi', 'Young Lévi'));
    assert.deepEqual(await states(), ['stale text', 'stale lexicon', 'ready']);
  });

  it('of the user counts behind that of the stories', async () => {
    const settings = { lexicon: { Lévi: 'levvy', pier: 'peer', dusk: '/€/' } };
    const { studio } = await place.open({ settings });
    assert.deepEqual(await states(studio), ['stale lexicon', 'stale lexicon', 'ready']);
    assert.match((await studio.lexicon()).problems.join(), /“dusk”.*“€” is no phoneme/u);
    await say('Lévi', 'layvee');
    engine.requests.length = 0;
    await generate(settings);
    assert.deepEqual(
      engine.texts().map((text) => /Layvee|Levvy|peer/gu.exec(text)?.[0]),
      ['Layvee', 'peer', 'Layvee'],
    );
  });

  it('gives phonemes to no draft voice, and makes nothing out of date for it', async () => {
    const settings = { voice: 'draft:en-us' };
    await generate(settings);
    await say('Lévi', '/lˈAvi/');
    const { studio } = await place.open({ settings });
    assert.deepEqual(await states(studio), ['ready', 'ready', 'ready']);
    assert.equal(saidOtherwiseAt(await open(studio), STORY.indexOf('évi'))?.isHeard, false);
  });

  it('is found again in the wavs when the database is lost', async () => {
    await say('Lévi', 'layvee');
    await generate();
    await rm(storePaths(place.root).database);
    assert.deepEqual(await states((await place.open()).studio), ['ready', 'ready', 'ready']);
    await place.studio.removeWord('Lévi');
    assert.deepEqual(await states((await place.open()).studio), ['stale lexicon', 'stale lexicon', 'ready']);
  });

  const damaged: [what: string, text: string, message: RegExp][] = [
    [
      'conflict marks',
      '{\n<<<<<<< ours\n',
      /lexicon\.json cannot be read: line 2: There are conflict marks/u,
    ],
    ['no end', '{"version": 1, "entries": [', /lexicon\.json cannot be read: line 1: This is no valid JSON/u],
  ];
  for (const [what, text, message] of damaged) {
    it(`that has ${what} is left as it is: the last good one counts, and nothing is spoken or written`, async () => {
      await say('Lévi', 'layvee');
      const before = await states();
      const file = storePaths(place.root).lexicon;
      await writeFile(file, text);
      assert.deepEqual(await states(), before);
      const { segments } = await open();
      await assert.rejects(place.studio.generateSegmentAudio(segments[0]!.id), {
        code: 'InvalidLexicon',
        message,
      });
      await assert.rejects(say('Mara', 'mahra'), { code: 'InvalidLexicon' });
      assert.equal(await readFile(file, 'utf8'), text);
    });
  }

  it('tells what is said at a place of the story, and how often a word is there', async () => {
    const at = STORY.indexOf('évi’s');
    assert.equal(saidOtherwiseAt(await open(), at), undefined);
    await say('Lévi', '/lˈAvi/');
    const { source, ...said } = saidOtherwiseAt(await open(), at)!;
    assert.equal(STORY.slice(source.from, source.to), 'Lévi’s');
    assert.deepEqual(said, { text: 'Lévi’s', say: { phonemes: 'lˈAviz' }, isHeard: true });
    assert.equal(saidOtherwiseAt(await open(), STORY.indexOf('brother')), undefined);
    const entry = { word: 'Lévi', say: { respelling: 'x' }, language: undefined, caseRule: undefined };
    assert.deepEqual(occurrences(await open(), entry), { places: 3, segments: 2 });
  });
});
