import type { TaskError } from '../../api';
import { messageOf } from '../../core/errors';
import { isUpToDate } from '../../core/narration/segmentState';
import { hasText, type Segment, type Story } from '../../core/narration/story';
import type { Studio } from '../../core/narration/studio';
import { partsOf } from '../../core/story/removeSection';
import { audioPath } from '../../core/store/paths';
import { consoleLog, printJson, printLine, type Console } from '../console';
import { exitCode, exitCodeOf, worst, type ExitCode } from '../exitCode';
import { count } from '../format';
import { onInterrupt } from '../interrupt';
import { pickSegments } from '../pickSegments';
import { withModelHint } from '../modelHint';
import { createProgress } from '../progress';
import { openSession, type Session, type SessionOptions } from '../session';
import { segmentTable } from '../segmentTable';

interface NarrateOptions extends SessionOptions {
  readonly force?: boolean;
  readonly includeLocked?: boolean;
  readonly segment: readonly string[];
  readonly json?: boolean;
}

/** What `narrate --json` prints. */
interface NarrateResult {
  /** Absolute paths of the wavs that stand for the segments now, in document order. */
  files: string[];
  /** Segments that were looked at. */
  segments: number;
  /** Utterances that an engine spoke. */
  synthesized: number;
  /** Utterances that were taken from the cache. */
  cached: number;
  /** Segments left out: up to date, locked or without text. */
  skipped: number;
  errors: TaskError[];
  /** What is to be listened to, in segments that have audio. */
  checks: { segment_id: string; reason: string }[];
  /** Seconds of audio in the wavs that were written. */
  audioSeconds: number;
  wallSeconds: number;
  /** Seconds until the first wav was complete; null when none was written. */
  firstAudioSeconds: number | null;
}

/** A story that is to be narrated, and the segments of it that were asked for. */
interface Job {
  readonly studio: Studio;
  readonly path: string;
  readonly story: Story;
  readonly wanted: readonly Segment[];
}

export async function narrateCommand(
  console: Console,
  files: readonly string[],
  options: NarrateOptions,
): Promise<ExitCode> {
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1000;
  const session = openSession(options, consoleLog(console.err));
  const progress = createProgress(console.err);
  const say = (text: string) => {
    progress.stop();
    printLine(console.err, text);
  };
  const result: NarrateResult = {
    files: [],
    segments: 0,
    synthesized: 0,
    cached: 0,
    skipped: 0,
    errors: [],
    checks: [],
    audioSeconds: 0,
    wallSeconds: 0,
    firstAudioSeconds: null,
  };
  const codes: ExitCode[] = [];
  const fail = (error: unknown) => {
    codes.push(exitCodeOf(error));
    result.errors.push({ segment_id: '', error: messageOf(error) });
    say(withModelHint(messageOf(error)));
  };
  const interruption = onInterrupt(session.tasks, say);
  try {
    const jobs = await openJobs(files, options, { session, say, fail });
    trackUtterances(jobs, { options, session, progress, result });
    session.tasks.onDidChange((id) => {
      if (session.tasks.getTaskStatus(id).completed_segments.length > 0)
        result.firstAudioSeconds ??= elapsed();
    });
    for (const job of jobs) {
      if (interruption.isRequested()) break;
      await narrate(job, { options, session, result, say }).catch(fail);
    }
    progress.stop();
    result.files = (await Promise.all(jobs.map(filesOf))).flat();
    result.checks = (await Promise.all(jobs.map(checksOf))).flat();
    result.wallSeconds = elapsed();
    if (options.json) printJson(console.out, result);
    else await printSummary(console, jobs, result);
  } finally {
    interruption.dispose();
    progress.stop();
    await session.close();
  }
  if (result.errors.length > 0) codes.push(exitCode.someFailed);
  if (interruption.isRequested()) codes.push(exitCode.cancelled);
  return worst(codes);
}

type Narration = { session: Session; result: NarrateResult; say: (text: string) => void };

async function openJobs(
  files: readonly string[],
  options: NarrateOptions,
  { session, say, fail }: Pick<Narration, 'session' | 'say'> & { fail: (error: unknown) => void },
): Promise<Job[]> {
  const jobs: Job[] = [];
  for (const file of new Set(files)) {
    try {
      const { studio, path } = await session.studioOf(file);
      if (jobs.some((job) => job.path === path)) continue;
      await studio.sweep();
      const story = await studio.open(path);
      const wanted = options.segment.length > 0 ? pickSegments(story, options.segment) : story.segments;
      tellAbout(file, story, say);
      jobs.push({ studio, path, story, wanted });
    } catch (error) {
      fail(error);
    }
  }
  return jobs;
}

