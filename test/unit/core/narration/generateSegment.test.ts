import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { StoryFlowError } from '../../../../src/core/errors';
import { normalise } from '../../../../src/core/speech/text/normalise';
import { readRiff } from '../../../support/riff';
import { scriptedEngine, toneEngines, type ScriptedEngine } from '../../../support/engines';
import { decodeTones } from '../../../support/tones';
import { openPlace, samplesOf, segmentOf, TONE_MODEL, type Place } from '../../../support/studio';
import { taskResponse } from '../tasks/contractShapes';

const STORY = `# The Boat

## Morning

The boat came in before the storm broke.

Nobody on the quay said a word about it.

## Evening

It rained until the harbor was empty.

## Blank
`;
const MORNING = 'The boat came in before the storm broke.';

describe('generating the audio of one segment', () => {
  let engine: ScriptedEngine;
  let place: Place;
  beforeEach(async () => {
    engine = scriptedEngine();
    place = await openPlace({ 'boat.story.md': STORY }, { engine });
  });
  afterEach(async () => {
    engine.release();
    await place.close();
  });

  const story = () => place.studio.open(place.path('boat.story.md'));
  const segment = async (heading: string) => segmentOf(await story(), heading);
  const generate = async (heading: string) => place.studio.generateSegmentAudio((await segment(heading)).id);
  const narrate = async (heading: string) => place.ended((await generate(heading)).task_id);

  it('1, 2, 15: resolves with a handle before anything is spoken', async () => {
    const { id } = await segment('Morning');
    const handle = await place.studio.generateSegmentAudio(id);
    assert.deepEqual(engine.requests, []);
    taskResponse.parse(handle);
    assert.equal(handle.segment_id, id);
    assert.equal(handle.status, 'PENDING');
    assert.notEqual(handle.message, '');
    assert.equal(place.tasks.getTaskStatus(handle.task_id).status, 'PENDING');
    await place.ended(handle.task_id);
    assert.equal(engine.requests.length, 2);
  });

  it('3, 83: the id of a task is of its own, and a segment has one task at a time', async () => {
    const { id } = await segment('Morning');
    const [first, second] = await Promise.all([
      place.studio.generateSegmentAudio(id),
      place.studio.generateSegmentAudio(id),
    ]);
    assert.match(first.task_id, new RegExp(`^tts_${id}_[0-9a-f]{8}$`, 'u'));
    assert.equal(second.task_id, first.task_id);
    engine.hold();
    await engine.asked(1);
    const third = await place.studio.generateSegmentAudio(id);
    assert.deepEqual([third.task_id, third.status], [first.task_id, 'PROCESSING']);
    engine.release();
    await place.ended(first.task_id);
    assert.notEqual((await place.studio.generateSegmentAudio(id)).task_id, first.task_id);
  });

  it('4, 5, 6: the wav is where the ids say, its reference is relative, and its duration is the file’s', async () => {
    const before = await segment('Morning');
    const status = await narrate('Morning');
    assert.deepEqual([status.status, status.errors], ['COMPLETED', []]);
    const { stored, projectId, id } = await segment('Morning');
    assert.deepEqual([projectId, id], [before.projectId, before.id]);
    const reference = `projects/${projectId}/audio/${id}.wav`;
    assert.deepEqual(await place.files(), [reference]);
    assert.equal(stored?.audio?.file, reference);
    assert(!isAbsolute(stored.audio.file));
    const { samples, format } = readRiff(await readFile(join(place.media, reference)));
    assert(Math.abs(stored.audio.durationSeconds - samples.length / format.rate) < 0.01);
    assert.deepEqual(status.completed_segments, [
      { segment_id: id, audio_url: `/media/${reference}`, duration: stored.audio.durationSeconds },
    ]);
  });

  for (const [what, text] of [
    ['nothing', ''],
    ['white space', '  \n\n\t\n'],
    ['no words', '\n* * *\n'],
    ['a comment', '\n<!-- Later. -->\n'],
  ] as const) {
    it(`7: a segment with ${what} under its heading is refused`, async () => {
      await place.write('boat.story.md', `## Blank\n${text}\n## Other\n\nWords.\n`);
      await assert.rejects(generate('Blank'), {
        code: 'EmptyText',
        status: 400,
        message: /no text to speak in “Blank”/u,
      });
      assert.deepEqual([place.tasks.activeTasks(), await place.files(), engine.requests], [[], [], []]);
    });
  }

  it('8, 15: a locked segment is refused, and its wav stays byte for byte', async () => {
    await narrate('Morning');
    const { id, ...found } = await segment('Morning');
    const bytes = await readFile(place.wavOf({ id, projectId: found.projectId }));
    await place.studio.lock(await story(), [await segment('Morning')]);
    const spoken = engine.requests.length;
    await assert.rejects(place.studio.generateSegmentAudio(id, { force: true }), {
      code: 'SegmentLocked',
      status: 409,
      message: /“Morning” is locked .* unlock it/u,
    });
    assert.deepEqual(place.tasks.activeTasks(), []);
    assert.equal(engine.requests.length, spoken);
    assert.deepEqual(await readFile(place.wavOf({ id, projectId: found.projectId })), bytes);
  });

  it('9, 15: without the model of a named voice it is refused with the file and its folder', async () => {
    const models = join(place.base, 'models');
    await place.write('boat.story.md', `---\nvoice: af_bella\n---\n${STORY}`);
    const refused = async (file: RegExp) => {
      await assert.rejects(generate('Morning'), (error: unknown) => {
        assert(error instanceof StoryFlowError);
        assert.deepEqual([error.code, error.status], ['ModelUnavailable', 503]);
        assert.match(error.message, file);
        assert(error.message.includes(models));
        return true;
      });
    };
    await refused(/model\.onnx and voices\/af_bella\.bin are missing/u);
    await mkdir(join(models, 'voices'), { recursive: true });
    await writeFile(join(models, 'model.onnx'), 'not a model');
    await refused(/voices\/af_bella\.bin is missing/u);
    // What the files hold is not looked at: that is for the task.
    await writeFile(join(models, 'voices', 'af_bella.bin'), 'not a voice');
    assert.equal((await narrate('Morning')).status, 'COMPLETED');
  });

  for (const id of [
    'fb3f4e2e-7d0c-4a29-9e27-5f2f0a3a9c11',
    '',
    '../../../etc/passwd',
    "' OR 1=1 --",
    '__proto__',
  ]) {
    it(`10: there is no segment ${JSON.stringify(id)}`, async () => {
      await narrate('Morning');
      await assert.rejects(place.studio.generateSegmentAudio(id), { code: 'SegmentNotFound', status: 404 });
    });
  }

  it('11: a blank and locked segment has no text, a locked one without its model is locked', async () => {
    await place.studio.lock(await story(), [await segment('Morning'), await segment('Blank')]);
    await place.write('boat.story.md', `---\nvoice: af_bella\n---\n${STORY}`);
    await assert.rejects(generate('Blank'), { code: 'EmptyText' });
    await assert.rejects(generate('Morning'), { code: 'SegmentLocked' });
    await assert.rejects(generate('Evening'), { code: 'ModelUnavailable' });
    await assert.rejects(place.studio.generateSegmentAudio('unknown'), { code: 'SegmentNotFound' });
  });

  it('13: when the engine fails, its message is told and the old audio stays', async () => {
    await narrate('Morning');
    const before = await segment('Morning');
    const bytes = await readFile(place.wavOf(before));
    engine.failFor('storm', new Error('the model ran out of memory'));
    const { status, errors, completed_segments } = await narrate('Morning');
    assert.deepEqual([status, completed_segments, errors.length], ['FAILED', [], 1]);
    assert.equal(errors[0]?.segment_id, before.id);
    assert.match(errors[0].error, /“The boat came in before the storm broke\.” could not be spoken/u);
    assert.match(errors[0].error, /the model ran out of memory/u);
    const after = await segment('Morning');
    assert.deepEqual(after.stored?.audio, before.stored?.audio);
    assert.equal(after.status, 'failed');
    assert.deepEqual(await readFile(place.wavOf(before)), bytes);
    assert.deepEqual(await place.files(), [before.stored?.audio?.file], 'no unfinished file is left');
    engine.heal();
    await narrate('Morning');
    assert.equal((await segment('Morning')).status, 'ready');
  });

  it('14: an edit that is made while the task runs stays, and so does all that is no audio', async () => {
    engine.hold();
    const { task_id } = await generate('Morning');
    await engine.asked(1);
    const edited = STORY.replace('storm broke', 'storm was over');
    await place.write('boat.story.md', edited);
    const before = await segment('Morning');
    engine.release();
    await place.ended(task_id);
    assert.equal(await place.read('boat.story.md'), edited);
    const { stored, status, staleBecause } = await segment('Morning');
    assert.deepEqual([status, staleBecause], ['stale', ['text']]);
    assert.deepEqual({ ...stored, audio: undefined }, { ...before.stored, audio: undefined });
  });

  it('D-10: voice and speed are those of the moment of submission', async () => {
    engine.hold();
    await place.write('boat.story.md', `---\nvoice: draft:en-gb\nspeed: 1.5\n---\n${STORY}`);
    const first = await generate('Evening');
    const second = await generate('Morning');
    await engine.asked(1);
    await place.write('boat.story.md', `---\nvoice: draft:fr\nspeed: 0.5\n---\n${STORY}`);
    engine.release();
    await place.ended(first.task_id);
    await place.ended(second.task_id);
    assert.deepEqual(
      engine.requests.map(({ voice, speed }) => [voice, speed]),
      [
        ['draft:en-gb', 1.5],
        ['draft:en-gb', 1.5],
        ['draft:en-gb', 1.5],
      ],
    );
    assert.deepEqual((await segment('Morning')).staleBecause, ['voice', 'speed']);
  });

  it('D-09: the text is read when the turn of the segment comes', async () => {
    engine.hold();
    const first = await generate('Evening');
    const second = await generate('Morning');
    await engine.asked(1);
    await place.write('boat.story.md', STORY.replace('before the storm broke', 'late'));
    engine.release();
    await place.ended(first.task_id);
    await place.ended(second.task_id);
    assert.deepEqual(engine.texts().slice(1, 2), ['The boat came in late.']);
    assert.equal((await segment('Morning')).status, 'ready');
  });

  it('D-09: a segment that is locked while it is spoken keeps its wav', async () => {
    await narrate('Morning');
    const before = await segment('Morning');
    const bytes = await readFile(place.wavOf(before));
    engine.hold();
    await place.write('boat.story.md', STORY.replace('storm', 'winter'));
    const { task_id } = await generate('Morning');
    await engine.asked(3);
    // Another window locks it.
    const other = await place.open();
    const seen = await other.studio.open(place.path('boat.story.md'));
    await other.studio.lock(seen, [segmentOf(seen, 'Morning')]);
    engine.release();
    const { status, errors } = await place.ended(task_id);
    assert.equal(status, 'FAILED');
    assert.match(errors[0]?.error ?? '', /“Morning” is locked/u);
    assert.deepEqual(await readFile(place.wavOf(before)), bytes);
    assert.deepEqual((await segment('Morning')).stored?.audio, before.stored?.audio);
    assert.equal((await place.files()).length, 1);
  });

  it('a story that cannot be read at its turn is told by name', async () => {
    engine.hold();
    const first = await generate('Evening');
    const second = await generate('Morning');
    await engine.asked(1);
    await rm(place.path('boat.story.md'));
    engine.release();
    for (const { task_id } of [first, second]) {
      const { status, errors } = await place.ended(task_id);
      assert.equal(status, 'FAILED');
      assert.match(errors[0]?.error ?? '', /boat\.story\.md cannot be read: there is no such file/u);
    }
    assert.deepEqual(await place.files(), []);
  });

  it('a wav that cannot be written fails its task and leaves nothing', async () => {
    await mkdir(join(place.media), { recursive: true });
    await writeFile(join(place.media, 'projects'), 'a file where a folder should be');
    const { status, errors } = await narrate('Morning');
    assert.equal(status, 'FAILED');
    assert.match(errors[0]?.error ?? '', /Audio cannot be written to the folder/u);
    assert.equal((await segment('Morning')).status, 'failed');
    assert.deepEqual(await place.files(), ['projects']);
  });
});

