import { readWavSound, type WavSound } from '../audio/readSound';
import { fileStamp, isSameStamp, type FileStamp } from '../store/fileStamp';

/** Reads what is heard in the wav at a path; undefined when there is none that can be used. */
export type SoundReader = (path: string) => Promise<WavSound | undefined>;

/** So many wavs are remembered: of each its outline and its sentences, at most a few hundred kilobytes. */
const MOST_SOUNDS = 8;

/**
 * A reader that remembers the last wavs as long as their files stay the same: while somebody types, the same one is
 * asked for again and again. Who asks for a wav that is being read gets what that reading finds.
 */
export function soundMemory(read: SoundReader = readWavSound): SoundReader {
  const known = new Map<string, { readonly stamp: FileStamp; readonly sound: ReturnType<SoundReader> }>();
  return async (path) => {
    // Before the content: when the file changes in between, it will be read again.
    const stamp = await fileStamp(path);
    const last = known.get(path);
    // What is used last stands at the end.
    known.delete(path);
    if (!stamp) return undefined;
    const sound = last && isSameStamp(last.stamp, stamp) ? last.sound : read(path);
    known.set(path, { stamp, sound });
    for (const oldest of known.keys()) {
      if (known.size <= MOST_SOUNDS) break;
      known.delete(oldest);
    }
    // What could not be read may be readable the next time, although the file is the same.
    const forget = () => {
      if (known.get(path)?.sound === sound) known.delete(path);
    };
    void sound.then((found) => {
      if (!found) forget();
    }, forget);
    return sound;
  };
}
