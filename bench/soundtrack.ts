import assert from 'node:assert/strict';
import { readWavInfo } from '../src/core/audio/readWav';
import { writeLongWav } from '../test/support/longWav';
import { sentence } from '../test/support/stories';
import { openPlace } from '../test/support/studio';
import { print } from './measure';

const SECONDS = 7_200;
const COUNT = 2_000;

/** What the player waits for when a segment of two hours is chosen, and at every stroke of a key after that. */
export async function benchSoundtrack(): Promise<void> {
  const sentences = Array.from({ length: COUNT }, (_, at) => sentence(at));
  const text = `## One\n\n${sentences.map((each, at) => (at % 8 === 7 ? `${each}\n\n` : `${each} `)).join('')}`;
  const place = await openPlace({ 'a.story.md': text }, { engine: click });
  // The clock on the wall, because most of it is waiting for the disk.
  const measure = async (name: string, source?: string) => {
    const before = performance.now();
    const found = await place.studio.soundtrack(segmentId, source);
    print(`  ${name.padEnd(44)} ${(performance.now() - before).toFixed(1).padStart(8)} ms`);
    assert.equal(found.durationSeconds, SECONDS);
  };
  const { segments } = await place.studio.open(place.path('a.story.md'));
  const [segment] = segments;
  assert(segment);
  const segmentId = segment.id;
  try {
    const response = await place.studio.generateSegmentAudio(segmentId);
    assert.deepEqual((await place.tasks.whenEnded(response.task_id)).errors, []);
    const path = place.wavOf(segment);
    const tags = (await readWavInfo(path))?.tags;
    assert(tags);
    const cues = sentences.map((label, at) => ({ sample: at * 86_400, label }));
    print(`\nThe soundtrack of two hours (346 MB), ${COUNT} sentences`);
    await writeLongWav(path, { seconds: SECONDS, tags, cues, hasPeaks: true, hasSamples: true });
    await measure('with its outline in the wav');
    await measure('again');
    const typed = (at: number) => text.replace(sentence(at), `${sentence(at)} Typed.`);
    await measure('a word was typed', typed(COUNT / 2));
    // As it is in the editor, which asks for the places of its marks first.
    await place.studio.preview(place.path('a.story.md'), typed(COUNT / 2 + 1));
    await measure('another one, after the preview', typed(COUNT / 2 + 1));
    await writeLongWav(path, { seconds: SECONDS, tags, cues, hasPeaks: false, hasSamples: true });
    await measure('without an outline, measured');
    await measure('again');
  } finally {
    await place.close();
  }
}

/** A sound of 10 ms for every utterance: the wav is replaced by a longer one. */
const click = {
  synthesize: () => Promise.resolve({ samples: new Float32Array(240).fill(0.5), words: [] }),
};
