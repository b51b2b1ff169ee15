import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { BulkTaskResponse, StoryFlowApi, TaskStatus, TaskStatusResponse } from '../../src/api';
import { storePaths } from '../../src/core/store/paths';
import { StudioThread } from '../../src/studio/client';
import { commandIds } from '../../src/vscode/commandIds';
import { studioSettings } from '../../src/vscode/settings';
import { readRiff } from '../support/riff';
import { sentence } from '../support/stories';
import { FAULTY, SLOW } from '../support/toneModels';
import {
  bulkTaskResponse,
  nothingToDoResponse,
  taskResponse,
  taskStatusResponse,
} from '../unit/core/tasks/contractShapes';
import {
  ended,
  eventually,
  extension,
  installModel,
  modelFolder,
  removeModel,
  spokenUtterances,
  Tale,
  workspaceFolder,
} from './tale';

let api: StoryFlowApi;
let tale: Tale | undefined;
let day = 0;

/** A sentence that nobody spoke before, so that it reaches the model. */
const fresh = () => sentence(day++);
const two = () => `${fresh()} ${fresh()}`;
/** So much that something can happen while it is spoken. */
const many = () => `${two()} ${two()}`;
/** So much that it is never spoken to its end: what speaks it is stopped. */
const endless = () => Array.from({ length: 10 }, many).join(' ');
const some = () => ({ One: fresh(), Two: fresh(), Three: fresh() });

async function write(texts: Readonly<Record<string, string>>, frontMatter?: string): Promise<Tale> {
  tale = await Tale.write(texts, frontMatter);
  return tale;
}

async function start(story: Tale, heading: string) {
  return api.generateSegmentAudio((await story.segment(heading)).id);
}

async function startAll(
  story: Tale,
  options?: Parameters<StoryFlowApi['generateAllAudio']>[1],
): Promise<BulkTaskResponse> {
  const answer = await api.generateAllAudio((await story.project()).id, options);
  assert('task_id' in answer, answer.message);
  return answer;
}

async function narrate(story: Tale, options?: Parameters<StoryFlowApi['generateAllAudio']>[1]) {
  const status = await ended(await startAll(story, options));
  assert.deepEqual(status.errors, []);
  return status;
}

/** Every change of every task until `stop`. */
function record() {
  const seen: TaskStatusResponse[] = [];
  const subscription = api.onDidChangeTask((status) => seen.push(status));
  const stop = () => {
    subscription.dispose();
  };
  return { seen, stop };
}

/** Waits until a task works on this segment. */
async function working({ task_id: taskId }: { task_id: string }, segmentId: string): Promise<void> {
  await eventually(async () => {
    const { progress } = await api.getTaskStatus(taskId);
    assert.equal(progress.current_segment_id, segmentId);
  });
}

/** Does something while another task keeps the queue busy: what is submitted meanwhile begins afterwards. */
async function whileQueued<T>(work: () => Promise<T>): Promise<T> {
  await installModel(SLOW);
  const other = await Tale.write({ One: endless() });
  const handle = await start(other, 'One');
  const result = await work();
  assert.notEqual((await api.getTaskStatus(handle.task_id)).status, 'COMPLETED');
  await api.cancelTask(handle.task_id, 'now');
  await ended(handle);
  await other.remove();
  return result;
}

/** Waits until one more sentence was spoken than when `work` began. */
async function spokenDuring<T>(work: () => Promise<T>): Promise<T> {
  const before = await spokenUtterances();
  const result = await work();
  await eventually(async () => {
    assert.ok((await spokenUtterances()) > before, 'nothing was spoken');
  });
  return result;
}

/** What the process has loaded of the runtime of Kokoro's model. */
function modelRuntime(): string[] {
  const { sharedObjects } = process.report.getReport() as { sharedObjects?: string[] };
  assert(sharedObjects && sharedObjects.length > 0);
  return sharedObjects.filter((name) => name.includes('onnxruntime'));
}

/** StoryFlow's studio once more, as a window has it that was opened later. */
async function inAnotherWindow<T>(use: (studio: StudioThread) => Promise<T>): Promise<T> {
  const studio = new StudioThread({
    entry: join(extension().extensionPath, 'dist', 'studio.cjs'),
    settings: studioSettings,
    handlers: { writeText: () => Promise.reject(new Error('not asked for')) },
    onEvent: () => undefined,
    onLost: () => undefined,
  });
  try {
    return await use(studio);
  } finally {
    await studio.dispose();
  }
}

