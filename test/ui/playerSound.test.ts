import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import type { WavInfo } from '../../src/core/audio/readWav';
import { eventually } from './support/eventually';
import { cueAt, findWav, hear, markedText, secondsTo, type Heard } from './support/hearing';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

const FERRY = `# The Ferry

## Boarding

The ferry left at six in the morning, an hour before the sun. Nobody on the pier waved, because nobody on the pier believed that it would ever come back. Those who had tickets held them up against the wind like small white flags. A dog barked twice and then thought better of it.

The bell was rung by a boy who had never rung a bell before. He rang it far too long, and the captain let him. Then the ropes were thrown, and the water between the ship and the stones grew wide.

## The crossing

Half way across the engine stopped. The captain looked at his watch, then at the sea, then at his watch again. He asked the passengers, very politely, whether anybody had brought a rope, a lamp, or a good story.
`;
/** A seek lands so close, in seconds, to what was meant. */
const CLOSE = 0.05;
const SEED = Number(process.env['STORYFLOW_TEST_SEED'] ?? Date.now() % 1_000_000);

describe('what is heard in the player', () => {
  let workbench: Workbench;
  let player: FrameLocator;
  let boarding: WavInfo;
  let crossing: WavInfo;
  before(async () => {
    workbench = await openWorkbench({ workspace: { stories: { 'ferry.story.md': FERRY } } });
    player = workbench.webviewFrame('Player');
    await workbench.activity('StoryFlow').click();
    await workbench.openFile('ferry.story.md');
    await workbench.runCommand('StoryFlow: Generate All');
    for (const heading of ['Boarding', 'The crossing'])
      await workbench.treeItem('Stories', new RegExp(`^${heading}, ready`, 'u')).waitFor();
    boarding = await findWav(workbench, 'The ferry left');
    crossing = await findWav(workbench, 'Half way across');
    assert.deepEqual([boarding.cues.length, crossing.cues.length], [7, 3]);
    await playInTree('Boarding');
  });
  after(() => workbench.close());

  const row = (heading: string) => workbench.treeItem('Stories', new RegExp(`^${heading},`, 'u'));
  const button = (name: string) => player.getByRole('button', { name, exact: true });
  const position = () => player.getByRole('slider', { name: 'Position' });
  const sentence = (index: number) => player.locator(`[data-sentence="${index}"]`);
  const heading = (text: string) =>
    player.getByRole('heading', { name: text, exact: true, level: 1 }).waitFor();
  const focusPlayer = () => player.locator('#player').focus();

  async function playInTree(title: string): Promise<void> {
    await workbench.actOn(row(title), 'Play');
    await heading(title);
    await isPlaying();
  }

  async function isPlaying(): Promise<Heard> {
    const before = await eventually(async () => {
      const now = await hear(player);
      assert.equal(now.isPaused, false);
      return now;
    });
    return eventually(async () => {
      const now = await hear(player);
      assert.notEqual(now.time, before.time);
      return now;
    });
  }

  async function pause(): Promise<void> {
    if ((await hear(player)).isPaused) return;
    await button('Pause').click();
    await eventually(async () => {
      assert.equal((await hear(player)).isPaused, true);
    });
  }

  /** Whether the audio stands, or has gone on for a moment, where the user wanted it. */
  function landsAt(seconds: number): Promise<void> {
    return eventually(async () => {
      const { time, isSeeking } = await hear(player);
      assert.ok(!isSeeking && Math.abs(time - seconds) < CLOSE, `${time} is not ${seconds}`);
    });
  }

  it('goes on with the time, and the page tells it', async () => {
    const before = await isPlaying();
    await eventually(async () => {
      const { time, shownTime } = await hear(player);
      assert.ok(time > before.time + 1, `${time} after ${before.time}`);
      assert.equal(shownTime, `0:${String(Math.floor(time)).padStart(2, '0')}`);
    });
    await pause();
    const { time } = await hear(player);
    await position().focus();
    assert.equal((await hear(player)).time, time);
  });

  it('lands within 50 ms of where the user seeks: by key, in the waveform, at a sentence', async () => {
    const { durationSeconds } = boarding;
    await position().focus();
    for (const [keys, seconds] of [
      [['Home'], 0],
      [['ArrowRight', 'ArrowUp', 'ArrowRight'], 15],
      [['ArrowLeft', 'ArrowDown'], 5],
      [['End'], durationSeconds],
      [['ArrowLeft'], durationSeconds - 5],
    ] as const) {
      await workbench.press(...keys);
      await landsAt(seconds);
    }
    const waveform = player.locator('#waveform');
    const { width, height } = (await waveform.boundingBox())!;
    for (const part of [0.1, 0.9, 0.5, 0.333]) {
      await waveform.click({ position: { x: part * width, y: height / 2 } });
      await landsAt(part * durationSeconds);
    }
    for (const index of [5, 0, 3]) {
      await sentence(index).click();
      await landsAt(secondsTo(boarding, index));
    }
  });

  it(`marks on the page and in the editor the sentence under the playhead, at 20 random moments (seed ${SEED})`, async () => {
    const random = pseudoRandom(SEED);
    await playInTree('Boarding');
    for (let moment = 0; moment < 20; moment++) {
      const isPlayed = moment % 2 === 1;
      await pause();
      const wanted = random() * (boarding.durationSeconds - 3);
      await position().fill(String(wanted));
      await landsAt(wanted);
      if (isPlayed) {
        await button('Play').click();
        await isPlaying();
      }
      await marksWhatIsHeard(boarding, `moment ${moment} at ${wanted}`);
    }
    await pause();
  });

  /** The editor hears of another sentence a moment later than the page, and must before it is over. */
  async function marksWhatIsHeard({ cues }: WavInfo, what: string): Promise<void> {
    const { time, sentence: onPage } = await hear(player);
    // The page draws up to a frame after the audio has come to another sentence.
    assert.ok([cueAt(cues, time), cueAt(cues, time - 0.1)].includes(onPage), `${what}: ${onPage} at ${time}`);
    await eventually(
      async () => {
        const before = await hear(player);
        const marked = await markedText(workbench);
        const after = await hear(player);
        const heard = [before, after].map((moment) => cueAt(cues, moment.time));
        assert.ok(heard.includes(marked), `${what}: the editor marks “${marked}” at “${heard.join('”, “')}”`);
      },
      { timeout: 1_500, pause: 20 },
    );
  }

  for (const [by, next, previous] of [
    ['by mouse', () => button('Next sentence').click(), () => button('Previous sentence').click()],
    ['by keyboard', () => workbench.press('Shift+ArrowRight'), () => workbench.press('Shift+ArrowLeft')],
  ] as const)
    it(`goes from sentence to sentence ${by}`, async () => {
      await focusPlayer();
      await workbench.press('Home');
      await landsAt(0);
      for (const index of [1, 2, 3]) {
        await next();
        await landsAt(secondsTo(boarding, index));
        assert.equal((await hear(player)).sentence, boarding.cues[index]?.label);
      }
      for (const index of [2, 1]) {
        await previous();
        await landsAt(secondsTo(boarding, index));
      }
      await marksWhatIsHeard(boarding, by);
    });

  for (const [by, next, previous] of [
    ['by mouse', () => button('Next segment').click(), () => button('Previous segment').click()],
    [
      'by keyboard',
      () => workbench.press('ControlOrMeta+ArrowRight'),
      () => workbench.press('ControlOrMeta+ArrowLeft'),
    ],
  ] as const)
    it(`goes from segment to segment ${by}, and plays on`, async () => {
      await playInTree('Boarding');
      await focusPlayer();
      await next();
      await heading('The crossing');
      assert.equal((await isPlaying()).duration.toFixed(2), crossing.durationSeconds.toFixed(2));
      await marksWhatIsHeard(crossing, by);
      await previous();
      await heading('Boarding');
      assert.equal((await isPlaying()).duration.toFixed(2), boarding.durationSeconds.toFixed(2));
      await marksWhatIsHeard(boarding, by);
      await pause();
    });

  it('stays in a sentence that is repeated', async () => {
    await pause();
    await sentence(3).click();
    await button('Repeat sentence').click();
    await button('Play').click();
    const from = secondsTo(boarding, 3);
    const until = secondsTo(boarding, 4);
    let last = from;
    for (let rounds = 0; rounds < 2;) {
      const { time, sentence: marked } = await hear(player);
      assert.ok(time > from - CLOSE && time < until + 2 * CLOSE, `${time} is not in ${from} to ${until}`);
      assert.equal(marked, boarding.cues[3]?.label);
      if (time < last) rounds++;
      last = time;
    }
  });

  it('stays with its sentence in the text while other text is typed, and while that is undone', async () => {
    const spoken = boarding.cues[3]?.label;
    const stays = () =>
      eventually(async () => {
        assert.equal(await markedText(workbench), spoken);
        assert.equal((await isPlaying()).sentence, spoken);
      });
    await stays();
    await workbench.press('ControlOrMeta+1');
    await workbench.page.locator('.part.editor .monaco-editor.focused').waitFor();
    await workbench.press('ControlOrMeta+Home', 'ArrowDown', 'ArrowDown', 'ArrowDown');
    await workbench.statusBarItem('Ln 4, Col 1').waitFor();
    for (const word of ['A morning ', 'without ', 'any wind.', '\n\n']) {
      await workbench.page.keyboard.insertText(word);
      await stays();
    }
    const typed = workbench.editor('ferry.story.md').getByText('A morning');
    for (let undone = 0; undone < 4 || (await typed.count()) > 0; undone++) {
      await workbench.press('ControlOrMeta+z');
      await stays();
    }
    await button('Repeat sentence').click();
    await pause();
  });
});

/** Numbers from 0 to 1 that are the same for the same seed: mulberry32. */
function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
