import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readWavInfo } from '../../../../src/core/audio/readWav';
import type { SpokenAudio } from '../../../../src/core/model';
import type { SpeechEngine, SpeechRequest } from '../../../../src/core/ports';
import { storePaths } from '../../../../src/core/store/paths';
import { createEngines } from '../../../../src/worker/engines';
import { trimSpoken } from '../../../../src/core/audio/trim';
import type { ToneFault } from '../../../../scripts/fixtures/toneModel';
import { hum } from '../../../support/hum';
import { DICTIONARY, ESPEAK_DATA, openPlace, segmentOf, type Place } from '../../../support/studio';
import { installToneModel } from '../../../support/toneModels';
import { utterancesIn } from '../../../support/utterances';

const LONG = 'When the boat came in at last before the storm, nobody on the quay said a word about it.';
const SHORT = 'Oh no!';
const STORY = `## Long

${LONG}

The lamp was lit at dusk, as it was every day.

## Short

${SHORT}

The lamp was lit at dusk, as it was every day.

## Lone

It rained.
`;

/** What an engine makes of a text: samples, by default as long as such a text mostly is. */
type Act = (text: string) => Float32Array<ArrayBuffer> | undefined;

const usual = (text: string) => hum(text.length * 1440);
const fiveTimes = (text: string) => hum(text.length * 1440 * 5);
const bad: readonly [name: string, act: (text: string) => Float32Array<ArrayBuffer>, reason: RegExp][] = [
  ['is empty', () => new Float32Array(0), /has no sound$/u],
  ['is silent', (text) => new Float32Array(usual(text).length), /is too quiet to be heard$/u],
  ['is clipped', (text) => usual(text).map((each) => Math.max(-0.1, Math.min(0.1, each))), /is distorted$/u],
  ['is five times too long', fiveTimes, /sounds [45] times too long$/u],
  ['is cut off', (text) => usual(text).slice(0, 3000), /too short$/u],
  ['is no number', (text) => usual(text).fill(NaN, 100, 200), /has holes where the model gave no sound$/u],
];

