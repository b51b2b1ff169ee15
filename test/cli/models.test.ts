import assert from 'node:assert/strict';
import { copyFile, mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { tempStories } from '../support/cli';
import { openFileServer, type Behaviour } from '../support/fileServer';

const TONES = resolve('test/fixtures/tone-kokoro');
/** Of the published model. */
const BYTES = 325_532_232;

/** Sends some of the model, and nothing more. */
const someOf =
  (bytes: number): Behaviour =>
  (_request, response) => {
    response.writeHead(200, { 'content-length': BYTES, etag: '"v1"' });
    response.write(Buffer.alloc(bytes));
  };

describe('storyflow models import', () => {
  let place: Awaited<ReturnType<typeof tempStories>>;
  beforeEach(async () => {
    place = await tempStories({ 'a.story.md': '## One\n\nText.' });
    await mkdir(place.path('mine'));
  });
  afterEach(() => place.remove());
  const imported = async (path: string) => {
    const { code, out, err } = await place.run(['models', 'import', path]);
    assert.equal(code, 0, err);
    return out.trim().split('\n');
  };
  const mine = (name: string) => place.path(`mine/${name}`);

  for (const dialect of ['input_ids', 'tokens'] as const) {
    it(`tells the dialect ${dialect} by what the model says, not by its name`, async () => {
      const [model = ''] = (await readdir(join(TONES, dialect))).filter((name) => name.endsWith('.onnx'));
      await copyFile(join(TONES, dialect, model), mine('whatever.onnx'));
      const [line] = await imported('mine/whatever.onnx');
      assert.match(
        line ?? '',
        new RegExp(`^model\\.onnx {2}[\\d.]+ [kM]B, reads ${dialect}, not a published file`, 'u'),
      );
    });
  }

  it('takes one voice, an archive of voices, or a folder of voices', async () => {
    const voice = join(TONES, 'input_ids/voices/af_bella.bin');
    assert.match((await imported(voice))[0] ?? '', /^voices\/af_bella\.bin {2}0\.5 MB, differs from the/u);
    await copyFile(join(TONES, 'tokens/voices-v1.0.bin'), mine('all.npz'));
    assert.match((await imported('mine/all.npz'))[0] ?? '', /^voices-v1\.0\.bin {2}/u);
    await rename(mine('all.npz'), mine('all.txt'));
    await copyFile(voice, mine('af_heart.bin'));
    assert.equal((await imported('mine')).length, 1);
  });

  // What is imported, its content, the sentence, and the exit code.
  const refused: [name: string, content: string | Buffer, sentence: RegExp, code: number][] = [
    ['model.onnx', 'no model', /model\.onnx is incomplete or not an ONNX model/u, 3],
    ['af_sky.bin', 'short', /af_sky\.bin is damaged: it has 5 bytes instead of 522240/u, 3],
    ['voices.npz', 'PK is no archive', /voices\.npz is damaged: it is not a NumPy archive/u, 3],
    ['story.txt', 'text', /story\.txt is neither a model \(\.onnx\), a voice such as/u, 2],
  ];
  for (const [name, content, sentence, code] of refused) {
    it(`refuses ${name} with “${content.toString()}”, and leaves everything as it was`, async () => {
      await writeFile(mine(name), content);
      const run = await place.run(['models', 'import', `mine/${name}`]);
      assert.match(run.err, sentence);
      assert.equal(run.code, code);
      assert.equal((await place.run(['models', 'list'])).out, '');
    });
  }

  it('refuses what is not there', async () => {
    const { code, err } = await place.run(['models', 'import', 'nowhere']);
    assert.equal(code, 2);
    assert.match(err, /nowhere cannot be read/u);
  });
});

describe('storyflow models install', () => {
  let place: Awaited<ReturnType<typeof tempStories>>;
  beforeEach(
    async () => (place = await tempStories({ 'a.story.md': '---\nvoice: af_sky\n---\n\n## One\n\nText.' })),
  );
  afterEach(() => place.remove());
  const args = (url: string) => [
    'models',
    'install',
    '--mirror',
    url,
    '--models',
    place.path('models'),
    '--yes',
  ];
  const part = () =>
    stat(place.path('models/onnx/model.onnx.part')).then(
      ({ size }) => size,
      () => 0,
    );

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`ends at ${signal}, keeps what came, and says how to go on`, async () => {
      const server = await openFileServer(someOf(3_000_000));
      try {
        const first = await place.run(args(server.url), {
          onStart: (kill) => {
            const look = setInterval(() => {
              void part().then((size) => {
                if (size < 3_000_000) return;
                clearInterval(look);
                kill(signal);
              });
            }, 20);
          },
        });
        assert.equal(first.code, 130, first.err);
        assert.match(
          first.err,
          /2 files, 326\.1 MB, .*\n(?:.*\n)*Stopped\. What came so far is kept: the same command/u,
        );
        assert.equal(await part(), 3_000_000);
        server.plan((_request, response) => response.writeHead(404).end());
        const next = await place.run(args(server.url));
        assert.match(next.err, /\(3\.0 MB of 326\.1 MB are there already\)/u);
        assert.match(
          server.asked.at(-1) ?? '',
          /resolve\/[0-9a-f]{40}\/onnx\/model\.onnx bytes=3000000- "v1"/u,
        );
        const removed = await place.run(['models', 'remove', '--models', place.path('models')]);
        assert.match(removed.err, /what came of unfinished ones/u);
        assert.equal(await part(), 0);
      } finally {
        await server.close();
      }
    });
  }

  it('puts nothing in its place that is not what was published', async () => {
    const server = await openFileServer((_request, response) => response.end('a page of words'));
    try {
      const { code, err } = await place.run(args(server.url));
      assert.equal(code, 1);
      assert.match(err, /is not what was published: .* announces 15 bytes instead of 325532232/u);
      assert.deepEqual(await readdir(place.path('models/onnx')), []);
    } finally {
      await server.close();
    }
  });

  it('9: is one of three commands that the refusal of a missing model names', async () => {
    for (const run of [
      await place.run(['narrate', 'a.story.md']),
      await place.run(['speak', 'Hello.', '--voice', 'af_sky', '-o', 'a.wav']),
    ]) {
      assert.equal(run.code, 3);
      assert.match(
        run.err,
        /model\.onnx and voices\/af_sky\.bin are missing: .* into the folder .*models\.\n/u,
      );
      assert.match(
        run.err,
        /storyflow models install --voice af_sky .*\n.*storyflow models import .*\n.*--voice draft:en-us/u,
      );
    }
  });
});
