import { join } from 'node:path';
import { isInPlace } from '../../download/downloadFile';
import { mirrored } from '../../download/mirror';
import { findPart } from '../../download/part';
import type { Wanted } from '../../download/receive';
import { StoryFlowError } from '../../errors';
import { findVoiceFile, knownFiles, type KnownFile } from './knownFiles';
import { inTheWayOf } from './inTheWay';
import { findModel, voiceSource } from './modelFiles';
import { variantsOf } from './variants';
import { DEFAULT_VOICE } from './voices';

export interface InstallWish {
  /** Absolute path of the model folder. */
  readonly folder: string;
  /** Undefined for voices only, or when the model that is there will do. */
  readonly variant: string | undefined;
  /** Undefined for the default voice, where no other file has it. */
  readonly voices: readonly string[] | undefined;
  /** Address that stands for the site where the files were published. */
  readonly mirror?: string | undefined;
  /** What was published; a test has its own. */
  readonly files?: readonly KnownFile[] | undefined;
}

export interface PlannedFile extends Wanted {
  /** Relative to the folder, with `/`. */
  readonly name: string;
  /** Bytes that an earlier attempt left. */
  readonly received: number;
}

/** What will be fetched, so that it can be shown before. */
export interface InstallPlan {
  readonly folder: string;
  /** In the order in which they are fetched; empty when all is there. */
  readonly files: readonly PlannedFile[];
  /** Of all files, and how many of them an earlier attempt left. */
  readonly bytes: number;
  readonly received: number;
  /** The sites, such as `huggingface.co`. */
  readonly hosts: readonly string[];
  readonly licences: readonly string[];
  /** Models that would be used instead of the wanted one: they are removed when that is there. Relative names. */
  readonly replaces: readonly string[];
}

/**
 * Finds out what a wish takes. Nothing is fetched or written. Throws WrongUse for a variant or voice that there is
 * not, and where a model of the writer's own would be used instead of the wanted one.
 */
export async function planInstall(wish: InstallWish): Promise<InstallPlan> {
  const { folder, variant, mirror, files = knownFiles } = wish;
  const model = variant === undefined ? [] : [modelFile(variant, files)];
  const wanted = [...model, ...(await voiceFiles(wish, files))];
  const planned: PlannedFile[] = [];
  for (const { path: name, url, bytes, sha256 } of wanted) {
    const file = { name, path: join(folder, name), url: mirrored(url, mirror), bytes, sha256 };
    if (await isInPlace(file)) continue;
    planned.push({ ...file, received: Math.min(bytes, (await findPart(file.path, sha256)).bytes) });
  }
  const sum = (count: (file: PlannedFile) => number) =>
    planned.reduce((total, file) => total + count(file), 0);
  return {
    folder,
    files: planned,
    bytes: sum(({ bytes }) => bytes),
    received: sum(({ received }) => received),
    hosts: [...new Set(planned.map(({ url }) => new URL(url).host))],
    licences: [...new Set(wanted.map(({ source }) => source.licence))],
    replaces: model[0] ? await inTheWayOf(model[0].path, folder, files) : [],
  };
}

type Sized = KnownFile & { readonly bytes: number };

function modelFile(name: string, files: readonly KnownFile[]): Sized {
  const variants = variantsOf(files);
  const found = variants.find((variant) => variant.name === name);
  if (found) return found.file;
  const names = variants.map((variant) => variant.name).join(', ');
  throw new StoryFlowError('WrongUse', `There is no variant “${name}” of the model: choose one of ${names}.`);
}

async function voiceFiles({ folder, voices }: InstallWish, files: readonly KnownFile[]): Promise<Sized[]> {
  const hasDefault = async () => (await voiceSource(await findModel(folder), DEFAULT_VOICE)) !== undefined;
  const names = voices ?? ((await hasDefault()) ? [] : [DEFAULT_VOICE]);
  return [...new Set(names)].map((name) => {
    const file = findVoiceFile(name, files);
    if (file?.bytes !== undefined) return { ...file, bytes: file.bytes };
    throw new StoryFlowError(
      'WrongUse',
      `There is no voice “${name}” to be fetched: \`storyflow voices\` lists them.`,
    );
  });
}
