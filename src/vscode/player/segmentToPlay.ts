import type { SegmentView } from '../../studio/protocol';
import type { StoryFlow } from '../storyFlow';
import { noSegments, requireSegments, requireStory, segmentTargets } from '../targets';

/**
 * What is to be heard: of the segments that a command is about, as of a whole story, the first that has audio. Where
 * none is meant, as beside the title, the story is. Undefined when the writer closed the list of stories.
 */
export async function segmentToPlay(
  app: StoryFlow,
  args: readonly unknown[],
): Promise<SegmentView | undefined> {
  const [target] = args[0] === undefined ? await segmentTargets(app, args) : await requireSegments(app, args);
  const segments = target?.segments ?? (await requireStory(app, args))?.segments;
  if (!segments) return undefined;
  // One without audio says in the player how it gets some.
  const first = segments.find(({ audio }) => audio) ?? segments.find(({ hasText }) => hasText) ?? segments[0];
  if (!first) throw noSegments();
  return first;
}
