import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWavInfo } from '../../src/core/audio/readWav';
import type { Story } from '../../src/core/narration/story';
import { storePaths } from '../../src/core/store/paths';
import { draftCache } from './draftCache';
import {
  anyEdit,
  applyEdit,
  markdownOf,
  PARAGRAPHS,
  seedOfEnvironment,
  type Edit,
  type Section,
} from './editScripts';
import { scriptedEngine } from './engines';
import { openPlace, type Place } from './studio';

/** What happens to the stories of a folder between two times that all is looked at. */
type Step =
  | { readonly kind: 'edit'; readonly edits: readonly Edit[]; readonly order: readonly number[] }
  | { readonly kind: 'rename'; readonly story: number; readonly edits: readonly Edit[] }
  | { readonly kind: 'generate' | 'lock' | 'unlock'; readonly story: number; readonly at: number }
  | { readonly kind: 'restart' | 'rebuild' };

const number = fc.nat({ max: 999 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      edits: fc.array(anyEdit, { minLength: 1, maxLength: 4 }),
      order: fc.array(number, { maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('rename' as const),
      story: number,
      edits: fc.array(anyEdit, { maxLength: 1 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('generate' as const, 'lock' as const, 'unlock' as const),
      story: number,
      at: number,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('restart' as const, 'rebuild' as const) }) },
);

const start: fc.Arbitrary<Section[]> = fc.array(
  fc.record({
    heading: fc.nat({ max: 9 }).map((n) => (n < 2 ? 'Chapter 1' : `Part ${n}`)),
    text: fc.constantFrom(...PARAGRAPHS),
  }),
  { minLength: 3, maxLength: 6 },
);

/**
 * Random scripts over two stories of one folder, with real files: `folders` times so many as `steps`. A failure prints
 * the seed that repeats it, and is shrunk.
 */
export function libraryScripts({ folders, steps }: { folders: number; steps: number }): void {
  it(`${folders} folders of up to ${steps} random steps: no wav is lost, left over or another segment’s`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(start, start),
        fc.array(step, { minLength: Math.ceil(steps / 2), maxLength: steps }),
        async (stories, script) => {
          const world = await openWorld(stories);
          try {
            for (const each of script) await world.take(each);
          } finally {
            await world.close();
          }
        },
      ),
      { numRuns: folders, ...seedOfEnvironment() },
    );
  });
}

/** What is known of a segment with a text that no other has. */
interface Seen {
  readonly id: string;
  readonly isReady: boolean;
  readonly isLocked: boolean;
}

