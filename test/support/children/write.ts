// write.cjs ROOT PREFIX OWN SHARED TIMES: changes stories with the whole core, as a window does, and prints what it
// begins and what was acknowledged. In the story OWN it writes, adds, deletes, narrates and locks; in SHARED, where
// another one is at work, it narrates and locks the sections whose headings begin with PREFIX.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { messageOf, StoryFlowError } from '../../../src/core/errors';
import type { Segment, Story } from '../../../src/core/narration/story';
import { replaceStoryText } from '../../../src/core/storyFile';
import type { WriterLine, WriterOperation } from '../writers';
import { childStudio } from './childStudio';

const [root = '', prefix = '', own = '', shared = '', times = '', wasm = ''] = process.argv.slice(2);

function print(line: WriterLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function pick<T>(list: readonly T[]): T | undefined {
  return list[Math.floor(Math.random() * list.length)];
}

async function main(): Promise<void> {
  const { studio, tasks } = await childStudio(root, wasm);
  // A deletion that was killed in the middle is one from here on: what is added in its place later is another section.
  await studio.keep(await studio.open(join(root, own)));

  const edit = async (story: Story, change: (text: string) => string) =>
    replaceStoryText(story.path, story.source, change(story.source));

  const narrate = async (segmentId: string) => {
    const { task_id } = await studio.generateSegmentAudio(segmentId, { force: true });
    const { errors } = await tasks.whenEnded(task_id);
    for (const { error } of errors) throw new StoryFlowError('SpeechFailed', error);
  };

  const operations: Record<WriterOperation, (story: Story, segment: Segment) => Promise<void>> = {
    async narrate(story, { id, parsed, isLocked }) {
      if (isLocked) return;
      if (story.path.endsWith(own)) {
        const { from, to } = parsed.body;
        const text = `Once more, with the number ${randomBytes(4).toString('hex')}.`;
        await edit(story, (source) => `${source.slice(0, from)}\n\n${text}\n\n${source.slice(to)}`);
      }
      await narrate(id);
    },
    lock: (story, segment) => studio.lock(story, [segment]),
    unlock: (_, segment) => studio.unlock([segment]),
    delete: (_, { id }) => studio.deleteSegment(id),
    add: () => Promise.resolve(),
  };

  for (let step = 0; step < Number(times); step++) {
    const file = shared !== '' && Math.random() < 0.4 ? shared : own;
    const story = await studio.open(join(root, file));
    const sections = story.segments.filter(({ parsed }) => parsed.heading.startsWith(prefix));
    const segment = pick(sections);
    let operation: WriterOperation =
      pick(['narrate', 'narrate', 'lock', 'unlock', 'delete'] as const) ?? 'lock';
    if (file === own && sections.length < 4) operation = 'add';
    else if (operation === 'delete' && file !== own) operation = 'narrate';
    const heading =
      operation === 'add' ? `${prefix} ${randomBytes(4).toString('hex')}` : (segment?.parsed.heading ?? '');
    print({ began: operation, file, heading });
    try {
      if (operation === 'add') {
        await edit(story, (source) => `${source.trimEnd()}\n\n## ${heading}\n\nThis is ${heading}.\n`);
        await studio.keep(await studio.open(story.path));
      } else if (segment) await operations[operation](story, segment);
      const now = (await studio.open(story.path)).segments.find(({ parsed }) => parsed.heading === heading);
      print({
        did: operation,
        file,
        heading,
        spoken: operation === 'narrate' && !segment?.isLocked ? now?.text : undefined,
      });
    } catch (error) {
      const isSentence = error instanceof StoryFlowError && error.code !== 'Unexpected';
      print({ failed: operation, file, heading, isSentence, error: messageOf(error) });
    }
  }
  await tasks.shutdown();
  studio.close();
}

void main();
