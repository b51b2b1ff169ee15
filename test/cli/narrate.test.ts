import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readRiff } from '../support/riff';
import { tempStories } from '../support/cli';
import { narrateResult } from '../support/narrateResult';

const STORY = `# The Boat

## Morning

The boat came in before the storm broke, and nobody on the quay said a word.

“You might have waited,” said Mara at last, and turned to the door.

## Evening

It rained.
`;

describe('storyflow narrate', () => {
  let place: Awaited<ReturnType<typeof tempStories>>;
  beforeEach(async () => {
    place = await tempStories({ 'boat.story.md': STORY });
  });
  afterEach(() => place.remove());

  const narrate = async (...args: string[]) =>
    narrateResult(await place.run(['narrate', 'boat.story.md', '--json', ...args]));

  it('writes one wav for each segment, and speaks nothing twice', async () => {
    const first = await narrate();
    assert.equal(first.segments, 2);
    assert.equal(first.files.length, 2);
    assert.deepEqual(first.errors, []);
    assert.ok(first.synthesized >= 3 && first.cached === 0);
    assert.ok(first.firstAudioSeconds !== null && first.firstAudioSeconds <= first.wallSeconds);
    const seconds = first.files.map(async (file) => readRiff(await readFile(file)).samples.length / 24_000);
    const sum = (await Promise.all(seconds)).reduce((total, each) => total + each, 0);
    assert.ok(Math.abs(sum - first.audioSeconds) < 0.01);

    const second = await narrate();
    assert.deepEqual([second.synthesized, second.cached, second.skipped], [0, 0, 2]);
    assert.deepEqual(second.files, first.files);
  });

  it('speaks only the sentence that changed', async () => {
    await narrate();
    await writeFile(place.path('boat.story.md'), STORY.replace('said Mara at last', 'said Mara quietly'));
    const result = await narrate();
    assert.deepEqual([result.synthesized, result.cached, result.skipped], [1, 1, 1]);
  });

  it('makes no sound again for a renamed heading, re-wrapped lines, CRLF or a moved section', async () => {
    const { files } = await narrate();
    const changes: [string, (text: string) => string][] = [
      ['renamed', (text) => text.replace('## Morning', '## Dawn')],
      ['wrapped', (text) => text.replace('broke, and', 'broke,\nand')],
      ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
      [
        'moved',
        () =>
          '# The Boat\n\n## Evening\n\nIt rained.\n\n' +
          STORY.slice(STORY.indexOf('## Morning'), STORY.indexOf('## Evening')),
      ],
    ];
    for (const [name, change] of changes) {
      await writeFile(place.path('boat.story.md'), change(STORY));
      const result = await narrate();
      assert.deepEqual([name, result.synthesized, result.skipped], [name, 0, 2]);
      assert.deepEqual([...result.files].sort(), [...files].sort());
    }
  });

  it('--force speaks everything again', async () => {
    const first = await narrate();
    const again = await narrate('--force');
    assert.deepEqual([again.synthesized, again.cached, again.skipped], [first.synthesized, 0, 0]);
  });

  it('--segment takes a number or a heading', async () => {
    assert.equal((await narrate('--segment', '2')).files.length, 1);
    assert.equal((await narrate('--segment', 'morning')).synthesized, 2);
    const { code, err } = await place.run(['narrate', 'boat.story.md', '--segment', 'Noon']);
    assert.equal(code, 2);
    assert.match(err, /has no segment “Noon”: it has 2, numbered 1 to 2/u);
  });

  it('prints a table with names, durations and files, and one line about Kokoro', async () => {
    const { code, out, err } = await place.run(['narrate', 'boat.story.md']);
    assert.equal(code, 0);
    assert.match(out, /The Boat\n/u);
    assert.match(out, /1 │ Morning\s+│\s+0:\d\d │ ready │ [0-9a-f-]{36}\.wav/u);
    assert.match(out, /Audio is in .storyflow\/media\/projects\/[0-9a-f-]{36}\/audio\n/u);
    assert.equal(err.match(/Kokoro/gu)?.length, 1);
    assert.doesNotMatch(err, /\u001b/u, 'no progress bar where there is no terminal');
  });

  it('keeps audio out of git', async () => {
    await narrate();
    spawnSync('git', ['init', '-q'], { cwd: place.folder });
    const { stdout } = spawnSync('git', ['status', '--porcelain', '-uall'], {
      cwd: place.folder,
      encoding: 'utf8',
    });
    assert.deepEqual(stdout.trim().split('\n').sort(), ['?? .storyflow/.gitignore', '?? boat.story.md']);
  });

  it('86: reaches for no network', async () => {
    const env = { NODE_OPTIONS: `--require ${JSON.stringify(resolve('test/fixtures/refuseNetwork.cjs'))}` };
    const { code, err } = await place.run(['narrate', 'boat.story.md'], { env });
    assert.equal(code, 0, err);
  });

  it('60: Ctrl-C finishes the segment under way and exits with 130', async () => {
    const parts = Array.from(
      { length: 40 },
      (_, index) => `## Part ${index}\n\n${'The boat came in again. '.repeat(8)}${index}.\n`,
    );
    await writeFile(place.path('long.story.md'), parts.join('\n'));
    const run = await place.run(['narrate', 'long.story.md', '--json'], {
      onStart: (kill) => {
        const audio = setInterval(() => {
          void wavsBelow(place.folder).then((wavs) => {
            if (wavs.length === 0) return;
            clearInterval(audio);
            kill('SIGINT');
          });
        }, 20);
      },
    });
    assert.equal(run.code, 130);
    assert.match(run.err, /Finishing the segment under way/u);
    const { files } = narrateResult(run);
    assert.ok(files.length >= 1 && files.length < 40);
    assert.equal((await wavsBelow(place.folder)).length, files.length, 'no other file is left');
  });

  it('voice and speed of the command go before those of the front matter', async () => {
    await writeFile(
      place.path('fr.story.md'),
      '---\nvoice: draft:fr\nspeed: 2\n---\n## Un\n\nLe bateau est revenu avant la tempête, et personne ne parlait.\n',
    );
    const fast = narrateResult(await place.run(['narrate', 'fr.story.md', '--json']));
    const slow = narrateResult(await place.run(['narrate', 'fr.story.md', '--json', '--speed', '0.5']));
    assert.ok(slow.audioSeconds > 2.5 * fast.audioSeconds);
    const english = narrateResult(
      await place.run(['narrate', 'fr.story.md', '--json', '--voice', 'draft:en-us']),
    );
    assert.equal(english.synthesized, 1);
  });
});