describe('the voice that speaks', () => {
  const STORIES = { 'boat.story.md': STORY };

  it('12: af_bella at 1.0 when nothing is configured, and the wav says the words of the segment', async () => {
    const engines = toneEngines();
    const place = await openPlace(STORIES, { engine: engines.engine, modelsFolder: TONE_MODEL });
    try {
      const before = segmentOf(await place.studio.open(place.path('boat.story.md')), 'Morning');
      const { task_id } = await place.studio.generateSegmentAudio(before.id);
      assert.deepEqual((await place.ended(task_id)).errors, []);
      const { stored } = segmentOf(await place.studio.open(place.path('boat.story.md')), 'Morning');
      assert.deepEqual([stored?.audio?.voice, stored?.audio?.speed], ['af_bella', 1]);
      const heard = decodeTones(await samplesOf(place.wavOf(before)));
      const texts = [MORNING, 'Nobody on the quay said a word about it.'];
      const spoken = await engines.phonemize(
        texts.map((text) => ({ text: normalise(text, 'en-US').text })),
        'af_bella',
      );
      assert.deepEqual(
        heard.map(({ ids, speed }) => [ids, speed]),
        spoken.map(({ tokens }) => [tokens.slice(1, -1), 1]),
      );
    } finally {
      await place.close();
      await engines.release();
    }
  });

  it('12, D-28: front matter goes before settings, settings before the default', async () => {
    const cases = [
      ['', {}, 'draft:en-us', 1],
      ['', { voice: 'draft:en-gb', speed: 1.25 }, 'draft:en-gb', 1.25],
      ['voice: draft:fr\nspeed: 0.75', { voice: 'draft:en-gb', speed: 1.25 }, 'draft:fr', 0.75],
      ['voice: draft:fr', { voiceArgument: 'draft:de', speedArgument: 2 }, 'draft:de', 2],
      ['voice: no_such_voice', { voice: 'draft:en-gb' }, 'draft:en-gb', 1],
      ['language: de', {}, 'draft:de', 1],
      ['', { speed: 9 }, 'draft:en-us', 2],
      ['', { speed: -1 }, 'draft:en-us', 0.5],
      ['', { speed: Number.NaN }, 'draft:en-us', 1],
    ] as const;
    for (const [frontMatter, settings, voice, speed] of cases) {
      const engine = scriptedEngine();
      const place = await openPlace(
        { 'a.story.md': `---\n${frontMatter}\n---\n${STORY}` },
        { engine, settings },
      );
      try {
        const { id } = segmentOf(await place.studio.open(place.path('a.story.md')), 'Evening');
        const { task_id } = await place.studio.generateSegmentAudio(id);
        await place.ended(task_id);
        assert.deepEqual([engine.requests[0]?.voice, engine.requests[0]?.speed], [voice, speed]);
      } finally {
        await place.close();
      }
    }
  });
});
