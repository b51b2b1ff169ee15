import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { replaceFile } from '../src/core/replaceFile';
import { storePaths } from '../src/core/store/paths';
import { storyReader } from '../src/core/storyFile';
import { hum } from '../test/support/hum';
import { sentence } from '../test/support/stories';
import { openPlace } from '../test/support/studio';
import { print, processorTimeOf } from './measure';

const COUNT = 2_000;
/** So many of them get audio: enough to see what one costs in a story of that length. */
const NARRATED = 300;

/** A story of a megabyte: what opening it costs, and what a long run costs besides speaking. */
export async function benchLibrary(): Promise<void> {
  const read = storyReader();
  const place = await openPlace(
    { 'a.story.md': storyOf((number) => sentence(number)) },
    { engine: click, readText: async (path) => (await read(path)).text },
  );
  const open = () => place.studio.open(place.path('a.story.md'));
  const measure = async (name: string, run: () => Promise<unknown>, count = 1) => {
    const time = (await processorTimeOf(run)) / count;
    print(`  ${name.padEnd(44)} ${time.toFixed(1).padStart(8)} ms`);
  };
  try {
    print(`\n${COUNT} segments, 1 MB`);
    await measure('opened for the first time', open);
    await measure('written for the first time', async () => place.studio.keep(await open()));
    await open();
    await measure('opened again', open);
    const { projectId, segments } = await open();
    const segmentIds = segments.slice(0, NARRATED).map(({ id }) => id);
    const narrate = async () => {
      const response = await place.studio.generateAllAudio(projectId, { segmentIds });
      assert('task_id' in response);
      // Not the helper of tests: it has no patience for so many.
      assert.deepEqual((await place.tasks.whenEnded(response.task_id)).errors, []);
    };
    await measure('one segment of Generate All', narrate, NARRATED);
    const database = await readFile(storePaths(place.root).database);
    const copy = place.path('copy.db');
    await measure(`  of that, ${database.length} bytes to the disk`, () => replaceFile(copy, database));
    await open();
    await measure('opened again', open);
    await place.write('a.story.md', (await place.read('a.story.md')).replace('boat', 'ship'));
    await measure('opened after one word changed', open);
    await place.write(
      'a.story.md',
      storyOf((number) => sentence(number).toUpperCase()),
    );
    await measure('opened after all was rewritten', open);
  } finally {
    await place.close();
  }
}

/** As short a sound as passes for an utterance, always the same: what a wav costs is not to be measured here. */
const click = {
  synthesize: () => Promise.resolve({ samples: CLICK.slice(), words: [], tokens: 1, sounds: 1 }),
};

const CLICK = hum(240);

function storyOf(sentenceAt: (number: number) => string): string {
  const sections = Array.from({ length: COUNT }, (_, at) => {
    const sentences = Array.from({ length: 8 }, (_, index) => sentenceAt(8 * at + index));
    return `## Section ${at + 1}\n\n${sentences.join(' ')}\n`;
  });
  return sections.join('\n');
}