describe('storyflow narrate, bad input', () => {
  let place: Awaited<ReturnType<typeof tempStories>>;
  afterEach(() => place.remove());

  const cases: [name: string, text: string | Uint8Array, code: number, wavs: number, said: RegExp][] = [
    ['an empty file', '', 0, 0, /has no text to speak/u],
    ['a story without headings', 'Once upon a time.', 0, 1, /has no headings, so all of it is one segment/u],
    [
      'front matter that is no YAML',
      '---\nvoice: [\n---\n## One\n\nText.',
      0,
      1,
      /:3: The front matter is not valid YAML/u,
    ],
    [
      'an unknown voice in the front matter',
      '---\nvoice: af_nobody\n---\n## One\n\nText.',
      0,
      1,
      /af_nobody/u,
    ],
    [
      'text that is only punctuation',
      '## One\n\n... ?! —\n\n## Two\n\nText.',
      0,
      1,
      /“One” has no text to speak/u,
    ],
    ['a sentence of 10 000 characters', `## One\n\n${'and on it went '.repeat(667)}.`, 0, 1, /Kokoro/u],
    ['a NUL', '## One\n\nBefore\0after the storm.', 2, 0, /it is not a text file/u],
    [
      'a lone surrogate in UTF-16',
      Buffer.from('\uFEFF## One\n\nBefore \uD800 after.', 'utf16le'),
      0,
      1,
      /save it as UTF-8/u,
    ],
    [
      'a surrogate in UTF-8',
      Buffer.concat([
        Buffer.from('## One\n\nBefore '),
        Buffer.from([0xed, 0xa0, 0x80]),
        Buffer.from(' after.'),
      ]),
      0,
      1,
      /save it as UTF-8/u,
    ],
  ];
  for (const [name, text, code, wavs, said] of cases) {
    it(`${name}: says so, makes what can be made, and exits with ${code}`, async () => {
      place = await tempStories({ 'a.story.md': text });
      const run = await place.run(['narrate', 'a.story.md']);
      assert.equal(run.code, code, run.err);
      assert.match(run.err, said);
      assert.equal((await wavsBelow(place.folder)).length, wavs);
    });
  }

  it('a missing file: says so, narrates the others, and exits with 2', async () => {
    place = await tempStories({ 'a.story.md': '## One\n\nText.' });
    const run = await place.run(['narrate', 'none.story.md', '.', 'a.story.md']);
    assert.equal(run.code, 2);
    assert.match(run.err, /none\.story\.md cannot be read/u);
    assert.match(run.err, /\. is not a file/u);
    assert.equal((await wavsBelow(place.folder)).length, 1);
  });

  const misuse: [string[], RegExp][] = [
    [['narrate'], /missing required argument/u],
    [['narrate', 'a.story.md', '--speed', 'fast'], /not a number/u],
    [['narrate', 'a.story.md', '--voice', 'af_bela'], /af_bella/u],
    [['narrate', 'a.story.md', '--voice', 'draft:en-uk'], /draft:en/u],
    [['narrate', 'a.story.md', '--nonsense'], /unknown option/u],
    [['sing'], /unknown command/u],
  ];
  for (const [args, said] of misuse) {
    it(`wrong use (${args.join(' ')}) exits with 2`, async () => {
      place = await tempStories({ 'a.story.md': '## One\n\nText.' });
      const run = await place.run(args);
      assert.equal(run.code, 2, run.err);
      assert.match(run.err, said);
      assert.deepEqual(await wavsBelow(place.folder), []);
    });
  }

  it('9: a Kokoro voice that is asked for without a model exits with 3 and names file and folder', async () => {
    place = await tempStories({ 'a.story.md': '## One\n\nText.' });
    const run = await place.run(['narrate', 'a.story.md', '--voice', 'af_bella', '--models', 'nowhere']);
    assert.equal(run.code, 3);
    assert.match(run.err, /model\.onnx and voices\/af_bella\.bin are missing/u);
    assert.ok(run.err.includes(join(place.folder, 'nowhere')));
  });

  it('a media folder that cannot be made: every segment fails with a sentence, the exit code is 1', async () => {
    place = await tempStories({ 'a.story.md': '## One\n\nText.\n\n## Two\n\nMore.', media: 'a file' });
    const run = await place.run(['narrate', 'a.story.md', '--media', 'media', '--json']);
    assert.equal(run.code, 1);
    const { errors } = narrateResult(run);
    assert.equal(errors.length, 2);
    for (const { error } of errors) assert.match(error, /a file stands where a folder should be/u);
    assert.equal(await readFile(place.path('media'), 'utf8'), 'a file');
  });

  it('a wav that cannot be replaced: the others are made, nothing is left beside it', async () => {
    place = await tempStories({ 'a.story.md': '## One\n\nText.\n\n## Two\n\nMore.' });
    const [first] = narrateResult(await place.run(['narrate', 'a.story.md', '--json'])).files;
    assert.ok(first);
    await writeFile(place.path('a.story.md'), '## One\n\nNew text.\n\n## Two\n\nMore of it.');
    // A folder in the way stops even the superuser, whom no permission does.
    await rename(first, `${first}.kept`);
    await mkdir(first);
    const run = await place.run(['narrate', 'a.story.md', '--json']);
    assert.equal(run.code, 1);
    assert.equal(narrateResult(run).errors.length, 1);
    const left = (await readdir(join(first, '..'))).filter((name) => /tmp|new/u.test(name));
    assert.deepEqual(left, []);
  });
});

async function wavsBelow(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names.filter((name) => name.endsWith('.wav'));
}
