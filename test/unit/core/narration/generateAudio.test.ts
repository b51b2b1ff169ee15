import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TaskStatusResponse } from '../../../../src/api';
import type { GenerateAllOptions } from '../../../../src/core/narration/generateAudio';
import { normalise } from '../../../../src/core/speech/text/normalise';
import { readRiff } from '../../../support/riff';
import { scriptedEngine, toneEngines, type ScriptedEngine } from '../../../support/engines';
import { decodeTones } from '../../../support/tones';
import { openPlace, samplesOf, segmentOf, TONE_MODEL, type Place } from '../../../support/studio';
import { bulkTaskResponse, nothingToDoResponse } from '../tasks/contractShapes';

const TEXTS = {
  One: 'The boat came in before the storm broke.',
  Two: 'Nobody on the quay said a word about it.',
  Three: 'It rained until the harbor was empty.',
};

const storyOf = (texts: Record<string, string>) =>
  Object.entries(texts)
    .map(([heading, text]) => `## ${heading}\n\n${text}\n`)
    .join('\n');

describe('generating the audio of a story', () => {
  let engine: ScriptedEngine;
  let place: Place;
  beforeEach(async () => {
    engine = scriptedEngine();
    place = await openPlace({ 'a.story.md': storyOf(TEXTS) }, { engine });
  });
  afterEach(async () => {
    engine.release();
    await place.close();
  });

  const story = () => place.studio.open(place.path('a.story.md'));
  const segment = async (heading: string) => segmentOf(await story(), heading);
  const write = (texts: Record<string, string>) => place.write('a.story.md', storyOf(texts));
  const answer = async (options?: GenerateAllOptions) =>
    place.studio.generateAllAudio((await story()).projectId, options);
  const start = async (options?: GenerateAllOptions) => {
    const response = await answer(options);
    assert('task_id' in response, response.message);
    return response;
  };
  const narrate = async (options?: GenerateAllOptions) => place.ended((await start(options)).task_id);
  const lock = async (...headings: string[]) => {
    const now = await story();
    await place.studio.lock(
      now,
      headings.map((heading) => segmentOf(now, heading)),
    );
  };
  const bytesOf = async (heading: string) => readFile(place.wavOf(await segment(heading)));

  it('16, 17, 18: resolves with a handle before anything is spoken', async () => {
    const response = await start();
    assert.deepEqual(engine.requests, []);
    bulkTaskResponse.parse(response);
    const { projectId } = await story();
    assert.match(response.task_id, new RegExp(`^tts_batch_${projectId}_[0-9a-f]{8}$`, 'u'));
    assert.deepEqual(
      [response.project_id, response.status, response.total_segments, response.segments_to_process],
      [projectId, 'PENDING', 3, 3],
    );
    assert.notEqual((await start()).task_id, response.task_id);
  });

  it('17, 19: twelve segments of which two are locked: 10 to do, and the message says 2 skipped', async () => {
    await write(
      Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`Part ${at}`, `Words of part ${at}.`])),
    );
    await lock('Part 3', 'Part 7');
    const { total_segments, segments_to_process, message } = await start();
    assert.deepEqual([total_segments, segments_to_process], [12, 10]);
    assert.match(message, /2 segments skipped: 2 locked/u);
    const { id } = await segment('Part 3');
    await assert.rejects(place.studio.generateSegmentAudio(id), { code: 'SegmentLocked', status: 409 });
  });

  it('105: one locked, one with audio, one blank, one ready: 1 to process, 3 skipped', async () => {
    await write({ ...TEXTS, Blank: '' });
    const { id } = await segment('One');
    await place.ended((await place.studio.generateSegmentAudio(id)).task_id);
    await lock('Two');
    const response = await start();
    assert.deepEqual([response.total_segments, response.segments_to_process], [4, 1]);
    assert.match(response.message, /3 segments skipped: 1 up to date, 1 locked, 1 without text/u);
    const { completed_segments } = await place.ended(response.task_id);
    const three = await segment('Three');
    assert.deepEqual(
      completed_segments.map(({ segment_id }) => segment_id),
      [three.id],
    );
  });

  it('20, 106, D-27: what is up to date is left, what changed is made again, and --force makes all again', async () => {
    await narrate();
    const before = await Promise.all(Object.keys(TEXTS).map(bytesOf));
    const files = await place.files();
    await write({ ...TEXTS, Two: 'Everybody on the quay sang.' });
    assert.equal((await segment('Two')).status, 'stale');
    assert.equal((await narrate()).completed_segments.length, 1);
    const now = await Promise.all(Object.keys(TEXTS).map(bytesOf));
    assert.deepEqual(
      now.map((bytes, at) => bytes.equals(before[at] ?? Buffer.of())),
      [true, false, true],
    );
    const spoken = engine.requests.length;
    const { completed_segments } = await narrate({ forceRegenerate: true });
    assert.equal(completed_segments.length, 3);
    assert.equal(engine.requests.length, spoken + 3);
    assert.deepEqual(await place.files(), files, 'the same paths');
  });

  it('D-27: the old wav stays until the new one is complete', async () => {
    await narrate();
    const before = await bytesOf('One');
    await write({ ...TEXTS, One: 'It came in late. Nobody saw it, not even the keeper of the light.' });
    engine.hold();
    const { task_id } = await start();
    await engine.asked(4);
    assert.deepEqual(await bytesOf('One'), before);
    engine.release();
    await place.ended(task_id);
    assert.notDeepEqual(await bytesOf('One'), before);
  });

  it('D-27: a wav that somebody removed is made again', async () => {
    await narrate();
    const two = await segment('Two');
    await rm(place.wavOf(two));
    assert.equal((await segment('Two')).status, 'none');
    assert.deepEqual(
      (await narrate()).completed_segments.map(({ segment_id }) => segment_id),
      [two.id],
    );
  });

  it('21: a blank segment is left out, also with --force', async () => {
    await write({ ...TEXTS, Blank: '  ' });
    const response = await start({ forceRegenerate: true });
    assert.deepEqual([response.total_segments, response.segments_to_process], [4, 3]);
    assert.match(response.message, /1 segment skipped: 1 without text/u);
  });

  it('22, 23: one after another in document order, each with a wav, a reference and a duration', async () => {
    // Records are there already, and in another order than the document.
    await narrate();
    await write({ Three: TEXTS.Three, One: TEXTS.One, Two: TEXTS.Two });
    const { completed_segments } = await narrate({ forceRegenerate: true });
    assert.deepEqual(engine.texts().slice(3), [TEXTS.Three, TEXTS.One, TEXTS.Two]);
    assert.equal(engine.mostAtOnce(), 1);
    const { segments } = await story();
    assert.deepEqual(
      completed_segments.map(({ segment_id }) => segment_id),
      segments.map(({ id }) => id),
    );
    for (const [at, each] of segments.entries()) {
      const { samples, format } = readRiff(await readFile(place.wavOf(each)));
      assert.equal(each.stored?.audio?.file, `projects/${each.projectId}/audio/${each.id}.wav`);
      assert(Math.abs(each.stored.audio.durationSeconds - samples.length / format.rate) < 0.01);
      assert.equal(completed_segments[at]?.duration, each.stored.audio.durationSeconds);
    }
    assert.equal(new Set(await place.files()).size, 3);
  });

  it('24, 34, 37, 107, 111: progress is set before each segment and ends at the total', async () => {
    await write(
      Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`Part ${at}`, `Words of part ${at}.`])),
    );
    const seen: TaskStatusResponse[] = [];
    place.tasks.onDidChange((id) => seen.push(place.tasks.getTaskStatus(id)));
    const states: [number, number, number][] = [];
    engine.hold();
    const { task_id } = await start();
    const { segments } = await story();
    for (const [at, { id }] of segments.entries()) {
      await engine.asked(at + 1);
      const { progress, completed_segments } = place.tasks.getTaskStatus(task_id);
      states.push([progress.current, progress.percentage, completed_segments.length]);
      assert.equal(progress.current_segment_id, id);
      engine.step();
    }
    const { progress } = await place.ended(task_id);
    assert.deepEqual(states, [
      [1, 14, 0],
      [2, 28, 1],
      [3, 42, 2],
      [4, 57, 3],
      [5, 71, 4],
      [6, 85, 5],
      [7, 100, 6],
    ]);
    assert.deepEqual([progress.current, progress.total, progress.percentage], [7, 7, 100]);
    const order = [...new Set(seen.map(({ status }) => status))];
    assert.deepEqual(order, ['PENDING', 'PROCESSING', 'COMPLETED']);
  });

  it('25, 104, 107: the second of three fails: COMPLETED, two completed, one error, 3/3', async () => {
    engine.failFor('quay', new Error('no such sound'));
    const { status, completed_segments, errors, progress } = await narrate();
    assert.deepEqual([status, completed_segments.length, errors.length], ['COMPLETED', 2, 1]);
    assert.equal(errors[0]?.segment_id, (await segment('Two')).id);
    assert.match(errors[0].error, /no such sound/u);
    assert.deepEqual([progress.current, progress.total], [3, 3]);
    assert.deepEqual(
      (await story()).segments.map((each) => each.status),
      ['ready', 'failed', 'ready'],
    );
    engine.heal();
    assert.equal((await narrate()).completed_segments.length, 1);
  });

  it('13: what failed with another text or voice shows what its audio is worth now', async () => {
    await narrate();
    await write({ ...TEXTS, Two: 'Nobody heard the bell.' });
    engine.failFor('bell', new Error('no such sound'));
    await narrate();
    const two = async () => {
      const { status, staleBecause } = await segment('Two');
      return [status, ...staleBecause].join(' ');
    };
    assert.equal(await two(), 'failed');
    await write({ ...TEXTS, Two: 'Nobody heard the horn.' });
    assert.equal(await two(), 'stale text');
    await write({ ...TEXTS, Two: 'Nobody heard the bell.' });
    assert.equal(await two(), 'failed', 'the same text would fail again');
    await place.write('a.story.md', `---\nspeed: 2\n---\n${await place.read('a.story.md')}`);
    assert.equal(await two(), 'stale text speed');
    await write(TEXTS);
    assert.equal(await two(), 'ready');
  });

  it('13, D-09: what failed is the text of its turn, not that of the request', async () => {
    engine.failFor('horn', new Error('no such sound'));
    engine.hold();
    const { task_id } = await start();
    await engine.asked(1);
    await write({ ...TEXTS, Two: 'Nobody heard the horn.' });
    engine.release();
    await place.ended(task_id);
    assert.equal((await segment('Two')).status, 'failed');
    await write(TEXTS);
    assert.equal((await segment('Two')).status, 'none');
  });

  it('26: a segment that was deleted before its turn is an error entry, and the rest go on', async () => {
    engine.hold();
    const { task_id } = await start();
    await engine.asked(1);
    const { id } = await segment('Two');
    await place.studio.deleteSegment(id);
    engine.release();
    const { status, completed_segments, errors } = await place.ended(task_id);
    assert.deepEqual([status, completed_segments.length], ['COMPLETED', 2]);
    assert.deepEqual(
      errors.map(({ segment_id }) => segment_id),
      [id],
    );
    assert.match(errors[0]?.error ?? '', /was deleted/u);
    assert.equal((await place.files()).length, 2);
  });

  it('26: a heading that was removed by typing before its turn is an error entry too', async () => {
    engine.hold();
    const { task_id } = await start();
    await engine.asked(1);
    const { id } = await segment('Two');
    await write({ One: TEXTS.One, Three: TEXTS.Three });
    engine.release();
    const { errors, completed_segments } = await place.ended(task_id);
    assert.deepEqual([errors.map(({ segment_id }) => segment_id), completed_segments.length], [[id], 2]);
  });

  it('27: with nothing to do it says why and starts no task', async () => {
    const nothing = async (options: GenerateAllOptions, total: number, reason: RegExp) => {
      const response = await answer(options);
      nothingToDoResponse.parse(response);
      assert.match(response.message, reason);
      assert.deepEqual(
        { ...response, message: '' },
        {
          message: '',
          total_segments: total,
          segments_to_process: 0,
          skipped: total,
        },
      );
      assert.deepEqual(place.tasks.activeTasks(), []);
    };
    await narrate();
    await nothing({}, 3, /3 segments skipped: 3 up to date/u);
    await lock('One', 'Two', 'Three');
    await nothing({ forceRegenerate: true }, 3, /3 locked/u);
    await write({ Blank: '', Empty: '' });
    await nothing({ forceRegenerate: true }, 2, /2 without text/u);
    await place.write('a.story.md', '');
    await nothing({}, 0, /no segments/u);
  });

  it('27: looking for work writes nothing where there is none', async () => {
    await place.write('a.story.md', '## Blank\n');
    assert(!('task_id' in (await answer())));
    await assert.rejects(readFile(join(place.root, '.storyflow', '.gitignore')), { code: 'ENOENT' });
  });

  it('28, D-06: a missing model counts only when there is work', async () => {
    await write({ Blank: '' });
    const blank = await place.read('a.story.md');
    await place.write('a.story.md', `---\nvoice: af_bella\n---\n${blank}`);
    assert.equal((await answer()).segments_to_process, 0);
    await place.write('a.story.md', `---\nvoice: af_bella\n---\n${storyOf(TEXTS)}`);
    await assert.rejects(answer(), { code: 'ModelUnavailable', status: 503, message: /model\.onnx/u });
    assert.deepEqual(place.tasks.activeTasks(), []);
  });

  for (const id of ['fb3f4e2e-7d0c-4a29-9e27-5f2f0a3a9c11', '', '../..', 'constructor']) {
    it(`29: there is no project ${JSON.stringify(id)}`, async () => {
      await assert.rejects(place.studio.generateAllAudio(id), { code: 'ProjectNotFound', status: 404 });
    });
  }

  it('30, D-09, D-10: voice and speed are captured for the run, texts are read at their turn', async () => {
    await place.write('a.story.md', `---\nvoice: draft:en-gb\nspeed: 1.5\n---\n${storyOf(TEXTS)}`);
    engine.hold();
    const { task_id } = await start();
    await engine.asked(1);
    await place.write(
      'a.story.md',
      `---\nvoice: draft:fr\nspeed: 0.5\n---\n${storyOf({ ...TEXTS, Three: 'The sun came out.' })}`,
    );
    engine.release();
    await place.ended(task_id);
    assert.deepEqual(
      engine.requests.map(({ text, voice, speed }) => [text, voice, speed]),
      [TEXTS.One, TEXTS.Two, 'The sun came out.'].map((text) => [text, 'draft:en-gb', 1.5]),
    );
  });

  it('60: after a cancel the segment under way is finished, stored and listed, and none is begun', async () => {
    await write({ ...TEXTS, One: `${TEXTS.One}\n\n${TEXTS.Three}` });
    engine.hold();
    const { task_id } = await start();
    await engine.asked(1);
    place.tasks.cancelTask(task_id);
    engine.release();
    const { status, cancelled, completed_segments, errors } = await place.ended(task_id);
    assert.deepEqual([status, cancelled, errors], ['COMPLETED', true, []]);
    assert.deepEqual(
      completed_segments.map(({ segment_id }) => segment_id),
      [(await segment('One')).id],
    );
    assert.deepEqual(engine.texts(), [TEXTS.One, TEXTS.Three]);
    assert.deepEqual(
      (await story()).segments.map((each) => each.status),
      ['ready', 'none', 'none'],
    );
  });

  it('D-11: a cancel that stops now ends after the utterance, and leaves the old audio', async () => {
    await narrate({ segmentIds: [(await segment('One')).id] });
    const before = await bytesOf('One');
    await write({ ...TEXTS, One: `${TEXTS.Three}\n\n${TEXTS.One}` });
    engine.hold();
    const { task_id } = await start();
    await engine.asked(2);
    place.tasks.cancelTask(task_id, 'now');
    engine.release();
    const { status, cancelled, completed_segments, errors } = await place.ended(task_id);
    assert.deepEqual([status, cancelled, completed_segments, errors], ['COMPLETED', true, [], []]);
    assert.equal(engine.requests.length, 2);
    assert.deepEqual(await bytesOf('One'), before);
    assert.equal((await place.files()).length, 1);
  });

  it('109, D-09: a lock that is set before the turn keeps the wav, and an error entry says locked', async () => {
    await narrate();
    const before = await bytesOf('Two');
    engine.hold();
    const { task_id } = await start({ forceRegenerate: true });
    await engine.asked(4);
    await lock('Two');
    engine.release();
    const { status, completed_segments, errors } = await place.ended(task_id);
    assert.deepEqual([status, completed_segments.length, errors.length], ['COMPLETED', 2, 1]);
    assert.match(errors[0]?.error ?? '', /“Two” is locked/u);
    assert.deepEqual(await bytesOf('Two'), before);
    assert.equal((await segment('Two')).status, 'ready', 'a refusal is no failure of the audio');
  });

  it('109: a segment that is blank when its turn comes is an error entry', async () => {
    engine.hold();
    const { task_id } = await start();
    await engine.asked(1);
    await write({ ...TEXTS, Two: '' });
    engine.release();
    const { errors, completed_segments } = await place.ended(task_id);
    assert.equal(completed_segments.length, 2);
    assert.match(errors[0]?.error ?? '', /no text to speak in “Two”/u);
  });

  it('D-05: skipLocked false is consent: locked segments are made again and stay locked', async () => {
    await narrate();
    await lock('Two');
    await write({ ...TEXTS, Two: 'Other words.' });
    assert.equal((await answer()).segments_to_process, 0);
    const { completed_segments, errors } = await narrate({ skipLocked: false });
    const two = await segment('Two');
    assert.deepEqual([completed_segments.map(({ segment_id }) => segment_id), errors], [[two.id], []]);
    assert.deepEqual([two.isLocked, two.status], [true, 'ready']);
  });

  it('D-28: audio of the draft voice is not replaced when a model arrives, nor Kokoro’s when it goes', async () => {
    await narrate();
    const models = join(place.base, 'models');
    await mkdir(join(models, 'voices'), { recursive: true });
    await writeFile(join(models, 'model.onnx'), '');
    await writeFile(join(models, 'voices', 'af_bella.bin'), '');
    assert.equal((await story()).voice.voice, 'af_bella');
    assert.equal((await answer()).segments_to_process, 0);
    await narrate({ forceRegenerate: true });
    assert.equal((await segment('One')).stored?.audio?.voice, 'af_bella');
    await rm(models, { recursive: true });
    assert.equal((await story()).voice.engine, 'draft');
    assert.equal((await answer()).segments_to_process, 0);
  });
});

