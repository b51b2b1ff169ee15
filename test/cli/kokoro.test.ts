import assert from 'node:assert/strict';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { tempStories } from '../support/cli';
import { narrateResult } from '../support/narrateResult';
import { readRiff } from '../support/riff';
import { longStory, sentence } from '../support/stories';
import { decodeTones } from '../support/tones';

const MODELS = {
  input_ids: resolve('test/fixtures/tone-kokoro/input_ids'),
  tokens: resolve('test/fixtures/tone-kokoro/tokens'),
};

describe('storyflow narrate, with Kokoro', () => {
  let place: Awaited<ReturnType<typeof tempStories>>;
  afterEach(() => place.remove());
  const narrate = async (...args: string[]) =>
    narrateResult(
      await place.run(['narrate', 'a.story.md', '--json', '--models', MODELS.input_ids, ...args]),
    );
  const edit = (change: (text: string) => string, text: string) =>
    writeFile(place.path('a.story.md'), change(text));

  for (const [dialect, folder] of Object.entries(MODELS)) {
    it(`speaks the ids that \`phonemes\` shows, in order, through the ${dialect} dialect`, async () => {
      place = await tempStories({
        'a.story.md':
          '## One\n\nThe boat came in before the storm broke, (at last) and nobody “spoke”. It was 1984, and $3.50 was a lot of money to her!\n',
      });
      const { files } = narrateResult(
        await place.run(['narrate', 'a.story.md', '--json', '--models', folder, '--speed', '2']),
      );
      const heard = decodeTones(readRiff(await readFile(files[0] ?? '')).samples);
      const segments = JSON.parse(
        (await place.run(['segments', 'a.story.md', '--json', '--models', folder])).out,
      ) as {
        segments: { utterances: string[] }[];
      };
      const input = (segments.segments[0]?.utterances ?? []).join('\n');
      const lines = (await place.run(['phonemes', '-'], { input })).out.trim().split('\n');
      const sent = lines.map((line) => (JSON.parse(line) as { tokens: number[] }).tokens.slice(1, -1));
      assert.deepEqual(
        heard.map(({ ids }) => [...ids]),
        sent,
      );
      for (const { row, ids, speed } of heard) assert.deepEqual([row, speed], [ids.length - 1, 2]);
    });
  }

  it('12: af_bella speaks when nothing is configured and its files are there', async () => {
    place = await tempStories({ 'a.story.md': '## One\n\nThe boat came in before the storm broke.' });
    const { files } = await narrate();
    assert.match(readRiff(await readFile(files[0] ?? '')).ixml, /af_bella/u);
  });

  it('re-voices what changed in a story of 300 sentences and nothing else', async function () {
    this.timeout(180_000);
    const story = longStory(300);
    place = await tempStories({ 'a.story.md': story });
    const first = await narrate();
    assert.deepEqual([first.synthesized, first.errors], [300, []]);
    const cases: [string, (text: string) => string, number][] = [
      [
        'one sentence inserted at the top',
        (text) => text.replace(sentence(0), `${sentence(900)} ${sentence(0)}`),
        1,
      ],
      ['one sentence deleted', (text) => text.replace(` ${sentence(7)}`, ''), 0],
      ['a section moved', (text) => moveFirstSectionToEnd(text), 0],
      ['a heading renamed', (text) => text.replace('## Section 3\n', '## The third\n'), 0],
      ['lines re-wrapped', (text) => text.replaceAll('. ', '.\n'), 0],
      ['CRLF', (text) => text.replaceAll('\n', '\r\n'), 0],
    ];
    for (const [name, change, synthesized] of cases) {
      await edit(change, story);
      const result = await narrate();
      assert.deepEqual([name, result.synthesized, result.errors], [name, synthesized, []]);
    }
    await edit((text) => text, story);
    await narrate();
    assert.equal((await narrate('--force')).synthesized, 300);
  });

  it('D-28: the draft voice and Kokoro never replace each other unasked', async () => {
    place = await tempStories({ 'a.story.md': '## One\n\nThe boat came in before the storm broke.' });
    const draft = narrateResult(await place.run(['narrate', 'a.story.md', '--json']));
    assert.equal(draft.synthesized, 1);
    assert.equal((await narrate()).skipped, 1, 'Kokoro is there now, and leaves the draft alone');
    assert.equal((await narrate('--voice', 'af_bella')).synthesized, 1, 'asked for by name it speaks');
    const after = narrateResult(await place.run(['narrate', 'a.story.md', '--json']));
    assert.equal(after.skipped, 1, 'a missing model makes no audio out of date');
  });

  it('D-28: audio of another model is out of date, is made again, and comes back from the cache with the old one', async () => {
    place = await tempStories({ 'a.story.md': '## One\n\nThe boat came in before the storm broke.' });
    const of = (folder: string) => ['a.story.md', '--json', '--models', folder];
    const staleBecause = async (folder: string) => {
      const { out } = await place.run(['segments', ...of(folder)]);
      return (JSON.parse(out) as { segments: { staleBecause: string[] }[] }).segments[0]?.staleBecause;
    };
    const spokenWith = async (folder: string) => {
      const { synthesized, skipped, errors } = narrateResult(await place.run(['narrate', ...of(folder)]));
      return { synthesized, skipped, errors };
    };
    assert.equal((await spokenWith(MODELS.input_ids)).synthesized, 1);
    assert.deepEqual(await staleBecause(MODELS.input_ids), []);
    assert.deepEqual(await staleBecause(MODELS.tokens), ['model']);
    assert.deepEqual(await spokenWith(MODELS.tokens), { synthesized: 1, skipped: 0, errors: [] });
    assert.deepEqual(await staleBecause(MODELS.tokens), []);
    assert.deepEqual(await spokenWith(MODELS.input_ids), { synthesized: 0, skipped: 0, errors: [] });
  });

  const broken: [string, (model: Buffer) => Buffer | string, RegExp][] = [
    ['truncated', (model) => model.subarray(0, model.length / 2), /model\.onnx/u],
    ['not a model', () => 'not a model', /model\.onnx/u],
    ['empty', () => '', /model\.onnx/u],
  ];
  for (const [name, damage, said] of broken) {
    it(`a model that is ${name}: one sentence for each segment, nothing is lost, and the next run works`, async () => {
      place = await tempStories({
        'a.story.md': '## One\n\nThe boat came in.\n\n## Two\n\nIt rained all night.',
      });
      const models = place.path('models');
      await mkdir(join(models, 'voices'), { recursive: true });
      await copyFile(join(MODELS.input_ids, 'voices/af_bella.bin'), join(models, 'voices/af_bella.bin'));
      const model = await readFile(join(MODELS.input_ids, 'model.onnx'));
      await writeFile(join(models, 'model.onnx'), damage(model));
      const run = await place.run(['narrate', 'a.story.md', '--json', '--models', models]);
      const { errors } = narrateResult(run);
      assert.equal(run.code, 1, run.err);
      assert.equal(errors.length, 2);
      for (const { error } of errors) assert.match(error, said);
      await writeFile(join(models, 'model.onnx'), model);
      assert.equal(
        narrateResult(await place.run(['narrate', 'a.story.md', '--json', '--models', models])).synthesized,
        2,
      );
    });
  }

  it('a voice of the wrong size: says which file', async () => {
    place = await tempStories({ 'a.story.md': '## One\n\nThe boat came in.' });
    const models = place.path('models');
    await mkdir(join(models, 'voices'), { recursive: true });
    await copyFile(join(MODELS.input_ids, 'model.onnx'), join(models, 'model.onnx'));
    await writeFile(join(models, 'voices/af_bella.bin'), Buffer.alloc(1000));
    const run = await place.run(['narrate', 'a.story.md', '--models', models]);
    assert.equal(run.code, 1);
    assert.match(run.err, /af_bella\.bin/u);
  });
});