describe('takes', () => {
  let place: Place;
  let requests: SpeechRequest[];
  let act: Act;
  const engine: SpeechEngine = {
    synthesize: (request) => {
      requests.push(request);
      const samples = act(request.text) ?? usual(request.text);
      return Promise.resolve({ samples, words: wordsOf(request.text, samples.length) });
    },
  };
  beforeEach(async () => {
    requests = [];
    act = () => undefined;
    place = await openPlace({ 'a.story.md': STORY }, { engine });
  });
  afterEach(() => place.close());

  const story = () => place.studio.open(place.path('a.story.md'));
  const segment = async (heading: string) => segmentOf(await story(), heading);
  const narrate = async (heading: string, force = false) => {
    const { id } = await segment(heading);
    const { task_id: taskId } = await place.studio.generateSegmentAudio(id, { force });
    return place.ended(taskId);
  };
  const checksOf = async (heading: string) => (await segment(heading)).stored?.audio?.checks;
  const texts = () => requests.map(({ text }) => text);

  it('that are right are asked for once, and nothing is to be checked', async () => {
    await narrate('Long');
    assert.deepEqual(
      [texts().length, (await segment('Long')).status, await checksOf('Long')],
      [2, 'ready', []],
    );
  });

  for (const [name, samplesOf, reason] of bad) {
    it(`one that ${name} is tried once more; then the segment is to be checked, and its audio is kept`, async () => {
      act = (text) => (LONG.includes(text) ? samplesOf(text) : undefined);
      assert.equal((await narrate('Long')).status, 'COMPLETED');
      const { status, stored, plan } = await segment('Long');
      assert.equal(status, 'check');
      const [check, ...others] = stored?.audio?.checks ?? [];
      assert.deepEqual(others, []);
      assert.equal(plan.sentences[check?.sentence ?? -1]?.text, LONG);
      assert.match(check?.reason ?? '', reason);
      assert.match(check?.reason ?? '', /^the sentence “When the boat came in/u);
      assert((stored?.audio?.durationSeconds ?? 0) > 1, 'what was right is there');
    });
  }

  it('a long one is tried in two halves, which are one utterance with cues, words and one cache entry', async () => {
    const cache = utterancesIn(join(place.base, 'cache'));
    const window = await place.open({ cache });
    act = (text) => (text === LONG ? fiveTimes(text) : undefined);
    const { id, plan } = segmentOf(await window.studio.open(place.path('a.story.md')), 'Long');
    await window.ended((await window.studio.generateSegmentAudio(id)).task_id);
    assert.deepEqual(texts().slice(0, 3), [
      LONG,
      'When the boat came in at last before the storm,',
      'nobody on the quay said a word about it.',
    ]);
    const opened = segmentOf(await window.studio.open(place.path('a.story.md')), 'Long');
    assert.equal(opened.status, 'ready');
    const cached = await cache.get({ text: LONG }, plan.settings);
    assert.equal(cached?.words.at(-1)?.to, LONG.length);
    const info = await readWavInfo(place.wavOf(opened));
    assert.equal(info?.cues.length, 2);
    const spoken = texts().length;
    await window.ended((await window.studio.generateSegmentAudio(id)).task_id);
    assert.equal(texts().length, spoken, 'all of it is remembered');
  });

  it('a short one is tried with what is spoken next, and cut out of that', async () => {
    act = (text) => {
      if (text === SHORT) return fiveTimes(`${text}${' '.repeat(60)}`);
      if (!text.startsWith(SHORT)) return undefined;
      const samples = usual(text);
      // The pause between the two sentences.
      samples.fill(0, SHORT.length * 1440 - 1200, SHORT.length * 1440 + 1200);
      return samples;
    };
    await narrate('Short');
    const next = 'The lamp was lit at dusk, as it was every day.';
    assert.deepEqual(texts(), [SHORT, `${SHORT} ${next}`, next]);
    const { status, stored } = await segment('Short');
    assert.equal(status, 'ready');
    const expected = (SHORT.length + next.length) * 0.06 + 0.8;
    assert(Math.abs((stored?.audio?.durationSeconds ?? 0) - expected) < 0.2);
  });

  it('what cannot be cut out of the other take is kept as it was, and is to be checked', async () => {
    act = (text) => (text === SHORT ? fiveTimes(`${text}${' '.repeat(60)}`) : undefined);
    await narrate('Short');
    assert.equal((await segment('Short')).status, 'check');
    assert.equal(requests.length, 3);
  });

  it('the only one of a segment is tried as it is once more', async () => {
    act = () => (requests.length === 1 ? new Float32Array(0) : undefined);
    await narrate('Lone');
    assert.deepEqual([texts().length, (await segment('Lone')).status], [2, 'ready']);
  });

  it('when nothing of a segment can be heard it fails, and the audio that it had stays', async () => {
    await narrate('Lone');
    const before = await segment('Lone');
    const bytes = await readFile(place.wavOf(before));
    act = () => new Float32Array(0);
    const { status, errors } = await narrate('Lone', true);
    assert.equal(status, 'FAILED');
    assert.match(
      errors[0]?.error ?? '',
      /^Nothing of “Lone” can be heard \(the sentence “It rained\.” has no sound\): /u,
    );
    assert.deepEqual(await readFile(place.wavOf(before)), bytes);
    assert.deepEqual((await segment('Lone')).stored?.audio, before.stored?.audio);
  });

  it('a bad one is never remembered: each time the segment is made it is spoken and judged anew', async () => {
    const window = await place.open({ cache: utterancesIn(join(place.base, 'cache')) });
    act = (text) => (LONG.includes(text) ? new Float32Array(0) : undefined);
    const { id } = segmentOf(await window.studio.open(place.path('a.story.md')), 'Long');
    const generate = async (force = false) =>
      window.ended((await window.studio.generateSegmentAudio(id, { force })).task_id);
    await generate();
    const first = requests.length;
    await generate();
    assert.deepEqual(texts().slice(first)[0], LONG, 'and what was right comes from the cache');
    assert.equal(
      texts()
        .slice(first)
        .filter((text) => !LONG.includes(text)).length,
      0,
    );
    act = () => undefined;
    await generate();
    assert.equal((await segment('Long')).status, 'ready');
  });

  it('what is to be checked is up to date: Generate All leaves it alone', async () => {
    act = (text) => (LONG.includes(text) ? new Float32Array(0) : undefined);
    for (const heading of ['Long', 'Short', 'Lone']) await narrate(heading);
    const { projectId } = await story();
    const answer = await place.studio.generateAllAudio(projectId);
    assert.deepEqual(
      [answer.segments_to_process, answer.message],
      [0, 'Nothing to generate (3 segments skipped: 3 up to date)'],
    );
  });

  it('a changed text is out of date, whatever was to be checked', async () => {
    act = (text) => (LONG.includes(text) ? new Float32Array(0) : undefined);
    await narrate('Long');
    await place.write('a.story.md', STORY.replace('at last', 'at once'));
    assert.equal((await segment('Long')).status, 'stale');
  });

  it('a database that was lost knows from the wavs what is to be checked', async () => {
    act = (text) => (LONG.includes(text) ? new Float32Array(0) : undefined);
    await narrate('Long');
    const before = await checksOf('Long');
    await rm(storePaths(place.root).database);
    const { studio } = await place.open();
    const found = segmentOf(await studio.open(place.path('a.story.md')), 'Long');
    assert.deepEqual([found.status, found.stored?.audio?.checks], ['check', before]);
  });

  describe('that sound right', () => {
    beforeEach(async () => {
      act = (text) => (LONG.includes(text) ? new Float32Array(0) : undefined);
      await narrate('Long');
    });

    it('are dismissed, for that audio and in every record of it', async () => {
      const { id } = await segment('Long');
      const samples = (await readFile(place.wavOf(await segment('Long')))).length;
      await place.studio.dismissChecks([id]);
      assert.deepEqual([(await segment('Long')).status, await checksOf('Long')], ['ready', []]);
      assert((await readFile(place.wavOf(await segment('Long')))).length < samples);
      await rm(storePaths(place.root).database);
      const { studio } = await place.open();
      assert.equal(segmentOf(await studio.open(place.path('a.story.md')), 'Long').status, 'ready');
      assert.deepEqual((await place.files()).length, 1, 'no unfinished file is left');
    });

    it('are judged anew when they are made anew', async () => {
      await place.studio.dismissChecks([(await segment('Long')).id]);
      await narrate('Long', true);
      assert.equal((await segment('Long')).status, 'check');
    });

    it('8: of a locked segment are dismissed without a change of its wav', async () => {
      const opened = await story();
      await place.studio.lock(opened, [segmentOf(opened, 'Long')]);
      const bytes = await readFile(place.wavOf(await segment('Long')));
      await place.studio.dismissChecks([(await segment('Long')).id]);
      assert.equal((await segment('Long')).status, 'ready');
      assert.deepEqual(await readFile(place.wavOf(await segment('Long'))), bytes);
    });

    it('of others are no concern', async () => {
      await narrate('Lone');
      const before = (await segment('Lone')).stored;
      await place.studio.dismissChecks([(await segment('Lone')).id, (await segment('Short')).id]);
      assert.deepEqual((await segment('Lone')).stored, before);
      await assert.rejects(place.studio.dismissChecks(['unknown']), { code: 'SegmentNotFound' });
    });
  });
});

