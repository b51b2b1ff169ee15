import { join } from 'node:path';
import type { FrontMatter } from '../core/model';
import type { RootLexicon } from '../core/narration/rootLexicon';
import type { Segment, Story } from '../core/narration/story';
import { hasText } from '../core/narration/story';
import { isVoiceSyntaxError, parseVoice } from '../core/speech/kokoro/parseVoice';
import { estimateTokens } from '../core/speech/text/tokenEstimate';
import { audioPath } from '../core/store/paths';
import type { StoredAudio, StoredSegment } from '../core/store/segmentRow';
import { partsOf } from '../core/story/removeSection';
import type { DetachedView, SegmentView, StoryView } from './protocol';

/** Kokoro's authors find its speech rushed above this many tokens: no reader has so much breath. */
const BREATH_TOKENS = 400;

/** What a story's view is made of besides the story. */
export interface ViewContext {
  readonly root: string;
  readonly mediaRoot: string;
  /** A sentence that names the missing file of the story's voice. */
  readonly missing: string | undefined;
  /** Why the root's locks cannot be read. */
  readonly locksProblem?: StoryView['locksProblem'];
  readonly lexicon?: RootLexicon;
}

/** A story as views draw it. */
export function storyView(story: Story, context: ViewContext): StoryView {
  const { projectId, path, storyPath, title, source, parsed, voice, speech, segments, detached, lockedFrom } =
    story;
  return {
    projectId,
    path,
    storyPath,
    root: context.root,
    mediaRoot: context.mediaRoot,
    title,
    voice: {
      voice: voice.voice,
      engine: voice.engine,
      isNamed: voice.isNamed,
      speed: speech.speed,
      language: speech.language,
      ...(context.missing === undefined ? {} : { missing: context.missing }),
    },
    ...(context.locksProblem ? { locksProblem: context.locksProblem } : {}),
    ...(context.lexicon?.unreadable === undefined ? {} : { lexiconProblem: context.lexicon.unreadable }),
    ...(lockedFrom.length > 0 ? { lockedFrom } : {}),
    problems: [
      ...parsed.problems.map(({ message, source: range, fixes }) => ({
        message,
        source: range,
        ...(fixes && { fixes }),
      })),
      ...voice.problemsInText,
      ...voice.problems.map((message) => ({
        message,
        source: placeOfVoice(message, source, parsed.frontMatter),
      })),
    ],
    segments: segments.map((segment) => segmentView(segment, story, context)),
    detached: detached.map((stored) => detachedView(stored, context)),
  };
}

function segmentView(segment: Segment, story: Story, context: ViewContext): SegmentView {
  const { id, projectId, parsed, plan, stored, status, staleBecause, isLocked, text, lockedText } = segment;
  return {
    id,
    projectId,
    index: parsed.index,
    heading: parsed.heading,
    level: parsed.level,
    ordinal: parsed.ordinal,
    line: parsed.line,
    source: parsed.source,
    body: parsed.body,
    parts: partsOf(story.parsed.segments, parsed.index),
    hasText: hasText(segment),
    characters: text.length,
    textHash: plan.textHash,
    status,
    staleBecause,
    ...(status === 'failed' && stored?.failure !== undefined ? { failure: stored.failure } : {}),
    checks: status === 'check' ? checksOf(segment) : [],
    isLocked,
    ...(lockedText === undefined ? {} : { lockedText }),
    ...(parsed.voice === undefined ? {} : { voice: parsed.voice }),
    ...(parsed.speed === undefined ? {} : { speed: parsed.speed }),
    ...mediaOf(stored, context),
    imagePrompt: parsed.imagePrompt,
    longSentences:
      story.voice.engine === 'kokoro'
        ? plan.sentences
            .filter((each) => estimateTokens(each.text) > BREATH_TOKENS)
            .map(({ source }) => source)
        : [],
  };
}

function checksOf({ plan, parsed, stored }: Segment): SegmentView['checks'] {
  return (stored?.audio?.checks ?? []).map(({ sentence, reason }) => {
    return { reason, source: plan.sentences[sentence]?.source ?? parsed.body };
  });
}

function detachedView(stored: StoredSegment, context: ViewContext): DetachedView {
  const { id, projectId, heading, isLocked } = stored;
  return { id, projectId, heading, isLocked, ...mediaOf(stored, context) };
}

function mediaOf(
  stored: StoredSegment | undefined,
  { mediaRoot }: ViewContext,
): Pick<SegmentView, 'audio' | 'image'> {
  const { audio, imageFile } = stored ?? {};
  return {
    ...(stored && audio
      ? {
          audio: {
            path: audioPath(mediaRoot, stored.projectId, stored.id),
            durationSeconds: audio.durationSeconds,
            voice: audio.voice,
            speed: audio.speed,
            version: audioVersion(audio),
          },
        }
      : {}),
    ...(imageFile === undefined ? {} : { image: join(mediaRoot, imageFile) }),
  };
}

/** What tells a segment's wav from those it had before (statement 110), today and in the next session. */
export function audioVersion({ stamp, textHash, settingsHash }: StoredAudio): string {
  if (!stamp) return `${textHash.slice(0, 8)}${settingsHash.slice(0, 8)}`;
  return `${stamp.modifiedAt.toString(36)}-${stamp.size.toString(36)}`;
}

/** What is at fault in the front matter's voice; the line that names one where the fault is in the settings. */
function placeOfVoice(message: string, source: string, { voice }: FrontMatter): { from: number; to: number } {
  const line = voiceLine(source);
  const written = voice === undefined ? -1 : source.slice(line.from, line.to).lastIndexOf(voice);
  const fault = voice === undefined ? undefined : parseVoice(voice);
  if (!message.startsWith('The front matter') || written === -1 || !fault || !isVoiceSyntaxError(fault))
    return line;
  const at = line.from + written + fault.column - 1;
  // What is missing is shown at the character before it, which is there.
  return fault.length > 0
    ? { from: at, to: at + fault.length }
    : { from: Math.max(line.from, at - 1), to: at };
}

/** The line of the front matter that names the voice, else the file's first. */
function voiceLine(source: string): { from: number; to: number } {
  const end = source.startsWith('---') ? source.indexOf('\n---', 3) : 0;
  const match = /^voice[ \t]*:.*$/mu.exec(source.slice(0, Math.max(0, end)));
  if (match) return { from: match.index, to: match.index + match[0].length };
  const firstLine = source.indexOf('\n');
  return { from: 0, to: firstLine === -1 ? source.length : firstLine };
}