describe('storyflow lock, unlock, delete', () => {
  let place: Awaited<ReturnType<typeof tempStories>>;
  const STORY =
    '# Title\n\n## One\n\nThe boat came in.\n\n### Part\n\nA part of it.\n\n## Two\n\nIt rained all night.\n';
  const narrate = async (...args: string[]) =>
    narrateResult(await place.run(['narrate', 'a.story.md', '--json', ...args]));
  beforeEach(async () => {
    place = await tempStories({ 'a.story.md': STORY });
  });
  afterEach(() => place.remove());

  it('8, 19: a locked segment keeps its wav byte for byte until it is unlocked', async () => {
    const { files } = await narrate();
    const before = await readFile(files[2] ?? '');
    assert.equal((await place.run(['lock', 'a.story.md', '--segment', 'Two'])).code, 0);
    await writeFile(place.path('a.story.md'), STORY.replace('all night', 'all day'));
    assert.equal((await narrate('--force')).skipped, 1);
    const named = await place.run(['narrate', 'a.story.md', '--json', '--segment', 'Two']);
    assert.equal(named.code, 1);
    assert.match(narrateResult(named).errors[0]?.error ?? '', /locked: unlock it first/u);
    assert.deepEqual(await readFile(files[2] ?? ''), before);
    assert.equal((await place.run(['unlock', 'a.story.md', '--segment', '3'])).code, 0);
    assert.equal((await narrate()).synthesized, 1);
    assert.notDeepEqual(await readFile(files[2] ?? ''), before);
  });

  it('locks.json is text for git, one lock a line, and outlives the database', async () => {
    await narrate();
    await place.run(['lock', 'a.story.md', '--segment', '1', '--segment', '3']);
    const text = await readFile(place.path('.storyflow/locks.json'), 'utf8');
    assert.equal(text.split('\n').filter((line) => line.includes('"segmentId"')).length, 2);
    await rm(place.path('.storyflow/storyflow.db'));
    await rm(place.path('.storyflow/media'), { recursive: true });
    assert.equal((await narrate()).skipped, 2, 'a fresh clone has the locks, without audio');
  });

  it('40, 44: delete takes the section, the wav and the record, and leaves the others', async () => {
    const { files } = await narrate();
    assert.equal((await place.run(['delete', 'a.story.md', '--segment', 'One'])).code, 0);
    assert.equal(
      await readFile(place.path('a.story.md'), 'utf8'),
      STORY.replace('## One\n\nThe boat came in.\n\n', ''),
    );
    assert.deepEqual(await wavsIn(files[0] ?? ''), files.slice(1).map(nameOf).sort());
    const after = await narrate();
    assert.deepEqual([after.synthesized, after.skipped], [0, 2]);
  });

  it('D-30, 46: --with-parts takes the parts along, and a lock does not keep a segment from being deleted', async () => {
    const { files } = await narrate();
    await place.run(['lock', 'a.story.md', '--segment', 'One']);
    const { out } = await place.run(['delete', 'a.story.md', '--segment', 'One', '--with-parts']);
    assert.match(out, /2 segments deleted/u);
    assert.deepEqual(await wavsIn(files[0] ?? ''), files.slice(2).map(nameOf));
    assert.doesNotMatch(await readFile(place.path('.storyflow/locks.json'), 'utf8'), /segmentId/u);
  });
});