describe('takes of a model that misbehaves', () => {
  const faults: readonly [kind: ToneFault, reason: RegExp | undefined][] = [
    ['silent', /has no sound$/u],
    ['loud', /is distorted$/u],
    ['long', /sounds [45] times too long$/u],
    ['hole', /has holes where the model gave no sound$/u],
  ];
  for (const [kind, reason] of faults) {
    it(`always ${kind}: a sentence to check, or none that is heard`, async () => {
      const { status, checks, failure } = await narrated({ kind, fromTokens: 0 });
      if (kind === 'silent') assert.match(failure ?? '', /^Nothing of “One” can be heard/u);
      else assert.deepEqual([status, checks.length > 0], ['check', true]);
      assert.match(checks[0]?.reason ?? failure?.replace(/\): .*$/u, '') ?? '', reason ?? /^$/u);
    });
    it(`${kind} from 60 tokens on: two halves are right`, async () => {
      const { status, checks } = await narrated({ kind, fromTokens: 60 });
      assert.deepEqual([status, checks], ['ready', []]);
    });
  }

  async function narrated(fault: { kind: ToneFault; fromTokens: number }) {
    const place = await openPlace(
      { 'a.story.md': `---\nvoice: af_bella\n---\n\n## One\n\n${LONG}\n` },
      { engine: { synthesize: (request) => speak(request) } },
    );
    await installToneModel(join(place.base, 'models'), { fault });
    const engines = createEngines(
      {
        espeakData: ESPEAK_DATA,
        dictionary: DICTIONARY,
        modelsFolder: join(place.base, 'models'),
        threads: 1,
        idleMs: 60_000,
      },
      (path) => readFile(path),
    );
    const speak = async (request: SpeechRequest): Promise<SpokenAudio> =>
      trimSpoken(await engines.synthesize(request));
    try {
      const open = () => place.studio.open(place.path('a.story.md'));
      const { id } = segmentOf(await open(), 'One');
      await place.ended((await place.studio.generateSegmentAudio(id)).task_id);
      const { status, stored } = segmentOf(await open(), 'One');
      return { status, checks: stored?.audio?.checks ?? [], failure: stored?.failure };
    } finally {
      await engines.release();
      await place.close();
    }
  }
});

/** Words that share the time by their letters. */
function wordsOf(text: string, samples: number): SpokenAudio['words'] {
  const at = (offset: number) => Math.round((samples * offset) / text.length);
  return Array.from(text.matchAll(/\S+/gu), ({ 0: word, index }) => {
    const [from, to] = [index, index + word.length];
    return { from, to, start: at(from), end: at(to) };
  });
}