async function bytesOf(story: Tale, heading: string): Promise<Buffer> {
  return readFile(await story.wavOf(heading));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

describe('the exported API', function () {
  this.timeout(60_000);

  before(async () => {
    await installModel();
    api = await extension().activate();
  });
  afterEach(async () => {
    await tale?.remove();
    tale = undefined;
    await installModel();
  });
  after(removeModel);

  describe('generateSegmentAudio', () => {
    // The first of all, because what a process has loaded stays loaded.
    it('15, 9: activating, listing and refused requests load no model; the task does', async () => {
      const story = await write({ One: fresh(), Blank: '', Locked: fresh() }, 'voice: af_bella');
      await story.lock('Locked');
      await assert.rejects(start(story, 'Blank'), { code: 'EmptyText' });
      await assert.rejects(start(story, 'Locked'), { code: 'SegmentLocked' });
      await removeModel();
      await assert.rejects(start(story, 'One'), { code: 'ModelUnavailable' });
      await installModel();
      assert.deepEqual(modelRuntime(), []);
      await ended(await start(story, 'One'));
      assert.notDeepEqual(modelRuntime(), []);
    });

    it('1, 2: resolves with a handle before anything was spoken', async () => {
      await installModel(SLOW);
      const story = await write({ One: fresh() });
      const before = await spokenUtterances();
      const { id } = await story.segment('One');
      const handle = await api.generateSegmentAudio(id);
      assert.equal(await spokenUtterances(), before);
      taskResponse.parse(handle);
      assert.deepEqual([handle.segment_id, handle.status], [id, 'PENDING']);
      assert.equal((await ended(handle)).completed_segments.length, 1);
      assert.equal(await spokenUtterances(), before + 1);
    });

    it('3, 83: a task has an id of its own; while a segment has one, that is the answer', async () => {
      await installModel(SLOW);
      const story = await write({ One: many() });
      const { id } = await story.segment('One');
      const handle = await start(story, 'One');
      assert.match(handle.task_id, new RegExp(`^tts_${id}_[0-9a-f]{8}$`, 'u'));
      assert.equal((await start(story, 'One')).task_id, handle.task_id, 'while it waits');
      await working(handle, id);
      const again = await start(story, 'One');
      assert.deepEqual([again.task_id, again.status], [handle.task_id, 'PROCESSING']);
      await ended(handle);
      const later = await start(story, 'One');
      assert.notEqual(later.task_id, handle.task_id);
      await ended(later);
    });

    it('4, 5, 6: the wav is where the ids say, its reference is relative, its duration is the file’s', async () => {
      const story = await write({ One: two() });
      const { id, projectId } = await story.segment('One');
      const { completed_segments: completed } = await ended(await start(story, 'One'));
      const path = join(workspaceFolder(), '.storyflow/media/projects', projectId, 'audio', `${id}.wav`);
      const { samples, format } = readRiff(await readFile(path));
      const seconds = samples.length / format.rate;
      assert.ok(seconds > 1);
      const audioUrl = `/media/projects/${projectId}/audio/${id}.wav`;
      assert.deepEqual(completed, [
        { segment_id: id, audio_url: audioUrl, duration: completed[0]?.duration },
      ]);
      const listed = await story.segment('One');
      assert.deepEqual([listed.status, listed.audioUrl], ['ready', audioUrl]);
      for (const duration of [completed[0]?.duration ?? 0, listed.duration ?? 0])
        assert.ok(Math.abs(duration - seconds) <= 0.01, `${duration} is not ${seconds}`);
      const stored = await story.withStore((_, database) =>
        database.read((db) => db.exec('SELECT audio_file FROM segment WHERE id = ?', [id])),
      );
      assert.deepEqual(stored[0]?.values, [[`projects/${projectId}/audio/${id}.wav`]]);
    });

    it('7: a segment with nothing to speak is refused: no task, no file', async () => {
      const story = await write({ Blank: ' \t ', Comment: '<!-- prompt: the sea -->' });
      const { seen, stop } = record();
      for (const heading of ['Blank', 'Comment'])
        await assert.rejects(start(story, heading), {
          code: 'EmptyText',
          status: 400,
          message: `There is no text to speak in “${heading}”: write some under its heading.`,
        });
      stop();
      assert.deepEqual([seen, await story.wavs()], [[], []]);
    });

    it('8: a locked segment is refused, and its wav stays byte for byte', async () => {
      const story = await write({ One: fresh() });
      await narrate(story);
      const before = await bytesOf(story, 'One');
      await story.lock('One');
      await story.write({ One: fresh() });
      const { seen, stop } = record();
      await assert.rejects(start(story, 'One'), {
        code: 'SegmentLocked',
        status: 409,
        message: /locked.*unlock it first/u,
      });
      stop();
      assert.deepEqual(seen, []);
      assert.deepEqual(await bytesOf(story, 'One'), before);
    });

    it('9: without a file of a voice that was named it is refused, with the file’s name and its folder', async () => {
      const story = await write({ One: fresh() }, 'voice: bm_george');
      const message = (file: string) => (error: Error) => {
        assert.ok(error.message.includes(file) && error.message.includes(modelFolder()), error.message);
        return true;
      };
      const refusal = { code: 'ModelUnavailable', status: 503 };
      await assert.rejects(start(story, 'One'), refusal);
      await assert.rejects(start(story, 'One'), message('bm_george'));
      await removeModel();
      await story.write({ One: fresh() }, 'voice: af_bella');
      await assert.rejects(start(story, 'One'), refusal);
      await assert.rejects(start(story, 'One'), message('model.onnx'));
    });

    it('10: an unknown segment is not found', async () => {
      for (const segmentId of ['no segment', '5e0c1a3e-0000-4000-8000-000000000000'])
        await assert.rejects(api.generateSegmentAudio(segmentId), { code: 'SegmentNotFound', status: 404 });
    });

    it('11: checks in the order exists, text, lock, model', async () => {
      const story = await write({ One: fresh(), Blank: '' }, 'voice: af_bella');
      await story.lock('One', 'Blank');
      await removeModel();
      await assert.rejects(api.generateSegmentAudio('none'), { status: 404 });
      await assert.rejects(start(story, 'Blank'), { status: 400 });
      await assert.rejects(start(story, 'One'), { status: 409 });
      const { id } = await story.segment('One');
      await vscode.commands.executeCommand('storyflow.unlock', { segmentIds: [id] });
      await assert.rejects(start(story, 'One'), { status: 503 });
    });

    it('12, D-28: front matter, then settings, then af_bella at 1.0, and without its files the draft voice', async () => {
      const story = await write({ One: fresh() });
      const configuration = vscode.workspace.getConfiguration('storyflow');
      const set = async (voice: string | undefined, speed: number | undefined) => {
        await configuration.update('voice', voice, vscode.ConfigurationTarget.Workspace);
        await configuration.update('speed', speed, vscode.ConfigurationTarget.Workspace);
      };
      const spoken = async (frontMatter?: string) => {
        await story.write({ One: fresh() }, frontMatter);
        await narrate(story, { forceRegenerate: true });
        const { ixml } = readRiff(await bytesOf(story, 'One'));
        return [/<VOICE>(.*)<\/VOICE>/u, /<SPEED>(.*)<\/SPEED>/u].map((tag) => tag.exec(ixml)?.[1]);
      };
      assert.deepEqual(await spoken(), ['af_bella', '1']);
      try {
        await set('af_heart', 1.5);
        assert.deepEqual(await spoken(), ['af_heart', '1.5']);
        assert.deepEqual(await spoken('voice: af_bella\nspeed: 0.75'), ['af_bella', '0.75']);
      } finally {
        await set(undefined, undefined);
      }
      await removeModel();
      assert.deepEqual(await spoken(), ['draft:en-us', '1']);
    });

    it('13, 35: when the engine fails the task is FAILED, its error is told, and the audio stays', async () => {
      const story = await write({ One: fresh() });
      await narrate(story);
      const { id, audioUrl, duration } = await story.segment('One');
      const before = await bytesOf(story, 'One');
      await installModel(FAULTY);
      await story.write({ One: fresh() });
      const status = await ended(await start(story, 'One'));
      assert.equal(status.status, 'FAILED');
      assert.equal(status.errors.length, 1);
      assert.equal(status.errors[0]?.segment_id, id);
      assert.match(status.errors[0].error, /its input "style" is/u);
      assert.deepEqual(status.completed_segments, []);
      const now = await story.segment('One');
      assert.deepEqual([now.status, now.audioUrl, now.duration], ['failed', audioUrl, duration]);
      assert.deepEqual(await bytesOf(story, 'One'), before);
    });

    it('14: an edit that is made while the task runs is still there', async () => {
      await installModel(SLOW);
      const story = await write({ One: many() });
      const handle = await spokenDuring(() => start(story, 'One'));
      const edited = { One: two() };
      await story.write(edited);
      const text = await story.text();
      assert.equal((await ended(handle)).status, 'COMPLETED');
      assert.equal(await story.text(), text);
      assert.equal((await story.segment('One')).status, 'stale', 'what was spoken is the text as it was');
    });
  });

  describe('generateAllAudio', () => {
    it('16, 17, 18, 19, 68: of twelve two are locked: a handle for ten, and two skipped in words', async () => {
      const story = await write(
        Object.fromEntries(Array.from({ length: 12 }, (_, part) => [`Part ${part}`, fresh()])),
      );
      await story.lock('Part 3', 'Part 7');
      const { id: projectId } = await story.project();
      const handle = await startAll(story);
      bulkTaskResponse.parse(handle);
      assert.match(handle.task_id, new RegExp(`^tts_batch_${projectId}_[0-9a-f]{8}$`, 'u'));
      assert.deepEqual(
        [handle.project_id, handle.status, handle.total_segments, handle.segments_to_process],
        [projectId, 'PENDING', 12, 10],
      );
      assert.match(handle.message, /2 segments skipped: 2 locked/u);
      await assert.rejects(start(story, 'Part 3'), { status: 409 }, 'the single call says so');
      const { completed_segments: completed } = await ended(handle);
      const segments = await story.segments();
      const open = segments.filter(({ isLocked }) => !isLocked);
      assert.deepEqual(
        completed.map(({ segment_id: id }) => id),
        open.map(({ id }) => id),
      );
    });

    it('19, D-05: skipLocked false is consent, and what is locked stays locked', async () => {
      const story = await write(some());
      await story.lock('Two');
      assert.equal((await startAll(story)).segments_to_process, 2);
      const handle = await startAll(story, { skipLocked: false });
      assert.equal(handle.segments_to_process, 3);
      await ended(handle);
      assert.deepEqual(await statuses(story), ['ready', 'ready', 'ready']);
      assert.equal((await story.segment('Two')).isLocked, true);
    });

    it('20, 68, D-27: what is up to date is left, what changed is made again, forceRegenerate makes all', async () => {
      const texts = some();
      const story = await write(texts);
      await narrate(story);
      const before = await stamps(story);
      await story.write({ ...texts, Two: fresh() });
      assert.deepEqual(await statuses(story), ['ready', 'stale', 'ready']);
      assert.equal((await narrate(story)).completed_segments.length, 1);
      const then = await stamps(story);
      assert.deepEqual(
        then.map((stamp, index) => stamp === before[index]),
        [true, false, true],
      );
      const wavs = await story.wavs();
      assert.equal((await narrate(story, { forceRegenerate: true })).completed_segments.length, 3);
      const now = await stamps(story);
      assert.ok(now.every((stamp, index) => stamp !== then[index]));
      assert.deepEqual(await story.wavs(), wavs, 'the same paths');
    });

    it('21: blank segments are left out, also with forceRegenerate', async () => {
      const story = await write({ ...some(), Blank: '' });
      const handle = await startAll(story, { forceRegenerate: true });
      assert.deepEqual([handle.total_segments, handle.segments_to_process], [4, 3]);
      assert.match(handle.message, /1 segment skipped: 1 without text/u);
      await ended(handle);
    });

    it('22, 23: one after another in document order, each with its wav, reference and duration', async () => {
      const texts = some();
      const story = await write(texts);
      await narrate(story);
      // The records know another order than the document has now.
      await story.write({ Three: fresh(), One: fresh(), Two: fresh() });
      const segments = await story.segments();
      const { seen, stop } = record();
      const { completed_segments: completed, task_id: taskId } = await narrate(story);
      stop();
      assert.deepEqual(
        completed.map(({ segment_id: id }) => id),
        segments.map(({ id }) => id),
      );
      // The segment at hand changes only when the one before it is complete.
      for (const { progress, completed_segments: done } of seen.filter((each) => each.task_id === taskId))
        assert.ok(
          progress.current === 0 || done.length === progress.current - 1 || done.length === progress.current,
        );
      for (const [index, { heading }] of segments.entries()) {
        const { samples, format, ixml } = readRiff(await bytesOf(story, heading));
        assert.ok(ixml.includes(`<HEADING>${heading}</HEADING>`));
        assert.ok(Math.abs((completed[index]?.duration ?? 0) - samples.length / format.rate) <= 0.01);
      }
    });

    it('24, 34, 37, 107: progress is told before each segment and ends at the total', async () => {
      const story = await write(some());
      const segments = await story.segments();
      const { seen, stop } = record();
      const handle = await startAll(story);
      await ended(handle);
      stop();
      const changes = seen.filter(({ task_id: id }) => id === handle.task_id);
      for (const change of changes) taskStatusResponse.parse(change);
      const progress = distinct(changes.map((change) => change.progress));
      assert.deepEqual(progress, [
        { current: 0, total: 0, percentage: 0 },
        { current: 1, total: 3, percentage: 33, current_segment_id: segments[0]?.id },
        { current: 2, total: 3, percentage: 66, current_segment_id: segments[1]?.id },
        { current: 3, total: 3, percentage: 100, current_segment_id: segments[2]?.id },
      ]);
      assert.deepEqual(distinct(changes.map(({ status }) => status)), STEPS);
      for (const [index, { completed_segments: now }] of changes.entries()) {
        const before = changes[index - 1]?.completed_segments ?? [];
        assert.deepEqual(now.slice(0, before.length), before, 'entries are only added');
      }
    });

    it('25, 35, 104: a segment that fails adds an error, the others go on, the task is COMPLETED', async () => {
      const story = await write(some());
      // A wav cannot replace a folder.
      const path = await story.wavOf('Two');
      await mkdir(join(path, 'in the way'), { recursive: true });
      const { id } = await story.segment('Two');
      const status = await ended(await startAll(story));
      assert.deepEqual([status.status, status.progress.current, status.progress.total], ['COMPLETED', 3, 3]);
      assert.equal(status.completed_segments.length, 2);
      assert.deepEqual(
        status.errors.map((error) => [error.segment_id, Object.keys(error)]),
        [[id, ['segment_id', 'error']]],
      );
      await rm(path, { recursive: true });
    });

    it('26: a segment that was deleted before its turn is an error entry, and the rest go on', async () => {
      const story = await write(some());
      const { id } = await story.segment('Two');
      const handle = await whileQueued(async () => {
        const submitted = await startAll(story);
        await api.deleteSegment(id);
        return submitted;
      });
      const status = await ended(handle);
      assert.deepEqual([status.status, status.completed_segments.length], ['COMPLETED', 2]);
      assert.deepEqual(
        status.errors.map(({ segment_id: segmentId }) => segmentId),
        [id],
      );
      assert.equal((await story.wavs()).length, 2);
    });

    it('27: with nothing to do it says why and there is no task', async () => {
      const { seen, stop } = record();
      const answers: [texts: Record<string, string>, locked: string[], message: RegExp, skipped: number][] = [
        [{}, [], /no segments/u, 0],
        [{ Blank: '' }, [], /1 segment skipped: 1 without text/u, 1],
        [{ One: fresh(), Blank: '' }, ['One'], /2 segments skipped: 1 locked, 1 without text/u, 2],
      ];
      for (const [texts, locked, message, skipped] of answers) {
        const story = await write(texts);
        if (locked.length > 0) await story.lock(...locked);
        const answer = nothingToDoResponse.parse(await api.generateAllAudio((await story.project()).id));
        assert.match(answer.message, message);
        assert.deepEqual(
          [answer.total_segments, answer.segments_to_process, answer.skipped],
          [skipped, 0, skipped],
        );
        await story.remove();
      }
      stop();
      tale = undefined;
      assert.deepEqual(seen, []);
    });

    it('28, D-06: a missing model counts only when there is work', async () => {
      const story = await write(some(), 'voice: af_bella');
      await narrate(story);
      await removeModel();
      nothingToDoResponse.parse(await api.generateAllAudio((await story.project()).id));
      await story.write(some(), 'voice: af_bella');
      await assert.rejects(api.generateAllAudio((await story.project()).id), {
        code: 'ModelUnavailable',
        status: 503,
      });
    });

    it('29: an unknown project is not found', async () => {
      await assert.rejects(api.generateAllAudio('no project'), { code: 'ProjectNotFound', status: 404 });
      await assert.rejects(api.listSegments('no project'), { code: 'ProjectNotFound', status: 404 });
    });

    it('30, D-09, D-10: voice and speed are captured for the run, texts are read at their turn', async () => {
      const texts = some();
      const story = await write(texts, 'voice: af_bella');
      const handle = await whileQueued(async () => {
        const submitted = await startAll(story);
        await story.write({ ...texts, Three: two() }, 'voice: af_heart');
        return submitted;
      });
      await ended(handle);
      const { ixml, cues } = readRiff(await bytesOf(story, 'Three'));
      assert.match(ixml, /<VOICE>af_bella<\/VOICE>/u);
      assert.equal(cues.length, 2, 'two sentences as they were written later');
    });

    it('109, D-09: a segment that is locked before its turn keeps its wav, and an error entry says locked', async () => {
      const story = await write({ ...some(), One: many() });
      await narrate(story);
      const before = await bytesOf(story, 'Two');
      const { id } = await story.segment('Two');
      await installModel(SLOW);
      const handle = await startAll(story, { forceRegenerate: true });
      await working(handle, (await story.segment('One')).id);
      await story.lock('Two');
      const { status, completed_segments: completed, errors } = await ended(handle);
      assert.deepEqual([status, completed.length], ['COMPLETED', 2]);
      assert.deepEqual(
        errors.map(({ segment_id: segmentId }) => segmentId),
        [id],
      );
      assert.match(errors[0]?.error ?? '', /locked/u);
      assert.deepEqual(await bytesOf(story, 'Two'), before);
    });
  });

  describe('getTaskStatus', () => {
    it('31, 32, 33, 37, D-07: from 0/0/0 and PENDING to 1/1/100 and COMPLETED', async () => {
      await installModel(SLOW);
      const story = await write({ One: many(), Two: many() });
      const before = await start(story, 'Two');
      const handle = await start(story, 'One');
      const first = await api.getTaskStatus(handle.task_id);
      assert.deepEqual(taskStatusResponse.parse(first), {
        task_id: handle.task_id,
        status: 'PENDING',
        progress: { current: 0, total: 0, percentage: 0 },
        completed_segments: [],
        errors: [],
      });
      await working(handle, handle.segment_id);
      assert.equal((await api.getTaskStatus(handle.task_id)).status, 'PROCESSING');
      assert.equal((await ended(before)).status, 'COMPLETED');
      const last = taskStatusResponse.parse(await ended(handle));
      const { current, total, percentage } = last.progress;
      assert.deepEqual([last.status, current, total, percentage], ['COMPLETED', 1, 1, 100]);
      assert.equal(last.completed_segments.length, 1);
    });

    it('36: an unknown id is not found', async () => {
      for (const taskId of ['', 'tts_none_00000000'])
        await assert.rejects(api.getTaskStatus(taskId), { code: 'TaskNotFound', status: 404 });
    });

    it('38: what is returned or told is a snapshot, and everybody’s own', async () => {
      const story = await write(some());
      const vandal = api.onDidChangeTask((status) => {
        status.completed_segments.length = 0;
        status.progress.current = 99;
      });
      const { seen, stop } = record();
      const handle = await startAll(story);
      const last = await ended(handle);
      vandal.dispose();
      stop();
      const told = seen.filter(({ task_id: id }) => id === handle.task_id);
      assert.deepEqual(told.at(-1), last);
      last.completed_segments.length = 0;
      last.progress.percentage = 1;
      const now = await api.getTaskStatus(handle.task_id);
      assert.deepEqual([now.completed_segments.length, now.progress.percentage], [3, 100]);
    });

    it('39, 69: reading it twice is the same, also without the database and the story', async () => {
      const story = await write({ One: fresh() });
      const handle = await start(story, 'One');
      const status = await ended(handle);
      assert.deepEqual(await api.getTaskStatus(handle.task_id), status);
      const { folder } = storePaths(workspaceFolder());
      const { seen, stop } = record();
      await rename(folder, `${folder}.away`);
      await rename(story.path, `${story.path}.away`);
      try {
        assert.deepEqual(await api.getTaskStatus(handle.task_id), status);
        assert.equal(await exists(folder), false);
      } finally {
        await rename(`${story.path}.away`, story.path);
        await rename(`${folder}.away`, folder);
      }
      stop();
      assert.deepEqual(seen, []);
    });
  });

  describe('deleteSegment', () => {
    it('40, 44, 52, D-23: takes section, wav and record, and leaves those of the others', async () => {
      const texts = some();
      const story = await write(texts);
      await narrate(story);
      await story.lock('Three');
      const order = await orderOf(story);
      const { id } = await story.segment('Two');
      const [one, three] = [await bytesOf(story, 'One'), await bytesOf(story, 'Three')];
      await api.deleteSegment(id);
      assert.equal(await story.text(), `## One\n\n${texts.One}\n\n## Three\n\n${texts.Three}\n`);
      assert.deepEqual(
        (await story.segments()).map(({ heading, isLocked }) => [heading, isLocked]),
        [
          ['One', false],
          ['Three', true],
        ],
      );
      assert.deepEqual([await bytesOf(story, 'One'), await bytesOf(story, 'Three')], [one, three]);
      assert.equal((await story.wavs()).length, 2);
      order.delete(id);
      assert.deepEqual(await orderOf(story), order);
    });

    it('41, 47: without audio, with a wav that is gone, and with a folder in its place', async () => {
      const story = await write(some());
      await api.deleteSegment((await story.segment('One')).id);
      await narrate(story);
      await rm(await story.wavOf('Two'));
      await api.deleteSegment((await story.segment('Two')).id);
      const path = await story.wavOf('Three');
      await rm(path);
      await mkdir(path);
      await api.deleteSegment((await story.segment('Three')).id);
      assert.deepEqual(await story.segments(), []);
    });

    it('42: takes wav and image', async () => {
      const story = await write(some());
      await narrate(story);
      const { id, projectId } = await story.segment('Two');
      const image = join((await story.project()).mediaRoot, 'projects', projectId, 'images', `${id}_sea.png`);
      await mkdir(dirname(image), { recursive: true });
      await writeFile(image, 'a picture');
      await story.withStore((store) => store.setImage(id, `${id}_sea.png`));
      await api.deleteSegment(id);
      assert.deepEqual([await exists(image), (await story.wavs()).length], [false, 2]);
    });

    it('45: an unknown id is not found, and nothing is deleted', async () => {
      const story = await write(some());
      await narrate(story);
      const text = await story.text();
      await assert.rejects(api.deleteSegment('no segment'), { code: 'SegmentNotFound', status: 404 });
      assert.deepEqual([await story.text(), (await story.wavs()).length], [text, 3]);
    });

    it('46: a locked segment can be deleted', async () => {
      const story = await write(some());
      await narrate(story);
      await story.lock('Two');
      await api.deleteSegment((await story.segment('Two')).id);
      assert.deepEqual(
        (await story.segments()).map(({ heading }) => heading),
        ['One', 'Three'],
      );
      assert.equal((await story.wavs()).length, 2);
    });

    it('48, D-14: while it is spoken: an error entry, and no wav is left', async () => {
      await installModel(SLOW);
      const story = await write({ One: endless(), Two: fresh() });
      const handle = await spokenDuring(() => start(story, 'One'));
      await api.deleteSegment(handle.segment_id);
      const status = await ended(handle);
      assert.deepEqual(
        [status.completed_segments, status.errors.map(({ segment_id: id }) => id)],
        [[], [handle.segment_id]],
      );
      assert.deepEqual(await story.wavs(), []);
    });

    it('48: while it waits for its turn, and after any order of acts there is no wav without a segment', async () => {
      const story = await write(some());
      const handles = [await startAll(story), await start(story, 'Two'), await start(story, 'Three')];
      await api.deleteSegment((await story.segment('Two')).id);
      await narrate(story, { forceRegenerate: true });
      handles.push(await start(story, 'One'));
      await api.deleteSegment((await story.segment('Three')).id);
      for (const handle of handles) await ended(handle);
      const { id } = await story.segment('One');
      assert.deepEqual(await story.wavs(), [`${id}.wav`]);
    });

    it('49: the story is written first; when it cannot be, nothing is deleted', async () => {
      const files = vscode.workspace.getConfiguration('files');
      await files.update('autoSave', 'off', vscode.ConfigurationTarget.Workspace);
      const story = await write(some());
      await narrate(story);
      const text = await story.text();
      const { id } = await story.segment('Two');
      const document = await vscode.workspace.openTextDocument(story.path);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), 'Typed and not saved.\n\n');
      await vscode.workspace.applyEdit(edit);
      await assert.rejects(api.deleteSegment(id), { code: 'StoryNotReadable' });
      assert.equal((await story.wavs()).length, 3);
      assert.equal((await story.segment('Two')).status, 'ready');
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.files.revert');
      await eventually(() => {
        assert.equal(document.getText(), text);
      });
      await api.deleteSegment(id);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await files.update('autoSave', undefined, vscode.ConfigurationTarget.Workspace);
      assert.equal((await story.wavs()).length, 2);
    });

    it('50: the wav’s path comes from the ids, whatever the stored reference says', async () => {
      const story = await write(some());
      await narrate(story);
      const { id } = await story.segment('Two');
      const precious = join(workspaceFolder(), 'precious.wav');
      await writeFile(precious, 'not ours');
      await story.withStore((_, database) =>
        database.transaction((db) => {
          db.run('UPDATE segment SET audio_file = ? WHERE id = ?', [precious, id]);
        }),
      );
      await api.deleteSegment(id);
      assert.equal((await story.wavs()).length, 2);
      assert.equal(await readFile(precious, 'utf8'), 'not ours');
      await rm(precious);
    });

    it('51: a file that cannot be removed does not block', async function () {
      if (process.platform === 'win32') this.skip();
      const story = await write(some());
      await narrate(story);
      const { id } = await story.segment('Two');
      const audio = dirname(await story.wavOf('Two'));
      await rename(audio, `${audio}.away`);
      // A link to itself is a path that cannot be followed, whoever asks.
      await symlink(audio, audio);
      await api.deleteSegment(id);
      await rm(audio);
      await rename(`${audio}.away`, audio);
      assert.deepEqual(
        (await story.segments()).map(({ heading }) => heading),
        ['One', 'Three'],
      );
      const left = await story.withStore((store) => store.listRemovals());
      assert.ok(
        left.some((path) => path.includes(id)),
        'it is tried again at the next sweep',
      );
    });
  });

  describe('deleteProject', () => {
    it('43, D-29: removes audio, images and records, never the story, which is there again without audio', async () => {
      const story = await write(some());
      await narrate(story);
      const { id, mediaRoot } = await story.project();
      const images = join(mediaRoot, 'projects', id, 'images');
      await mkdir(images);
      await writeFile(join(images, 'sea.png'), 'a picture');
      const text = await story.text();
      await api.deleteProject(id);
      assert.equal(await exists(join(mediaRoot, 'projects', id)), false);
      assert.equal(await story.text(), text);
      assert.deepEqual(await story.withStore((store) => store.listSegments(id)), []);
      assert.deepEqual(await statuses(story), ['none', 'none', 'none']);
    });

    it('43, 45: a missing folder is no error, an unknown project is', async () => {
      const story = await write(some());
      await narrate(story);
      const { id, mediaRoot } = await story.project();
      await rm(join(mediaRoot, 'projects', id), { recursive: true });
      await api.deleteProject(id);
      await assert.rejects(api.deleteProject('no project'), { code: 'ProjectNotFound', status: 404 });
    });

    it('D-26: a task that works on it is stopped first', async () => {
      await installModel(SLOW);
      const story = await write({ One: endless(), Two: two() });
      const { id, mediaRoot } = await story.project();
      const handle = await spokenDuring(() => startAll(story));
      await api.deleteProject(id);
      const status = await ended(handle);
      assert.deepEqual([status.status, status.completed_segments], ['COMPLETED', []]);
      assert.equal(await exists(join(mediaRoot, 'projects', id)), false);
    });
  });

  describe('tasks', () => {
    it('54, 55: one at a time, in the order of submission, single and bulk in one queue', async () => {
      await installModel(SLOW);
      const story = await write({ One: fresh(), Two: many() });
      const { seen, stop } = record();
      const first = await startAll(story);
      const second = await start(story, 'One');
      const third = await startAll(story, { forceRegenerate: true });
      await working(first, (await story.segment('Two')).id);
      for (const waiting of [second, third])
        assert.equal((await api.getTaskStatus(waiting.task_id)).status, 'PENDING');
      for (const handle of [first, second, third]) await ended(handle);
      stop();
      const begun = seen.filter(({ status }) => status === 'PROCESSING').map(({ task_id: id }) => id);
      assert.deepEqual(distinct(begun), [first.task_id, second.task_id, third.task_id]);
      const open = new Set<string>();
      for (const { task_id: id, status } of seen) {
        if (status === 'PROCESSING') open.add(id);
        else open.delete(id);
        assert.ok(open.size <= 1, 'two tasks at once');
      }
    });

    it('60, D-11: after a cancel the segment at hand is finished, stored and listed, and no other begins', async () => {
      await installModel(SLOW);
      const story = await write({ ...some(), One: many() });
      const handle = await startAll(story);
      const { id } = await story.segment('One');
      await working(handle, id);
      await api.cancelTask(handle.task_id);
      const status = await ended(handle);
      assert.deepEqual([status.status, status.cancelled], ['COMPLETED', true]);
      assert.deepEqual(
        status.completed_segments.map(({ segment_id: segmentId }) => segmentId),
        [id],
      );
      assert.deepEqual(await statuses(story), ['ready', 'none', 'none']);
      assert.deepEqual(await story.wavs(), [`${id}.wav`]);
    });

    it('D-11: told to stop now it ends after the sentence, and what was spoken is not spoken again', async () => {
      await installModel(SLOW);
      const story = await write({ One: many() });
      const before = await spokenUtterances();
      const handle = await spokenDuring(() => start(story, 'One'));
      await api.cancelTask(handle.task_id, 'now');
      const status = await ended(handle);
      assert.deepEqual([status.cancelled, status.completed_segments, status.errors], [true, [], []]);
      assert.deepEqual([await statuses(story), await story.wavs()], [['none'], []]);
      const spoken = (await spokenUtterances()) - before;
      assert.ok(spoken >= 1 && spoken < 4, `${spoken} sentences were spoken`);
      await ended(await start(story, 'One'));
      assert.equal((await spokenUtterances()) - before, 4);
    });

    it('61: to cancel an unknown or a finished task does nothing', async () => {
      const story = await write({ One: fresh() });
      const handle = await start(story, 'One');
      const status = await ended(handle);
      await api.cancelTask(handle.task_id);
      await api.cancelTask('no task', 'now');
      assert.deepEqual(await api.getTaskStatus(handle.task_id), status);
    });

    it('65: another window knows nothing of a task, and shows no half-finished state', async () => {
      await installModel(SLOW);
      const story = await write({ One: fresh(), Two: endless(), Three: fresh() });
      const handle = await startAll(story);
      await working(handle, (await story.segment('Two')).id);
      await inAnotherWindow(async (studio) => {
        const { segments } = await studio.call('open', { path: story.path });
        assert.deepEqual(
          segments.map(({ status }) => status),
          ['ready', 'none', 'none'],
        );
        await assert.rejects(studio.call('getTaskStatus', { taskId: handle.task_id }), {
          code: 'TaskNotFound',
        });
      });
      await api.cancelTask(handle.task_id, 'now');
      await ended(handle);
      // It is in memory only.
      for (const file of await filesBelow(storePaths(workspaceFolder()).folder))
        assert.equal((await readFile(file)).includes(handle.task_id), false, file);
    });

    it('66: after a shutdown a request is refused by name', async () => {
      const story = await write({ One: fresh() });
      await inAnotherWindow(async (studio) => {
        const { segments } = await studio.call('open', { path: story.path });
        await studio.dispose();
        await assert.rejects(
          studio.call('generateSegmentAudio', { segmentId: segments[0]?.id ?? '', force: false }),
          { code: 'WorkerLost', status: 500 },
        );
      });
    });
  });

  describe('as other extensions call it', () => {
    it('67, 68: one call is one request: one task, of that segment or that project', async () => {
      const story = await write(some());
      const { seen, stop } = record();
      const one = await start(story, 'Two');
      const all = await startAll(story);
      for (const handle of [one, all]) await ended(handle);
      stop();
      assert.deepEqual([...new Set(seen.map(({ task_id: id }) => id))], [one.task_id, all.task_id]);
      assert.equal(one.segment_id, (await story.segment('Two')).id);
      assert.equal(all.segments_to_process, 3, 'as it was when it was asked');
    });

    it('70, 71: pollTaskStatus tells every answer and resolves with the last, also of a task that failed', async () => {
      const story = await write(some());
      const answers: TaskStatusResponse[] = [];
      const handle = await startAll(story);
      const last = await api.pollTaskStatus(handle.task_id, (status) => answers.push(status), 20);
      assert.deepEqual([last.status, last.completed_segments.length], ['COMPLETED', 3]);
      assert.deepEqual(answers.at(-1), last);
      const count = answers.length;
      await installModel(FAULTY);
      await story.write({ One: fresh() });
      const failing = await start(story, 'One');
      const failed = await api.pollTaskStatus(failing.task_id, () => undefined, 20);
      assert.equal(failed.status, 'FAILED');
      assert.equal(answers.length, count, 'it asks no more');
    });

    it('72: it rejects, and asks no more, when an answer fails, the listener throws or the signal says so', async () => {
      const none = () => undefined;
      await assert.rejects(api.pollTaskStatus('no task', none, 20), { code: 'TaskNotFound', status: 404 });
      await installModel(SLOW);
      const story = await write({ One: fresh() });
      const handle = await start(story, 'One');
      let calls = 0;
      const fail = () => {
        calls++;
        throw new Error('The panel was closed.');
      };
      await assert.rejects(api.pollTaskStatus(handle.task_id, fail, 20), /The panel was closed/u);
      const abort = new AbortController();
      const polling = api.pollTaskStatus(handle.task_id, none, 2000, abort.signal);
      abort.abort(new Error('Nobody waits any more.'));
      await assert.rejects(polling, /Nobody waits any more/u);
      await ended(handle);
      assert.equal(calls, 1);
    });

    it('73: what makes no sense is refused as wrong use', async () => {
      const wrong = 1 as never;
      const refusal = { name: 'WrongUseError', code: 'WrongUse', status: 400, message: /wrong “/u };
      await assert.rejects(api.generateSegmentAudio(wrong), refusal);
      await assert.rejects(api.generateSegmentAudio(''), refusal);
      await assert.rejects(api.generateAllAudio(wrong), refusal);
      await assert.rejects(api.generateAllAudio('p', { skipLocked: wrong }), refusal);
      await assert.rejects(api.getTaskStatus(wrong), refusal);
      await assert.rejects(
        api.pollTaskStatus('t', () => undefined, 0),
        refusal,
      );
      await assert.rejects(api.cancelTask('t', wrong), refusal);
      await assert.rejects(api.deleteSegment(wrong), refusal);
      await assert.rejects(api.deleteProject(wrong), refusal);
      await assert.rejects(api.listSegments(wrong), refusal);
    });

    it('lists what is there, and never a story that cannot be read', async () => {
      assert.equal(api.apiVersion, 1);
      const story = await write({ One: fresh() });
      await writeFile(story.path, `Before the first heading.\n\n${await story.text()}`);
      const project = await story.project();
      assert.deepEqual(project, {
        id: project.id,
        title: basename(story.path, '.story.md'),
        path: story.path,
        mediaRoot: join(workspaceFolder(), '.storyflow', 'media'),
      });
      assert.deepEqual(
        (await story.segments()).map(({ id, ...rest }) => [typeof id, rest]),
        [
          ['string', facts(project.id, '', 0, 1)],
          ['string', facts(project.id, 'One', 2, 3)],
        ],
      );
      const unreadable = join(workspaceFolder(), 'unreadable.story.md');
      await mkdir(unreadable);
      assert.ok((await api.listProjects()).every(({ path }) => path !== unreadable));
      await rm(unreadable, { recursive: true });
    });

    it('82: the commands are registered, and Generate makes a task whose id is nothing but an id', async () => {
      const registered = await vscode.commands.getCommands(true);
      assert.deepEqual(
        commandIds.filter((id) => !registered.includes(id)),
        [],
      );
      const story = await write(some());
      const { seen, stop } = record();
      const { id } = await story.segment('Two');
      await vscode.commands.executeCommand('storyflow.generate', { segmentIds: [id] });
      await vscode.commands.executeCommand('storyflow.generateAll', vscode.Uri.file(story.path));
      const ids = new Set(seen.map(({ task_id: taskId }) => taskId));
      assert.equal(ids.size, 2);
      for (const taskId of ids) assert.equal((await ended({ task_id: taskId })).status, 'COMPLETED');
      stop();
      assert.deepEqual(await statuses(story), ['ready', 'ready', 'ready']);
    });
  });
});

/** A task's way (statement 37). */
const STEPS: readonly TaskStatus[] = ['PENDING', 'PROCESSING', 'COMPLETED'];

function facts(projectId: string, heading: string, level: number, line: number) {
  return { projectId, heading, level, line, status: 'none', isLocked: false };
}

async function statuses(story: Tale): Promise<string[]> {
  return (await story.segments()).map(({ status }) => status);
}

/** What changes when a wav is replaced, in document order. */
async function stamps(story: Tale): Promise<string[]> {
  const segments = await story.segments();
  return Promise.all(
    segments.map(async ({ heading }) => {
      const { ino, mtimeMs } = await stat(await story.wavOf(heading));
      return `${ino} ${mtimeMs}`;
    }),
  );
}

/** Order values in the store, by segment. */
async function orderOf(story: Tale): Promise<Map<string, number>> {
  const { id } = await story.project();
  const stored = await story.withStore((store) => store.listSegments(id));
  return new Map(stored.map((segment) => [segment.id, segment.sequenceIndex]));
}

/** Without what equals its predecessor. */
function distinct<T>(values: readonly T[]): T[] {
  const texts = values.map((value) => JSON.stringify(value));
  return values.filter((_, index) => texts[index] !== texts[index - 1]);
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