it('23, 30, 106: Kokoro says each segment’s own words into its own wav, and those of its turn', async () => {
  const engines = toneEngines();
  const place = await openPlace(
    { 'a.story.md': storyOf(TEXTS) },
    { engine: engines.engine, modelsFolder: TONE_MODEL },
  );
  try {
    const { projectId } = await place.studio.open(place.path('a.story.md'));
    const narrate = async () => {
      const response = await place.studio.generateAllAudio(projectId, { forceRegenerate: true });
      assert('task_id' in response);
      assert.deepEqual((await place.ended(response.task_id)).errors, []);
    };
    const saysOwnWords = async (texts: readonly string[]) => {
      const { segments } = await place.studio.project(projectId);
      const spoken = await engines.phonemize(
        texts.map((text) => ({ text: normalise(text, 'en-US').text })),
        'af_bella',
      );
      for (const [at, each] of segments.entries()) {
        const heard = decodeTones(await samplesOf(place.wavOf(each)));
        assert.deepEqual(
          heard.map(({ ids }) => ids),
          [spoken[at]?.tokens.slice(1, -1)],
        );
      }
    };
    await narrate();
    await saysOwnWords(Object.values(TEXTS));
    await place.write('a.story.md', storyOf({ ...TEXTS, Two: 'The sun came out.' }));
    await narrate();
    await saysOwnWords([TEXTS.One, 'The sun came out.', TEXTS.Three]);
  } finally {
    await place.close();
    await engines.release();
  }
});

