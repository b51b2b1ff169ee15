import assert from 'node:assert/strict';
import type { CDPSession, FrameLocator } from 'playwright-core';
import { SAMPLE_RATE } from '../../src/core/model';
import { timeText } from '../../webview-ui/timeText';
import { writeLongWav } from '../support/longWav';
import { sentence } from '../support/stories';
import { eventually } from './support/eventually';
import { findWav, hear } from './support/hearing';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

const SECONDS = 2 * 60 * 60;
const SENTENCES = 2_000;
const MIDDLE = SENTENCES / 2;
/** A message as large as this would hold up the window; the sound itself has 346 MB. */
const LARGEST_MESSAGE = 500_000;
const CHANGES = 4;
/** What so many changes may add to the heap, in bytes: one outline with its sentences kept each time would be more. */
const MOST_GROWTH = 1e6;
const SHORT = Array.from({ length: 6 }, (_, at) => sentence(at + 1));
const STORY = `# The Long Night\n\n## Long\n\n${sentence(0)}\n\n## Short\n\n${SHORT.join(' ')}\n`;

describe('two hours in the player', () => {
  let workbench: Workbench;
  let player: FrameLocator;
  before(async () => {
    workbench = await openWorkbench({ workspace: { stories: { 'night.story.md': STORY } } });
    player = workbench.webviewFrame('Player');
    await workbench.activity('StoryFlow').click();
    await workbench.openFile('night.story.md');
    await workbench.runCommand('StoryFlow: Generate All');
    for (const heading of ['Long', 'Short']) await row(heading, ', ready').waitFor();
    const { path, tags } = await findWav(workbench, sentence(0).slice(0, 20));
    const cues = Array.from({ length: SENTENCES }, (_, at) => ({
      sample: at * (SECONDS / SENTENCES) * SAMPLE_RATE,
      label: sentence(at),
    }));
    await writeLongWav(path, { seconds: SECONDS, tags, cues, hasPeaks: true, hasSamples: false });
    // What other programs do to wavs is seen when the window is looked at again.
    await workbench.reload();
    await row('Long', ', ready, (?:2 hours|120 minutes)').waitFor();
    await workbench.actOn(row('Short'), 'Play');
    await title('Short').waitFor();
    await player.getByRole('button', { name: 'Pause', exact: true }).click();
    await player.locator('#player').evaluate(recordSizes);
  });
  after(() => workbench.close());

  const row = (heading: string, words = ',') =>
    workbench.treeItem('Stories', new RegExp(`^${heading}${words}`, 'u'));
  const title = (text: string) => player.getByRole('heading', { name: text, exact: true, level: 1 });
  const show = async (heading: string, duration: string, sentences: number) => {
    await player.locator('#segments').getByRole('link', { name: heading }).click();
    await title(heading).waitFor();
    await player.locator('#duration').getByText(duration, { exact: true }).waitFor();
    await player.locator(`[data-sentence="${sentences - 1}"]`).waitFor({ state: 'attached' });
    assert.equal(await player.locator('[data-sentence]').count(), sentences);
  };

  it('open with their sentences, and are sought', async function () {
    const began = performance.now();
    await show('Long', '2:00:00', SENTENCES);
    this.test!.title += ` (open after ${Math.round(performance.now() - began)} ms)`;
    await player.locator(`[data-sentence="${MIDDLE}"]`).click();
    await eventually(async () => {
      const { time, shownTime, sentence: marked } = await hear(player);
      assert.deepEqual([time, shownTime, marked], [SECONDS / 2, '1:00:00', sentence(MIDDLE)]);
    });
  });

  it('never go through a message', async () => {
    const largest = await player.locator('#player').evaluate(largestSize);
    assert.ok(largest > 0 && largest < LARGEST_MESSAGE, `${largest} bytes`);
  });

  it('leave nothing behind when others are shown', async function () {
    this.timeout(300_000);
    const { durationSeconds } = await findWav(workbench, sentence(1).slice(0, 20));
    const change = async () => {
      await show('Short', timeText(durationSeconds), SHORT.length);
      await show('Long', '2:00:00', SENTENCES);
    };
    const session = await workbench.page.context().newCDPSession(workbench.page);
    for (let warm = 0; warm < 3; warm++) await change();
    const before = await heapOf(session);
    for (let changes = 0; changes < CHANGES; changes++) await change();
    const growth = (await heapOf(session)) - before;
    this.test!.title += ` (${(growth / 1e6).toFixed(1)} MB more after ${CHANGES} changes)`;
    assert.ok(growth < MOST_GROWTH, `${growth} bytes more after ${CHANGES} changes`);
  });
});

/** Bytes in use after the garbage was collected. */
async function heapOf(session: CDPSession): Promise<number> {
  for (let again = 0; again < 3; again++) await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

interface Sizes {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  largestMessage?: number;
}

/** Runs in the page. */
function recordSizes(): void {
  const page = globalThis as unknown as Sizes;
  page.largestMessage = 0;
  page.addEventListener('message', ({ data }) => {
    page.largestMessage = Math.max(page.largestMessage ?? 0, JSON.stringify(data).length);
  });
}

/** Runs in the page. */
function largestSize(): number {
  return (globalThis as unknown as Sizes).largestMessage ?? 0;
}
