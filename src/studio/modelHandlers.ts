import { StoryFlowError } from '../core/errors';
import { importModel } from '../core/speech/kokoro/importModel';
import { variantIn } from '../core/speech/kokoro/inTheWay';
import { install } from '../core/speech/kokoro/install';
import { planInstall, type InstallPlan } from '../core/speech/kokoro/planInstall';
import { listModelFiles } from '../core/speech/kokoro/modelFolder';
import { planRemoval, removeModel } from '../core/speech/kokoro/removeModel';
import { variantsOf } from '../core/speech/kokoro/variants';
import { voices } from '../core/speech/kokoro/voices';
import type { Handlers } from '../rpc/messages';
import type { InstallRequest } from './modelProtocol';
import type { StudioEvent, StudioOperations } from './protocol';
import type { Session } from './session';

type Models = Pick<
  Handlers<StudioOperations>,
  'models' | 'planInstall' | 'install' | 'cancelInstall' | 'importModel' | 'planRemoval' | 'removeModel'
>;

/** The operations about Kokoro's files: what there is, fetching, importing and removing them. */
export function modelHandlers(session: Session, tell: (event: StudioEvent) => void): Models {
  let running: AbortController | undefined;
  const plan = async ({ variant, voices: names, mirror }: InstallRequest): Promise<InstallPlan> =>
    planInstall({
      folder: session.modelsFolder,
      variant: variant ?? (await variantIn(session.modelsFolder)),
      voices: names,
      mirror: mirror ?? process.env['HF_ENDPOINT'],
    });
  return {
    async models() {
      const files = await listModelFiles(session.modelsFolder);
      const names = new Set(files.map(({ name }) => name));
      return {
        folder: session.modelsFolder,
        model: files.find(({ kind }) => kind === 'model')?.name,
        variants: variantsOf().map(({ name, about, file }) => ({
          name,
          about,
          bytes: file.bytes,
          isThere: names.has(file.path),
        })),
        missingVoices: names.has('voices-v1.0.bin')
          ? []
          : voices.map(({ name }) => name).filter((name) => !names.has(`voices/${name}.bin`)),
      };
    },
    async planInstall(request) {
      const { files, ...rest } = await plan(request);
      return { ...rest, files: files.map(({ name, bytes }) => ({ name, bytes })) };
    },
    async install(request) {
      if (running) throw new StoryFlowError('WrongUse', 'Kokoro is being fetched already.');
      const cancel = (running = new AbortController());
      try {
        await install(await plan(request), {
          proxies: { proxy: request.proxy, noProxy: request.noProxy },
          signal: cancel.signal,
          onProgress: (progress) => {
            tell({ event: 'install', progress });
          },
        });
      } finally {
        running = undefined;
      }
    },
    cancelInstall: () => {
      running?.abort();
      return Promise.resolve();
    },
    async importModel({ path }) {
      const files = await importModel(path, {
        target: session.modelsFolder,
        inspect: (model) => session.inspectModel(model),
      });
      return files.map(({ name, bytes }) => ({ name, bytes }));
    },
    async planRemoval() {
      const { removed, kept, parts } = await planRemoval(session.modelsFolder);
      return {
        folder: session.modelsFolder,
        removed: removed.map(({ name, bytes }) => ({ name, bytes })),
        kept: kept.map(({ name }) => name),
        hasParts: parts.length > 0,
      };
    },
    removeModel: async () => removeModel(await planRemoval(session.modelsFolder)),
  };
}