describe('storyflow speak', () => {
  it('speaks a text into a wav, and replaces nothing that is none', async () => {
    const place = await tempStories({ 'a.story.md': '## One\n\nText.' });
    try {
      const run = await place.run(['speak', 'The boat came in. It rained.', '-o', 'out.wav', '--json']);
      assert.equal(run.code, 0, run.err);
      const wav = readRiff(await readFile(place.path('out.wav')));
      assert.ok(wav.samples.length > 24_000 && wav.cues.length === 2);
      const refused = await place.run(['speak', 'Hello.', '-o', 'a.story.md']);
      assert.equal(refused.code, 2);
      assert.match(refused.err, /was left as it is: name a file that ends in \.wav/u);
      assert.equal((await place.run(['speak', ' ... ', '-o', 'none.wav'])).code, 2);
    } finally {
      await place.remove();
    }
  });
});

describe('storyflow models and cache', () => {
  it('imports a voice that somebody made, under a published name', async () => {
    const place = await tempStories({ 'a.story.md': '## One\n\nText.' });
    try {
      const { code, err } = await place.run(['models', 'import', MODELS.input_ids]);
      assert.equal(code, 0, err);
      assert.match(
        (await place.run(['models', 'verify'])).out,
        /af_bella\.bin: differs from the published voice/u,
      );
    } finally {
      await place.remove();
    }
  });

  it('imports what a folder holds, lists and verifies it, and Kokoro speaks', async () => {
    const place = await tempStories({ 'a.story.md': '## One\n\nThe boat came in.' });
    try {
      assert.equal((await place.run(['models', 'list'])).code, 3);
      const imported = await place.run(['models', 'import', MODELS.tokens]);
      assert.equal(imported.code, 0, imported.err);
      assert.match(imported.out, /kokoro-v1\.0\.onnx/u);
      assert.equal((await place.run(['models', 'list'])).code, 0);
      assert.match((await place.run(['models', 'verify'])).out, /may be your own/u);
      assert.equal(
        narrateResult(await place.run(['narrate', 'a.story.md', '--json', '--voice', 'bf_emma'])).synthesized,
        1,
      );
      const info = JSON.parse((await place.run(['cache', 'info', '--json'])).out) as { bytes: number };
      assert.ok(info.bytes > 0);
      await place.run(['cache', 'clear']);
      const empty = JSON.parse((await place.run(['cache', 'info', '--json'])).out) as { bytes: number };
      assert.equal(empty.bytes, 0);
      const none = await place.run(['models', 'import', place.folder]);
      assert.equal(none.code, 3);
      assert.match(none.err, /holds no Kokoro model/u);
    } finally {
      await place.remove();
    }
  });
});

function moveFirstSectionToEnd(text: string): string {
  const from = text.indexOf('## Section 1\n');
  const to = text.indexOf('## Section 2\n');
  return `${text.slice(0, from)}${text.slice(to)}\n${text.slice(from, to)}`;
}

async function wavsIn(wav: string): Promise<string[]> {
  return (await readdir(join(wav, '..'))).sort();
}

function nameOf(path: string): string {
  return path.split('/').at(-1) ?? '';
}