async function openWorld(first: readonly (readonly Section[])[]) {
  let sections = first;
  let names = ['a.story.md', 'b.story.md'];
  let renames = 0;
  let isRebuilt = false;
  const folder = await mkdtemp(join(tmpdir(), 'storyflow-cache-'));
  const texts = Object.fromEntries(names.map((name, at) => [name, markdownOf(first[at] ?? [])]));
  const place = await openPlace(texts, { engine: scriptedEngine(), cache: draftCache(folder) });
  let { studio, ended } = place as Pick<Place, 'studio' | 'ended'>;
  let seen = new Map<string, Seen>();

  const write = async () => {
    for (const [index, name] of names.entries()) await place.write(name, markdownOf(sections[index] ?? []));
  };
  const open = async (index: number) => studio.open(place.path(names[index % names.length] ?? ''));
  const edit = (edits: readonly Edit[]) => {
    sections = edits.reduce<readonly (readonly Section[])[]>(applyEdit, sections);
  };
  const generateAll = async (index: number) => {
    const response = await studio.generateAllAudio((await open(index)).projectId, { skipLocked: true });
    if ('task_id' in response) assert.deepEqual((await ended(response.task_id)).errors, []);
  };

  async function act(step: Step): Promise<void> {
    switch (step.kind) {
      case 'edit':
        edit(step.edits);
        await write();
        // Some are looked at, some are saved, in any order.
        for (const n of step.order) {
          const story = await open(n);
          if (n % 3 > 0) await studio.keep(story);
        }
        break;
      case 'rename': {
        const index = step.story % names.length;
        const to = `${['c', 'd', 'e'][++renames % 3] ?? ''}${renames}.story.md`;
        await rename(place.path(names[index] ?? ''), place.path(to));
        names = names.map((name, at) => (at === index ? to : name));
        edit(step.edits.map((each) => ({ ...each, story: index, toStory: index })));
        await write();
        break;
      }
      case 'generate':
        await generateAll(step.story);
        break;
      case 'lock':
      case 'unlock': {
        const story = await open(step.story);
        const segment = story.segments[step.at % Math.max(1, story.segments.length)];
        if (segment && step.kind === 'lock') await studio.lock(story, [segment]);
        else if (segment) await studio.unlock([segment]);
        break;
      }
      case 'restart':
      case 'rebuild':
        // Only wavs survive the loss of the database.
        if (step.kind === 'rebuild') {
          for (const index of names.keys()) await generateAll(index);
          await settle();
          await rm(storePaths(place.root).database, { force: true });
        }
        ({ studio, ended } = await place.open());
        break;
    }
  }

  /** Looks at all stories and writes them, until all that moved is where it belongs. */
  async function settle(): Promise<Story[]> {
    for (let round = 0; round < 2; round++)
      for (const index of names.keys()) await studio.keep(await open(index));
    return Promise.all([...names.keys()].map(open));
  }

  return {
    async take(step: Step) {
      await act(step);
      const stories = await settle();
      await checkFiles(place, stories);
      // What was detached and had no wav is not restored with a lost database; its lock stays.
      isRebuilt ||= step.kind === 'rebuild';
      await checkLocks(place, stories, isRebuilt);
      const now = seenIn(stories, sections);
      for (const [text, { id, isReady, isLocked }] of seen) {
        const after = now.get(text);
        if (!after) continue;
        assert.equal(after.id, id, `another id for “${text}” after ${JSON.stringify(step)}`);
        assert.ok(after.isReady || !isReady, `“${text}” lost its audio by ${JSON.stringify(step)}`);
        assert.ok(
          after.isLocked === isLocked || ['lock', 'unlock'].includes(step.kind),
          `the lock of “${text}” changed by ${JSON.stringify(step)}`,
        );
      }
      seen = now;
    },
    async close() {
      await place.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The segments whose texts are there but once. */
function seenIn(stories: readonly Story[], sections: readonly (readonly Section[])[]): Map<string, Seen> {
  const texts = sections.flat().map(({ text }) => text);
  const found = new Map<string, Seen>();
  for (const [index, { segments }] of stories.entries()) {
    assert.equal(segments.length, sections[index]?.length);
    for (const [at, { id, status, isLocked }] of segments.entries()) {
      const text = sections[index]?.[at]?.text ?? '';
      if (texts.indexOf(text) === texts.lastIndexOf(text))
        found.set(text, { id, isReady: status === 'ready', isLocked });
    }
  }
  return found;
}

/** Every wav is that of one segment, which says where it is and is what it says; and every lock is of a segment. */
async function checkFiles(place: Place, stories: readonly Story[]): Promise<void> {
  const stored = stories.flatMap(({ segments, detached, moved, replaced }) => {
    assert.deepEqual([moved, replaced], [[], []]);
    return [...segments.flatMap((segment) => segment.stored ?? []), ...detached];
  });
  assert.equal(new Set(stored.map(({ id }) => id)).size, stored.length);
  const withAudio = stored.flatMap(({ id, audio }) => (audio ? [{ id, audio }] : []));
  assert.deepEqual(await place.files(), withAudio.map(({ audio }) => audio.file).sort());
  for (const { id, audio } of withAudio) {
    const tags = (await readWavInfo(join(place.media, audio.file)))?.tags;
    assert.deepEqual([tags?.segmentId, tags?.textHash], [id, audio.textHash]);
    assert.ok(audio.file.startsWith(`projects/${tags?.projectId ?? ''}/`));
  }
}

async function checkLocks(place: Place, stories: readonly Story[], isRebuilt: boolean): Promise<void> {
  const text = await readFile(storePaths(place.root).locks, 'utf8').catch(() => '{"locks":[]}');
  const ids = new Set(stories.flatMap((each) => [...each.segments, ...each.detached].map(({ id }) => id)));
  for (const lock of (JSON.parse(text) as { locks: { segmentId: string; story: string }[] }).locks) {
    assert.ok(isRebuilt || ids.has(lock.segmentId), `the lock ${lock.segmentId} is nobody's`);
    assert.ok(
      stories.some(({ storyPath }) => storyPath === lock.story),
      `${lock.story} is locked`,
    );
  }
}
