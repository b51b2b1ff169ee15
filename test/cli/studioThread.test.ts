import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { applyEdits } from '../../src/core/story/applyEdits';
import { StudioThread } from '../../src/studio/client';
import type { StudioEvent } from '../../src/studio/protocol';
import type { StudioSettings } from '../../src/studio/settings';
import { tempStories } from '../support/cli';

const narration = {
  speed: 1,
  pauses: { part: 100, sentence: 400, paragraph: 800, heading: 1200 },
  tables: 'read' as const,
  emoji: 'name' as const,
  speakHeadings: false,
};

describe('the studio thread', () => {
  let stories: Awaited<ReturnType<typeof tempStories>>;
  const threads: StudioThread[] = [];
  beforeEach(async () => {
    const text = await readFile('samples/the-lighthouse.story.md', 'utf8');
    stories = await tempStories({ 'tale.story.md': text });
  });
  afterEach(async () => {
    await Promise.all(threads.splice(0).map((thread) => thread.dispose()));
    await stories.remove();
  });

  function start(settings: Partial<StudioSettings> = {}) {
    const events: StudioEvent[] = [];
    const thread = new StudioThread({
      entry: resolve('dist/studio.cjs'),
      settings: () => ({
        folders: [{ folder: stories.folder, narration }],
        narration,
        threads: 0,
        cacheBytes: 1e9,
        idleMs: 60_000,
        ...settings,
      }),
      handlers: { writeText: () => Promise.reject(new Error('not asked for')) },
      onEvent: (event) => events.push(event),
      onLost: () => undefined,
    });
    threads.push(thread);
    return { thread, events };
  }

  async function ended(thread: StudioThread, taskId: string) {
    for (const until = Date.now() + 10_000; Date.now() < until;) {
      const status = await thread.call('getTaskStatus', { taskId });
      if (status.status === 'COMPLETED' || status.status === 'FAILED') return status;
    }
    throw new Error('The task did not end.');
  }

  it('looks at a story without writing anything', async () => {
    const { thread } = start();
    const view = await thread.call('open', { path: stories.path('tale.story.md') });
    assert.equal(view.title, 'The Lighthouse');
    assert.ok(view.segments.every(({ status }) => status === 'none'));
    await assert.rejects(stat(stories.path('.storyflow')), { code: 'ENOENT' });
  });

  it('1, 31: speaks one segment with the draft voice and tells of it', async () => {
    const { thread, events } = start();
    const path = stories.path('tale.story.md');
    const [first] = (await thread.call('open', { path })).segments;
    const handle = await thread.call('generateSegmentAudio', { segmentId: first!.id, force: false });
    assert.equal(handle.status, 'PENDING');
    const status = await ended(thread, handle.task_id);
    assert.deepEqual([status.status, status.completed_segments.length], ['COMPLETED', 1]);
    const [now] = (await thread.call('open', { path })).segments;
    assert.equal(now?.status, 'ready');
    assert.ok((await readFile(now.audio!.path)).length > 1000);
    const told = events.flatMap((event) => (event.event === 'task' ? [event.task] : []));
    assert.deepEqual(
      [...new Set(told.map((task) => task.status.status))],
      ['PENDING', 'PROCESSING', 'COMPLETED'],
    );
    assert.deepEqual(told[0]?.segmentIds, [first!.id]);
    assert.ok(told.some(({ totalCharacters }) => totalCharacters > 0));
  });

  it('tells what is to be heard in a segment, and where it stands in what is typed', async () => {
    const { thread } = start();
    const path = stories.path('tale.story.md');
    const [first] = (await thread.call('open', { path })).segments;
    const segmentId = first!.id;
    const AudioNotReadable = { code: 'AudioNotReadable', message: /^There is no audio of “/u };
    await assert.rejects(thread.call('soundtrack', { segmentId }), AudioNotReadable);
    await assert.rejects(thread.call('soundtrack', { segmentId: 'x' }), { code: 'SegmentNotFound' });
    await ended(thread, (await thread.call('generateSegmentAudio', { segmentId, force: false })).task_id);
    const [now] = (await thread.call('open', { path })).segments;
    const text = (await readFile(path, 'utf8')).replace('## ', 'Typed.\n\n## ');
    const { version, durationSeconds, peaks, sentences } = await thread.call('soundtrack', {
      segmentId,
      text,
    });
    assert.deepEqual([version, durationSeconds], [now?.audio?.version, now?.audio?.durationSeconds]);
    assert.equal(peaks.length, 2 * Math.ceil(durationSeconds * 50));
    assert.ok(sentences.length > 3);
    for (const { text: spoken, source } of sentences)
      assert.equal(text.slice(source?.from, source?.to).replaceAll(/\s+/gu, ' '), spoken);
  });

  it('shows what a text would be while it is typed, and remembers nothing of it', async () => {
    const { thread } = start();
    const path = stories.path('tale.story.md');
    const before = await thread.call('open', { path });
    const text = (await readFile(path, 'utf8')).replace('## ', '## A new part\n\nOf words.\n\n## ');
    const typed = await thread.call('preview', { path, text });
    assert.equal(typed.segments.length, before.segments.length + 1);
    assert.equal(typed.segments[1]?.id, before.segments[0]?.id);
    assert.deepEqual(await thread.call('open', { path }), before);
  });

  it('gives edits that split a sentence, and says so where there is no place for it', async () => {
    const { thread } = start();
    const path = stories.path('long.story.md');
    const text = '## One\n\nMara rowed through the whole night; nobody came to help her.\n\nShe slept.\n';
    await writeFile(path, text);
    const [file] = await thread.call('planSplit', { path, at: text.indexOf('night') });
    assert.equal(file?.before, text);
    assert.equal(applyEdits(text, file.edits), text.replace('night; nobody', 'night. Nobody'));
    await assert.rejects(thread.call('planSplit', { path, at: text.indexOf('slept') }), {
      code: 'WrongUse',
      message: /put a full stop/u,
    });
  });

  it('36: an error keeps its name across threads', async () => {
    const { thread } = start();
    await assert.rejects(thread.call('getTaskStatus', { taskId: 'tts_none' }), {
      code: 'TaskNotFound',
      status: 404,
    });
  });

  it('66: refuses requests after it was disposed', async () => {
    const { thread } = start();
    await thread.call('voices', undefined);
    await thread.dispose();
    await assert.rejects(thread.call('voices', undefined), { code: 'WorkerLost' });
  });
});
