import * as z from 'zod';
import manifest from '../../../../models/manifest.json';
import { voices } from './voices';

const knownFile = z.object({
  kind: z.enum(['model', 'voices']),
  /** Repository and revision, or release, that it was published in. */
  source: z.string(),
  path: z.string(),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  precision: z.string().optional(),
  dialect: z.enum(['input_ids', 'tokens']).optional(),
});
export type KnownFile = z.infer<typeof knownFile>;

/** Every published model and voice archive that is known. */
export const knownFiles: readonly KnownFile[] = z.object({ files: z.array(knownFile) }).parse(manifest).files;

/** What a sum says of a file. Null: nothing, it may be somebody's own, as may a voice that differs from the published one. */
export type Verdict = 'as published' | 'damaged' | 'differs' | null;

/** A voice's `.bin` by its name. */
export function judgeVoice(name: string, sha256: string): Verdict {
  const voice = voices.find((each) => each.name === name);
  if (!voice) return null;
  return voice.sha256 === sha256 ? 'as published' : 'differs';
}

/** A model or archive by its content; a file of a published one's exact size with another sum was damaged. */
export function judgeFile(bytes: number, sha256: string): Verdict {
  if (knownFiles.some((file) => file.sha256 === sha256)) return 'as published';
  return knownFiles.some((file) => file.bytes === bytes) ? 'damaged' : null;
}
