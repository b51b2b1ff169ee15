import { knownFiles, type KnownFile } from './knownFiles';

/** A published form of the model that can be fetched. */
export interface Variant {
  /** As its publisher calls its precision. */
  readonly name: string;
  readonly file: KnownFile & { readonly bytes: number };
  /** What choosing it means, in a sentence. */
  readonly about: string;
}

export const DEFAULT_VARIANT = 'fp32';

/** By what was measured and reported: on processors smaller numbers are converted back before each use. */
const abouts: readonly (readonly [precision: string, about: string])[] = [
  ['fp32', 'Full precision. The largest file, and the fastest on most computers.'],
  ['fp16', 'Half the size, about as fast, hardly a difference to hear.'],
  [
    'q8f16',
    'The smallest. Usually two to four times slower, and it does not start on every Windows computer.',
  ],
  ['q8', 'For little disk and memory. Usually two to four times slower, and less clear.'],
  ['q4f16', 'Small for its quality, but slower than full precision.'],
  ['uint8', 'Slower than full precision and less clear.'],
  ['q4', 'Nearly as large as full precision, and slower.'],
];

/** The variants that can be fetched, the best for most people first. */
export function variantsOf(files: readonly KnownFile[] = knownFiles): Variant[] {
  return abouts.flatMap(([name, about]) => {
    // The first repository has all of them; its name for the input is that of the newer releases.
    const file = files.find((each) => each.kind === 'model' && each.precision === name);
    return file?.bytes === undefined ? [] : [{ name, about, file: { ...file, bytes: file.bytes } }];
  });
}
