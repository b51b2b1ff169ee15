import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { exitCode, type ExitCode } from '../../../src/cli/exitCode';
import { withModelHint } from '../../../src/cli/modelHint';
import { createProgram } from '../../../src/cli/program';
import { modelUnavailable } from '../../../src/core/speech/kokoro/modelFiles';
import { openFileServer, status, whole, type FileServer } from '../../support/fileServer';
import { publish, type Publication } from '../../support/testManifest';

describe('storyflow models', () => {
  let folder: string;
  let server: FileServer;
  let publication: Publication;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storyflow-models-'));
    server = await openFileServer((request, response) => {
      const content = publication.contents.get(request.url ?? '');
      (content ? whole(content) : status(404))(request, response);
    });
    publication = publish(server.url);
  });
  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs the command line, with made-up files as what was published. */
  async function run(...args: string[]): Promise<{ code: ExitCode; out: string; err: string }> {
    const [out, err] = [new PassThrough(), new PassThrough()];
    const code = await createProgram(
      { out: out as unknown as NodeJS.WriteStream, err: err as unknown as NodeJS.WriteStream },
      ['models', ...args, '--models', folder],
      publication.files,
    );
    const text = (stream: PassThrough) => String(stream.read() ?? '');
    return { code, out: text(out), err: text(err) };
  }
  const files = async () =>
    (await readdir(folder, { recursive: true })).filter((name) => name.includes('.')).sort();

  it('install says what it will fetch and from where, and fetches nothing unasked', async () => {
    const { code, err } = await run('install');
    assert.equal(code, exitCode.wrongUse);
    assert.match(
      err,
      /^To be fetched: 2 files, 0\.3 MB, from 127\.0\.0\.1:\d+\.\n {2}onnx\/model\.onnx {2}0\.3 MB/u,
    );
    assert.match(err, /\nLicence: Apache-2\.0\. They go to .*; each is checked against its published sum\./u);
    assert.match(err, /Nothing was fetched: add --yes/u);
    assert.deepEqual([server.asked, await files()], [[], []]);
  });

  it('install --yes fetches the default model and voice, and tells how far it is', async () => {
    const { code, err } = await run('install', '--yes');
    assert.equal(code, exitCode.done, err);
    assert.match(err, /\n100 %: /u);
    assert.deepEqual(await files(), ['onnx/model.onnx', 'voices/af_bella.bin']);
    const again = await run('install');
    assert.deepEqual([again.code, again.out], [exitCode.done, '']);
    assert.match(again.err, /Everything is there already/u);
  });

  it('install fetches another variant instead, or only voices', async () => {
    await run('install', '--variant', 'fp16', '--voice', 'af_heart', 'af_bella', '--yes');
    assert.deepEqual(await files(), ['onnx/model_fp16.onnx', 'voices/af_bella.bin', 'voices/af_heart.bin']);
    await rm(join(folder, 'voices'), { recursive: true });
    await run('install', '--voice', 'af_heart', '--yes');
    assert.deepEqual(await files(), ['onnx/model_fp16.onnx', 'voices/af_heart.bin']);
  });

  it('install asks a mirror', async () => {
    const mirror = await openFileServer(whole(publication.contents.get('/kokoro/voices/af_heart.bin')!));
    try {
      await writeFile(join(folder, 'model.onnx'), 'my own');
      const { code, err } = await run(
        'install',
        '--voice',
        'af_heart',
        '--mirror',
        `${mirror.url}/x/`,
        '--yes',
      );
      assert.equal(code, exitCode.done, err);
      assert.deepEqual([mirror.asked, server.asked], [['GET /x/kokoro/voices/af_heart.bin'], []]);
    } finally {
      await mirror.close();
    }
  });

  it('install takes nothing from a mirror that is not what was published', async () => {
    const mirror = await openFileServer(whole(Buffer.alloc(6000)));
    try {
      const { code, err } = await run('install', '--voice', 'af_heart', '--mirror', mirror.url, '--yes');
      assert.equal(code, exitCode.someFailed);
      assert.match(err, /is not what was published: .*announces 6000 bytes instead of 300000/u);
      assert.deepEqual(await files(), []);
    } finally {
      await mirror.close();
    }
  });

  it('install goes on from where it was', async () => {
    const content = publication.contents.get('/kokoro/onnx/model.onnx')!;
    await mkdir(join(folder, 'onnx'));
    const file = join(folder, 'onnx', 'model.onnx');
    await writeFile(`${file}.part`, content.subarray(0, 100_000));
    const [model] = publication.files;
    const record = { sha256: model?.sha256, url: model?.url, etag: '"v1"' };
    await writeFile(`${file}.part.json`, JSON.stringify(record));
    const asked = await run('install');
    assert.match(asked.err, /2 files, 0\.2 MB \(0\.1 MB of 0\.3 MB are there already\)/u);
    await run('install', '--yes');
    assert.equal(server.asked[0], 'GET /kokoro/onnx/model.onnx bytes=100000- "v1"');
    assert.ok(content.equals(await readFile(file)));
  });

  for (const [args, sentence] of [
    [['--variant', 'fp64'], /no variant “fp64”/u],
    [['--voice', 'af_nobody'], /no voice “af_nobody” to be fetched/u],
    [['--mirror', 'nowhere'], /“nowhere” is no mirror/u],
  ] as const) {
    it(`install ${args.join(' ')} is wrong use`, async () => {
      const { code, err } = await run('install', '--yes', ...args);
      assert.equal(code, exitCode.wrongUse);
      assert.match(err, sentence);
    });
  }

  it('remove removes what unfinished downloads left, and nothing of the writer’s own', async () => {
    await writeFile(join(folder, 'model.onnx'), 'my own');
    await writeFile(join(folder, 'model.onnx.part'), 'part');
    await writeFile(join(folder, 'model.onnx.part.json'), '{}');
    const { code, err } = await run('remove');
    assert.equal(code, exitCode.done);
    assert.match(err, /^0 files removed from .*, and what came of unfinished ones\.\nmodel\.onnx was left/u);
    assert.deepEqual(await files(), ['model.onnx']);
  });

  it('list tells of the variants, with their size and what they mean', async () => {
    const { code, err } = await run('list');
    assert.equal(code, exitCode.modelMissing);
    assert.match(err, /`storyflow models install` fetches it/u);
    assert.match(err, /\n {2}fp32 {4}325\.5 MB {2}Full precision\. The largest file, and the fastest/u);
    assert.match(err, /\n {2}q8 {7}92\.4 MB {2}.*two to four times slower/u);
  });
});

describe('the refusal of a missing file', () => {
  it('9: names the file and its folder, and three commands', () => {
    const refusal = modelUnavailable([{ name: 'voices/af_sky.bin', folder: '/models' }]);
    assert.deepEqual(withModelHint(refusal?.message ?? '').split('\n'), [
      'Of the Kokoro model, voices/af_sky.bin is missing: download the model or put it into the folder /models.',
      '  storyflow models install --voice af_sky  downloads what is missing',
      '  storyflow models import FILE  takes a file or folder that you have',
      '  --voice draft:en-us  uses the draft voice',
    ]);
    assert.equal(withModelHint('Another sentence.'), 'Another sentence.');
  });
});
