import { basename } from 'node:path/posix';
import * as z from 'zod';
import manifest from '../../../../models/manifest.json';

const source = z.object({
  /** The repository's. */
  name: z.string(),
  /** A commit, or the tag of a release: never a branch, which moves. */
  revision: z.string(),
  /** What a file's path is appended to. */
  url: z.url(),
  /** SPDX identifier. */
  licence: z.string(),
});

const file = z.object({
  /** `voices` is an archive of all, `voice` is one. */
  kind: z.enum(['model', 'voices', 'voice', 'tokenizer']),
  source: z.string(),
  path: z.string(),
  /** Unknown for one of the models. */
  bytes: z.int().positive().optional(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  precision: z.string().optional(),
  dialect: z.enum(['input_ids', 'tokens']).optional(),
  /** Of Kokoro, where it is not 1.0. Another one has other phonemes. */
  version: z.string().optional(),
  /** Whose recordings a voice was trained on, where their licence asks to name them. */
  credit: z.string().optional(),
});

/** A file that was published, and where. */
export type KnownFile = Omit<z.infer<typeof file>, 'source'> & {
  readonly source: z.infer<typeof source>;
  readonly url: string;
};

/** Parses a manifest: where files are published, with their sums. Throws a ZodError. */
export function readManifest(json: unknown): KnownFile[] {
  const { sources, files } = z
    .object({ sources: z.record(z.string(), source), files: z.array(file) })
    .parse(json);
  return files.map((each) => {
    const from = source.parse(sources[each.source]);
    return { ...each, source: from, url: new URL(each.path, from.url).href };
  });
}

/** Every published file of Kokoro that is known. */
export const knownFiles: readonly KnownFile[] = readManifest(manifest);

/** What a sum says of a file. Null: nothing, it may be somebody's own, as may a voice that differs from the published one. */
export type Verdict = 'as published' | 'damaged' | 'differs' | null;

/** A voice's `.bin` by its name. */
export function judgeVoice(name: string, sha256: string): Verdict {
  const voice = findVoiceFile(name);
  if (!voice) return null;
  return voice.sha256 === sha256 ? 'as published' : 'differs';
}

/** A model or archive by its content; a file of a published one's exact size with another sum was damaged. */
export function judgeFile(bytes: number, sha256: string, files = knownFiles): Verdict {
  const others = files.filter(({ kind }) => kind === 'model' || kind === 'voices');
  if (others.some((each) => each.sha256 === sha256)) return 'as published';
  return others.some((each) => each.bytes === bytes) ? 'damaged' : null;
}

/** The published file of a voice. */
export function findVoiceFile(name: string, files = knownFiles): KnownFile | undefined {
  return files.find(({ kind, path }) => kind === 'voice' && basename(path, '.bin') === name);
}
