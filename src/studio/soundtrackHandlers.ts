import type { Handlers } from '../rpc/messages';
import type { StudioOperations } from './protocol';
import type { Stories } from './stories';
import { audioVersion } from './views';

/** The operation that tells what is to be heard in a segment's audio. */
export function soundtrackHandlers(
  stories: Pick<Stories, 'inStudioOf'>,
): Pick<Handlers<StudioOperations>, 'soundtrack'> {
  return {
    soundtrack: ({ segmentId, text }) =>
      stories.inStudioOf(async (studio) => {
        const { audio, durationSeconds, peaks, sentences } = await studio.soundtrack(segmentId, text);
        return { version: audioVersion(audio), durationSeconds, peaks, sentences };
      }),
  };
}
