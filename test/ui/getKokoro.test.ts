import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { inputIdsDialect, toneModel } from '../../scripts/fixtures/toneModel';
import { openFileServer, whole, type Behaviour, type FileServer } from '../support/fileServer';
import { installToneModel } from '../support/toneModels';
import { eventually } from './support/eventually';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

const STORY = '---\nvoice: af_sky\n---\n\n# The Tale\n\n## One\n\nThe boat came in before the storm.\n';
/** Of the published model. */
const BYTES = 325_532_232;

/** Sends 3 MB of what was asked for, and then nothing. */
const slowly: Behaviour = (request, response) => {
  const at = Number(/^bytes=(\d+)-$/u.exec(request.headers.range ?? '')?.[1] ?? 0);
  response.writeHead(at > 0 ? 206 : 200, {
    'content-length': BYTES - at,
    etag: '"v1"',
    ...(at > 0 ? { 'content-range': `bytes ${at}-${BYTES - 1}/${BYTES}` } : {}),
  });
  response.write(Buffer.alloc(3_000_000));
};

describe('getting Kokoro', () => {
  let workbench: Workbench;
  let server: FileServer;
  before(async () => {
    server = await openFileServer(whole(Buffer.from(toneModel(inputIdsDialect))));
    workbench = await openWorkbench({
      workspace: { stories: { 'tale.story.md': STORY } },
      settings: { 'storyflow.models.mirror': server.url },
    });
    await workbench.openFile('tale.story.md');
  });
  after(async () => {
    await workbench.close();
    await server.close();
  });
  afterEach(() => workbench.runCommand('Notifications: Clear All Notifications'));

  const models = (name = '') => join(workbench.home, 'models', name);
  const part = () =>
    stat(models('onnx/model.onnx.part')).then(
      ({ size }) => size,
      () => 0,
    );
  const files = async () =>
    (await readdir(models(), { recursive: true }).catch(() => [])).filter((name) => name.includes('.'));
  const confirm = async (words: RegExp, button = 'Download') => {
    await workbench.dialog.getByText(words).first().waitFor();
    await workbench.dialog.getByRole('button', { name: button, exact: true }).click();
  };
  const get = async (label: string) => {
    await workbench.runCommand('StoryFlow: Get Kokoro...');
    // Only what can be seen is there to be clicked.
    await workbench.input.fill(label);
    await workbench.option(label).click();
  };

  it('shows the forms of the model, what they mean, and asks before anything is fetched', async () => {
    await workbench.runCommand('StoryFlow: Get Kokoro...');
    await workbench.option('fp32').getByText('325.5 MB').waitFor();
    await workbench
      .option('q8')
      .getByText(/two to four times slower/u)
      .waitFor();
    await workbench.screenshot('getKokoro');
    await workbench.option('fp32').click();
    const { dialog } = workbench;
    await dialog.getByText('Download 326.1 MB?').waitFor();
    const host = new URL(server.url).host;
    await dialog
      .getByText(new RegExp(`model\\.onnx, af_bella\\.bin, from ${host}\\. Licence: Apache-2\\.0\\.`, 'u'))
      .waitFor();
    await workbench.screenshot('getKokoroAsks');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual([server.asked, await files()], [[], []]);
  });

  it('refuses a file that is not what was published, and puts nothing in its place', async () => {
    await get('fp32');
    await confirm(/Download 326\.1 MB\?/u);
    const refusal = workbench.notification(/is not what was published: .* instead of 325532232/u);
    await refusal.getByRole('button', { name: 'Retry' }).waitFor();
    await refusal.getByRole('button', { name: 'Choose File' }).waitFor();
    assert.deepEqual(await files(), []);
  });

  it('tells how far it is, pauses, goes on from there, now and later, and removes what came', async () => {
    server.plan(slowly);
    await get('fp32');
    await confirm(/Download 326\.1 MB\?/u);
    const progress = workbench.notification(/Downloading Kokoro.*MB of 326\.1 MB/u);
    await progress.waitFor();
    await eventually(async () => {
      assert.equal(await part(), 3_000_000);
    });
    await workbench.screenshot('getKokoroProgress');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    const paused = workbench.notification(
      /The download of Kokoro is paused\. [36]\.0 MB of 326\.1 MB are kept/u,
    );
    await paused.getByRole('button', { name: 'Continue' }).click();
    await eventually(async () => {
      assert.equal(await part(), 6_000_000);
    });
    assert.match(
      server.asked.at(-1) ?? '',
      /\/resolve\/[0-9a-f]{40}\/onnx\/model\.onnx bytes=3000000- "v1"$/u,
    );
    await workbench
      .notification(/Downloading Kokoro/u)
      .getByRole('button', { name: 'Cancel' })
      .click();
    await paused.waitFor();
    await get('fp32');
    await confirm(/6\.0 MB of 326\.1 MB are here from before/u, 'Cancel');
    await workbench.runCommand('StoryFlow: Remove Kokoro...');
    await confirm(/Remove the unfinished download of Kokoro\?/u, 'Remove');
    await eventually(async () => {
      assert.deepEqual(await files(), []);
    });
  });

  it('9: is what the refusal of a missing model offers', async () => {
    await workbench.runCommand('StoryFlow: Generate All');
    const missing = workbench.notification(/model\.onnx and voices\/af_sky\.bin are missing: .*models/u);
    await missing.getByRole('button', { name: 'Choose File' }).waitFor();
    await missing.getByRole('button', { name: 'Use the Draft Voice' }).waitFor();
    await missing.getByRole('button', { name: 'Download' }).click();
    await workbench.option('fp32').click();
    await confirm(/model\.onnx, af_sky\.bin, from/u, 'Cancel');
  });

  it('takes the files that the writer has, and lets the voice be heard', async () => {
    const mine = join(workbench.home, 'mine');
    await installToneModel(mine);
    const dialog = workbench.page.getByText('Import Kokoro’s Files');
    // The dialog goes when anything else takes the focus.
    await eventually(async () => {
      if (!(await dialog.isVisible())) await get('Choose Folder...');
      await dialog.waitFor({ timeout: 5_000 });
      await workbench.input.fill(`${mine}/`, { timeout: 5_000 });
      await workbench.page.getByRole('option', { name: /^voices/u }).waitFor({ timeout: 5_000 });
    });
    await workbench.page.getByRole('button', { name: 'Import', exact: true }).click();
    await workbench.notification('3 files were imported. You hear af_bella.').waitFor();
    assert.deepEqual((await files()).sort(), ['model.onnx', 'voices/af_bella.bin', 'voices/af_heart.bin']);
    await workbench
      .webviewFrame('Player')
      .getByRole('heading', { name: /af_bella/u })
      .waitFor();
  });

  it('asks only for the voice where the model is there, and keeps what may be the writer’s own', async () => {
    await workbench.runCommand('StoryFlow: Generate All');
    const missing = workbench.notification(/voices\/af_sky\.bin is missing/u);
    await missing.getByRole('button', { name: 'Download' }).click();
    await confirm(/af_sky\.bin, from/u, 'Cancel');
    await workbench.runCommand('StoryFlow: Remove Kokoro...');
    await workbench.notification(/may be your own, and was left: model\.onnx, /u).waitFor();
  });
});

describe('getting Kokoro in Restricted Mode', () => {
  it('is refused, with the way to trust', async () => {
    const workbench = await openWorkbench({ restricted: true });
    await workbench.runCommand('StoryFlow: Get Kokoro...');
    await workbench
      .notification(/Restricted Mode/u)
      .getByRole('button', { name: 'Manage Workspace Trust' })
      .waitFor();
    await workbench.close();
  });
});
