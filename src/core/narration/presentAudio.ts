import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readWavInfo } from '../audio/readWav';
import type { Log } from '../ports';
import { hasCode } from '../store/fileError';
import { fileStamp, isSameStamp, type FileStamp } from '../store/fileStamp';
import { isInsideMedia } from '../store/mediaFiles';
import { audioPath } from '../store/paths';
import type { StoredAudio, StoredSegment } from '../store/segmentRow';

export interface PresentAudioOptions {
  readonly mediaRoot: string;
  readonly log: Log;
  /** Milliseconds that only go forward. */
  readonly now: () => number;
}

/** How closely wavs are looked at: by their names, and when that was long ago by their stamps, or by their stamps now. */
export type Look = 'names' | 'sometimes' | 'now';

/** Looking at a few thousand files takes so long that it is not done more often, in milliseconds. */
const LOOK_EVERY_MS = 5_000;

/** So many files are looked at side by side. */
const AT_ONCE = 32;

/** What was found in a wav that is not as it was recorded. */
interface Finding {
  readonly stamp: FileStamp;
  readonly audio: StoredAudio | undefined;
}

/**
 * Compares what is recorded of wavs with the files. A segment whose wav somebody removed, cut off or replaced has no
 * audio, or that which its wav says of itself: what says otherwise would keep it from being made again. Files that were
 * only copied, as by git, stay what they were. Nothing is written.
 */
export class PresentAudio {
  readonly #options: PresentAudioOptions;
  /** By record, so that a new record is believed until its file was looked at. */
  readonly #findings = new WeakMap<StoredAudio, Finding>();
  /** The last segment that was made of a stored one. */
  readonly #shown = new WeakMap<StoredSegment, StoredSegment>();
  /** The last list that was made of a stored one. */
  readonly #lists = new WeakMap<readonly StoredSegment[], readonly StoredSegment[]>();
  readonly #lookedAt = new Map<string, number>();

  constructor(options: PresentAudioOptions) {
    this.#options = options;
  }

  /** A project's segments with the audio that is there; the same objects as long as nothing changed. */
  async of(segments: readonly StoredSegment[], look: Look): Promise<readonly StoredSegment[]> {
    const names = await this.#namesOf(segments);
    // Where the folder cannot be read, the records are believed.
    if (!names) return segments;
    const isPresent = ({ id, audio }: StoredSegment) => audio && names.has(`${id}.wav`);
    if (this.#isTimeToLook(segments, look)) await this.#look(segments.filter(isPresent));
    const shown = segments.map((segment) => {
      const audio = isPresent(segment) ? this.#found(segment) : undefined;
      return audio === segment.audio ? segment : this.#with(segment, audio);
    });
    for (const last of [segments, this.#lists.get(segments)])
      if (last && shown.every((segment, index) => segment === last[index])) return last;
    this.#lists.set(segments, shown);
    return shown;
  }

  /** Names of regular files only: what lies elsewhere is not read for a link to it. */
  async #namesOf([first]: readonly StoredSegment[]): Promise<Set<string> | undefined> {
    if (!first) return undefined;
    const { mediaRoot } = this.#options;
    try {
      const folder = dirname(audioPath(mediaRoot, first.projectId, first.id));
      if (!(await isInsideMedia(mediaRoot, folder))) return new Set();
      const entries = await readdir(folder, { withFileTypes: true });
      return new Set(entries.flatMap((entry) => (entry.isFile() ? entry.name : [])));
    } catch (error) {
      return hasCode(error, 'ENOENT', 'ENOTDIR') ? new Set() : undefined;
    }
  }

  #isTimeToLook([first]: readonly StoredSegment[], look: Look): boolean {
    if (!first || look === 'names') return false;
    const now = this.#options.now();
    const last = this.#lookedAt.get(first.projectId);
    if (look === 'sometimes' && last !== undefined && now - last < LOOK_EVERY_MS) return false;
    this.#lookedAt.set(first.projectId, now);
    return true;
  }

  async #look(segments: readonly StoredSegment[]): Promise<void> {
    for (let from = 0; from < segments.length; from += AT_ONCE)
      await Promise.all(segments.slice(from, from + AT_ONCE).map((segment) => this.#lookAt(segment)));
  }

  /** Remembers what became of one wav. A file that cannot be looked at is believed to be what is recorded of it. */
  async #lookAt({ id, projectId, audio }: StoredSegment): Promise<void> {
    if (!audio) return;
    const path = audioPath(this.#options.mediaRoot, projectId, id);
    try {
      const stamp = await fileStamp(path);
      if (!stamp || isSameStamp(stamp, (this.#findings.get(audio) ?? audio).stamp)) return;
      const found = await readAudio(path, id, { ...audio, stamp });
      this.#findings.set(audio, { stamp, audio: found && isSameSound(found, audio) ? audio : found });
      if (!found)
        this.#options.log.warn(`${path} is no audio of its segment any more: it counts as missing.`);
    } catch (error) {
      this.#options.log.debug(`${path} could not be looked at: ${String(error)}`);
    }
  }

  #found({ audio }: StoredSegment): StoredAudio | undefined {
    const finding = audio && this.#findings.get(audio);
    return finding ? finding.audio : audio;
  }

  #with(segment: StoredSegment, audio: StoredAudio | undefined): StoredSegment {
    const shown = this.#shown.get(segment);
    if (shown && shown.audio === audio) return shown;
    const now = { ...segment, audio };
    this.#shown.set(segment, now);
    return now;
  }
}

/** What a wav says of itself, in place of what is recorded; undefined when it is none of this segment. */
async function readAudio(path: string, id: string, recorded: StoredAudio): Promise<StoredAudio | undefined> {
  const info = await readWavInfo(path);
  if (info?.tags.segmentId !== id) return undefined;
  const { textHash, settingsHash, lexiconHash, voice, speed, pauses, model, checks } = info.tags;
  return {
    ...recorded,
    durationSeconds: info.durationSeconds,
    textHash,
    settingsHash,
    lexiconHash,
    voice,
    speed,
    pauses,
    model: model === '' ? undefined : model,
    checks,
  };
}

function isSameSound(one: StoredAudio, other: StoredAudio): boolean {
  const { durationSeconds, textHash, settingsHash, lexiconHash, model } = one;
  return (
    durationSeconds === other.durationSeconds &&
    textHash === other.textHash &&
    settingsHash === other.settingsHash &&
    lexiconHash === other.lexiconHash &&
    model === other.model
  );
}
