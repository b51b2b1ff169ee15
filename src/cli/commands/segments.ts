import { spokenText } from '../../core/narration/planSegment';
import type { MissingStory } from '../../core/narration/missingStories';
import type { Segment, Story } from '../../core/narration/story';
import { consoleLog, printJson, printLine, type Console } from '../console';
import { exitCode, type ExitCode } from '../exitCode';
import { count } from '../format';
import { openSession, type SessionOptions } from '../session';
import { segmentTable } from '../segmentTable';

export async function segmentsCommand(
  console: Console,
  file: string,
  options: SessionOptions & { json?: boolean },
): Promise<ExitCode> {
  const session = openSession(options, consoleLog(console.err));
  try {
    const { studio, path } = await session.studioOf(file);
    const story = await studio.open(path);
    const missing = await studio.missing();
    if (options.json) printJson(console.out, { ...describe(story), missing: missing.map(describeMissing) });
    else {
      printLine(console.out, story.title);
      printLine(console.out, segmentTable(story, studio.mediaRoot));
      for (const { heading } of story.detached) printLine(console.out, `Detached: ${heading}`);
      for (const each of story.lockedFrom)
        printLine(
          console.out,
          `Locked as ${each}, which is not there: the locks hold here, and are written anew with the next change.`,
        );
      for (const each of missing) printLine(console.out, sentenceOf(each));
    }
    for (const { line, message } of story.parsed.problems)
      printLine(console.err, `${file}:${line}: ${message}`);
    for (const problem of story.voice.problems) printLine(console.err, `${file}: ${problem}`);
    for (const { message } of story.voice.problemsInText) printLine(console.err, `${file}: ${message}`);
    return exitCode.done;
  } finally {
    await session.close();
  }
}

function describe(story: Story) {
  const detached = story.detached.map(({ id, heading, level, textContent, audio }) => ({
    id,
    index: -1,
    heading,
    level,
    line: 0,
    text: '',
    spoken: textContent,
    utterances: [],
    locked: false,
    status: 'detached',
    staleBecause: [],
    checks: [],
    audio: audio?.file ?? null,
    duration: audio?.durationSeconds ?? null,
  }));
  return {
    project: { id: story.projectId, title: story.title, script: story.storyPath },
    segments: [...story.segments.map((segment) => describeSegment(segment, story.source)), ...detached],
  };
}

function describeMissing({ project, segments, withAudio }: MissingStory) {
  return { id: project.id, title: project.title, script: project.storyPath, segments, withAudio };
}

function sentenceOf({ project, segments, withAudio }: MissingStory): string {
  const kept = `${count(segments, 'segment')}, ${withAudio} with audio, kept of “${project.title}”`;
  return `Missing: ${project.storyPath} (${kept}). Put the file back, or say where it is now with “storyflow locate”.`;
}

function describeSegment(
  { id, parsed, plan, stored, isLocked, status, staleBecause }: Segment,
  source: string,
) {
  return {
    id,
    index: parsed.index,
    heading: parsed.heading,
    level: parsed.level,
    line: parsed.line,
    text: source.slice(parsed.body.from, parsed.body.to).trim(),
    spoken: spokenText(parsed),
    utterances: plan.utterances.map(({ text }) => text),
    locked: isLocked,
    status,
    staleBecause,
    checks: status === 'check' ? (stored?.audio?.checks ?? []).map(({ reason }) => reason) : [],
    audio: stored?.audio?.file ?? null,
    duration: stored?.audio?.durationSeconds ?? null,
  };
}