describe('a long run', () => {
  const COUNT = 100;

  it('reads, parses and joins nothing again that has not changed', async () => {
    const text = storyOf(
      Object.fromEntries(Array.from({ length: COUNT }, (_, at) => [`Part ${at}`, `Words of part ${at}.`])),
    );
    let readings = 0;
    const place = await openPlace(
      { 'a.story.md': text },
      {
        engine: scriptedEngine(),
        readText: () => {
          readings++;
          return Promise.resolve(text);
        },
      },
    );
    try {
      const story = () => place.studio.open(place.path('a.story.md'));
      await place.studio.keep(await story());
      const seen = {
        parsed: new Set(),
        plans: new Set(),
        records: new Set(),
        segments: new Set(),
      };
      const see = async () => {
        const now = await story();
        seen.parsed.add(now.parsed);
        for (const segment of now.segments) {
          seen.segments.add(segment);
          seen.plans.add(segment.plan);
          seen.records.add(segment.stored);
        }
      };
      await see();
      const looks: Promise<void>[] = [];
      let changes = 0;
      place.tasks.onDidChange(() => {
        if (++changes % 5 === 0) looks.push(see());
      });
      readings = 0;
      const response = await place.studio.generateAllAudio((await story()).projectId);
      assert('task_id' in response);
      const { completed_segments } = await place.tasks.whenEnded(response.task_id);
      await Promise.all(looks);
      await see();
      assert.equal(completed_segments.length, COUNT);
      // Each segment changed once: when it got its audio.
      assert.deepEqual(
        Object.fromEntries(Object.entries(seen).map(([what, objects]) => [what, objects.size])),
        { parsed: 1, plans: COUNT, records: 2 * COUNT, segments: 2 * COUNT },
      );
      // Of a segment the text is read when its turn comes and when its wav is put in its place.
      assert.equal(readings - looks.length - 1, 2 * COUNT + 3);
    } finally {
      await place.close();
    }
  });
});
