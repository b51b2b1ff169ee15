import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, type InstallProgress } from '../../../../../src/core/speech/kokoro/install';
import { planInstall, type InstallWish } from '../../../../../src/core/speech/kokoro/planInstall';
import { openFileServer, status, whole, type FileServer } from '../../../../support/fileServer';
import { publish, type Publication } from '../../../../support/testManifest';

describe('installing Kokoro', () => {
  let folder: string;
  let server: FileServer;
  let publication: Publication;
  let told: InstallProgress[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storyflow-install-'));
    server = await openFileServer((request, response) => {
      const content = publication.contents.get(request.url ?? '');
      (content ? whole(content) : status(404))(request, response);
    });
    publication = publish(server.url);
    told = [];
  });
  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const wish = (changes: Partial<InstallWish> = {}): InstallWish => ({
    folder,
    variant: 'fp32',
    voices: undefined,
    files: publication.files,
    ...changes,
  });
  const options = {
    proxies: {},
    signal: new AbortController().signal,
    onProgress: (progress: InstallProgress) => told.push(progress),
  };
  const run = async (changes: Partial<InstallWish> = {}) =>
    install(await planInstall(wish(changes)), options);
  const files = async () =>
    (await readdir(folder, { recursive: true })).filter((name) => name.includes('.')).sort();
  const contentOf = (path: string) => publication.contents.get(`/kokoro/${path}`) ?? Buffer.alloc(0);

  it('says before what will be fetched, and asks nobody for that', async () => {
    const { host } = new URL(server.url);
    const plan = await planInstall(wish());
    assert.deepEqual(
      plan.files.map(({ name, bytes, received }) => [name, bytes, received]),
      [
        ['onnx/model.onnx', 300_000, 0],
        ['voices/af_bella.bin', 5000, 0],
      ],
    );
    assert.deepEqual([plan.bytes, plan.received, plan.replaces], [305_000, 0, []]);
    assert.deepEqual([plan.hosts, plan.licences], [[host], ['Apache-2.0']]);
    assert.deepEqual(server.asked, []);
    assert.deepEqual(await files(), []);
  });

  it('puts model and voice in their places, and has nothing to do then', async () => {
    await run();
    assert.deepEqual(await files(), ['onnx/model.onnx', 'voices/af_bella.bin']);
    for (const name of await files()) assert.ok(contentOf(name).equals(await readFile(join(folder, name))));
    const plan = await planInstall(wish());
    assert.deepEqual([plan.files, plan.bytes], [[], 0]);
  });

  it('fetches voices alone, only those that are named and missing', async () => {
    await run({ variant: undefined, voices: ['af_heart'] });
    await run({ variant: undefined, voices: ['af_heart', 'af_bella', 'af_heart'] });
    assert.deepEqual(server.asked, ['GET /kokoro/voices/af_heart.bin', 'GET /kokoro/voices/af_bella.bin']);
  });

  it('leaves voices out that an archive has', async () => {
    await writeFile(join(folder, 'voices-v1.0.bin'), 'an archive');
    const plan = await planInstall(wish());
    assert.deepEqual(
      plan.files.map(({ name }) => name),
      ['onnx/model.onnx'],
    );
  });

  it('takes the path of the site to a mirror', async () => {
    const plan = await planInstall(wish({ mirror: 'http://mirror.invalid/hf/' }));
    assert.deepEqual(
      plan.files.map(({ url }) => url),
      [
        'http://mirror.invalid/hf/kokoro/onnx/model.onnx',
        'http://mirror.invalid/hf/kokoro/voices/af_bella.bin',
      ],
    );
    assert.deepEqual(plan.hosts, ['mirror.invalid']);
  });

  for (const mirror of ['mirror', 'file:///models', 'https://a/?token=1', 'javascript:0']) {
    it(`refuses the mirror ${mirror}`, () =>
      assert.rejects(planInstall(wish({ mirror })), { code: 'WrongUse', message: /is no mirror/u }));
  }

  it('refuses a variant or voice that there is not', async () => {
    await assert.rejects(
      planInstall(wish({ variant: 'fp64' })),
      /no variant “fp64” of the model: choose one of fp32/u,
    );
    await assert.rejects(planInstall(wish({ voices: ['af_nobody'] })), /no voice “af_nobody” to be fetched/u);
    await assert.rejects(planInstall(wish({ voices: ['../../x'] })), { code: 'WrongUse' });
  });

  it('removes the model that would be used instead, when the wanted one is there and not before', async () => {
    // Of a published file's size, so it is one that was damaged.
    await mkdir(join(folder, 'onnx'));
    const file = join(folder, 'onnx', 'model.onnx');
    await writeFile(file, '');
    await truncate(file, 300_000);
    const plan = await planInstall(wish({ variant: 'fp16' }));
    assert.deepEqual(plan.replaces, ['onnx/model.onnx']);
    server.plan(status(404));
    await assert.rejects(install(plan, options), { code: 'DownloadFailed' });
    assert.ok((await files()).includes('onnx/model.onnx'));
    server.plan((request, response) => {
      whole(publication.contents.get(request.url ?? '') ?? Buffer.alloc(0))(request, response);
    });
    await install(plan, options);
    assert.deepEqual(await files(), ['onnx/model_fp16.onnx', 'voices/af_bella.bin']);
  });

  it('keeps a model of the writer’s own, and says that it is in the way', async () => {
    await writeFile(join(folder, 'model.onnx'), 'my own');
    await assert.rejects(
      planInstall(wish()),
      /model\.onnx stands in the way of onnx\/model\.onnx, and is not/u,
    );
  });

  it('fetches nothing where the disk has no room for it', async () => {
    const plan = await planInstall(wish());
    const freeBytes = () => Promise.resolve(304_999);
    await assert.rejects(
      install(plan, { ...options, freeBytes }),
      /^DownloadFailedError: 0\.3 MB are to be fetched, but the disk of .* has room for 0\.3 MB: free some space/u,
    );
    assert.deepEqual(server.asked, []);
    await install(plan, { ...options, freeBytes: () => Promise.reject(new Error('not told')) });
  });

  it('tells how far all files are, how fast, and how long it takes', async () => {
    let clock = 0;
    const plan = await planInstall(wish({ voices: ['af_bella', 'af_heart'] }));
    await install(plan, { ...options, now: () => (clock += 600) });
    const received = told.map((progress) => progress.received);
    assert.deepEqual(
      received,
      received.toSorted((a, b) => a - b),
    );
    assert.equal(received.at(-1), 311_000);
    assert.ok(told.every(({ total }) => total === 311_000));
    assert.ok(
      told.some(({ bytesPerSecond = 0, secondsLeft = -1 }) => bytesPerSecond > 0 && secondsLeft >= 0),
    );
    assert.deepEqual(
      told.filter(({ state }) => state === 'checking').map(({ file }) => file),
      ['onnx/model.onnx', 'voices/af_bella.bin', 'voices/af_heart.bin'],
    );
  });
});
