import * as vscode from 'vscode';
import * as z from 'zod';
import type { SampleView } from '../../studio/protocol';
import { registerCommand, runCommand, type CommandId } from '../commandIds';
import { telling } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { assertTrusted } from '../trust';
import { chooseModel } from './chooseModel';
import { fetchKokoro, type Fetching } from './fetchKokoro';
import { importFiles } from './importFiles';
import { removeKokoro } from './removeKokoro';

/** Names what is missing instead of asking which variant is wanted. */
const getArgument = z.object({ voices: z.array(z.string()) });
/** Names the file or folder instead of asking for it. */
const importArgument = z.union([
  z.custom<vscode.Uri>((value) => value instanceof vscode.Uri),
  z.enum(['file', 'folder']),
]);

/** Get Kokoro, Import Kokoro's Files, Remove Kokoro. `listen` lets a voice be heard. */
export function registerKokoro(
  app: StoryFlow,
  listen: (sample: SampleView) => Promise<void>,
): vscode.Disposable {
  const fetching: Fetching = { app, listen };
  const command = (id: CommandId, work: (argument: unknown) => Promise<void>) =>
    registerCommand(id, (argument) =>
      telling(
        app.log,
        async () => {
          assertTrusted();
          await work(argument);
        },
        { retry: () => runCommand(id, argument) },
      ),
    );
  return vscode.Disposable.from(
    command('storyflow.getKokoro', async (argument) => {
      const named = getArgument.safeParse(argument);
      const models = await app.studio.call('models', undefined);
      // Where only voices are missing, there is nothing to choose.
      if (named.success && models.model !== undefined && named.data.voices.length > 0) {
        await fetchKokoro(fetching, named.data);
        return;
      }
      const choice = await chooseModel(models);
      if (choice === 'importFile') await importFiles(fetching, 'file');
      else if (choice === 'importFolder') await importFiles(fetching, 'folder');
      else if (choice)
        await fetchKokoro(fetching, {
          ...choice,
          ...(named.success && choice.voices === undefined && named.data.voices.length > 0 ? named.data : {}),
        });
    }),
    command('storyflow.importKokoro', (argument) =>
      importFiles(fetching, importArgument.catch('file').parse(argument)),
    ),
    command('storyflow.removeKokoro', () => removeKokoro(app)),
  );
}
