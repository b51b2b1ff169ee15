import { createHash, randomBytes } from 'node:crypto';
import { readManifest, type KnownFile } from '../../src/core/speech/kokoro/knownFiles';

/** Small files as if they had been published on a site: fp32, fp16 and two voices. */
export interface Publication {
  readonly files: readonly KnownFile[];
  /** By the path below the site's address. */
  readonly contents: ReadonlyMap<string, Buffer>;
}

/** Publishes made-up content; `given` replaces some of it, by path. */
export function publish(site: string, given: Readonly<Record<string, Buffer>> = {}): Publication {
  const contents = new Map<string, Buffer>();
  const file = (kind: string, path: string, bytes: number, rest: object = {}) => {
    const content = given[path] ?? randomBytes(bytes);
    contents.set(`/kokoro/${path}`, content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    return { kind, source: 'site', path, bytes: content.length, sha256, ...rest };
  };
  const files = readManifest({
    sources: { site: { name: 'kokoro', revision: '1', url: `${site}/kokoro/`, licence: 'Apache-2.0' } },
    files: [
      file('model', 'onnx/model.onnx', 300_000, { precision: 'fp32', dialect: 'input_ids' }),
      file('model', 'onnx/model_fp16.onnx', 150_000, { precision: 'fp16', dialect: 'input_ids' }),
      file('voice', 'voices/af_bella.bin', 5000),
      file('voice', 'voices/af_heart.bin', 6000),
    ],
  });
  return { files, contents };
}