/** What a writer should know before the story is spoken. */
function tellAbout(file: string, story: Story, say: (text: string) => void): void {
  for (const { line, message } of story.parsed.problems) say(`${file}:${line}: ${message}`);
  for (const problem of story.voice.problems) say(`${file}: ${problem}`);
  for (const { message } of story.voice.problemsInText) say(`${file}: ${message}`);
  const textless = story.segments.filter((segment) => !hasText(segment));
  if (textless.length === story.segments.length)
    say(`${file} has no text to speak: write some under a heading.`);
  else if (story.segments.every(({ parsed }) => parsed.level === 0)) {
    say(`${file} has no headings, so all of it is one segment.`);
  } else {
    for (const { parsed } of textless) {
      // A heading that only holds other headings is no mistake.
      if (partsOf(story.parsed.segments, parsed.index) > 0) continue;
      say(`${file}:${parsed.line}: “${parsed.heading}” has no text to speak, so it gets no audio.`);
    }
  }
  if (story.source.includes('\uFFFD')) say(`${file} has bytes that are no valid text: save it as UTF-8.`);
}

async function narrate(
  { studio, story, wanted }: Job,
  { options, session, result, say }: Narration & { options: NarrateOptions },
): Promise<void> {
  if (wanted.length === 0) return;
  const refused =
    options.segment.length > 0 && !options.includeLocked ? wanted.filter(({ isLocked }) => isLocked) : [];
  for (const { id, parsed } of refused) {
    result.errors.push({
      segment_id: id,
      error: `The audio of “${parsed.heading}” is locked: unlock it first.`,
    });
  }
  const response = await studio.generateAllAudio(story.projectId, {
    segmentIds: wanted.map(({ id }) => id),
    skipLocked: options.includeLocked !== true,
    forceRegenerate: options.force === true,
  });
  result.segments += response.total_segments;
  result.skipped += response.total_segments - response.segments_to_process;
  if (!('task_id' in response)) {
    say(`${story.title}: ${response.message}.`);
    return;
  }
  const status = await session.tasks.whenEnded(response.task_id);
  result.errors.push(...status.errors);
  for (const { duration } of status.completed_segments) result.audioSeconds += duration;
}

/** Counts utterances and draws how far they are, by characters of what has to be spoken. */
function trackUtterances(
  jobs: readonly Job[],
  {
    options,
    session,
    progress,
    result,
  }: Pick<Narration, 'session' | 'result'> & {
    options: NarrateOptions;
    progress: ReturnType<typeof createProgress>;
  },
): void {
  const lengthOf = ({ plan }: Segment) => plan.utterances.reduce((sum, { text }) => sum + text.length, 0);
  const isSpoken = ({ status, isLocked }: Segment) =>
    (options.force === true || !isUpToDate(status)) && (options.includeLocked === true || !isLocked);
  const spoken = jobs.flatMap(({ wanted }) => wanted.filter(isSpoken));
  const total = spoken.reduce((sum, segment) => sum + lengthOf(segment), 0);
  let done = 0;
  session.onUtterance(({ segment, source, characters }) => {
    if (source === 'engine') result.synthesized++;
    else result.cached++;
    done += characters;
    progress.update(Math.min(done, total), total, segment.parsed.heading);
  });
}

async function filesOf(job: Job): Promise<string[]> {
  return (await wantedNow(job))
    .filter(({ stored }) => stored?.audio)
    .map(({ id, projectId }) => audioPath(job.studio.mediaRoot, projectId, id));
}

async function checksOf(job: Job): Promise<NarrateResult['checks']> {
  return (await wantedNow(job))
    .filter(({ status }) => status === 'check')
    .flatMap(({ id, stored }) =>
      (stored?.audio?.checks ?? []).map(({ reason }) => ({ segment_id: id, reason })),
    );
}

async function wantedNow({ studio, story, wanted }: Job): Promise<Segment[]> {
  const now = await studio.open(story.path);
  const ids = new Set(wanted.map(({ id }) => studio.currentId(id)));
  return now.segments.filter(({ id }) => ids.has(id));
}

async function printSummary(
  { out, err }: Console,
  jobs: readonly Job[],
  result: NarrateResult,
): Promise<void> {
  for (const { studio, story } of jobs) {
    const now = await studio.open(story.path);
    if (now.segments.length === 0) continue;
    printLine(out, now.title);
    printLine(out, segmentTable(now, studio.mediaRoot));
    const spokenAsDraft =
      !now.voice.isNamed && now.voice.engine === 'draft' && result.synthesized + result.cached > 0;
    if (spokenAsDraft) {
      printLine(
        err,
        `The draft voice (${now.voice.voice}) spoke. For Kokoro's natural voices, see models/README.md.`,
      );
    }
  }
  // What concerns no single segment was said when it happened.
  for (const { segment_id: id, error } of result.errors) if (id !== '') printLine(err, `Failed: ${error}`);
  const made = `${count(result.synthesized, 'utterance')} spoken, ${result.cached} reused`;
  printLine(
    err,
    `${made}, ${result.audioSeconds.toFixed(1)} s of audio in ${result.wallSeconds.toFixed(1)} s.`,
  );
}
