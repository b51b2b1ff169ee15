import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { readWavInfo, type WavInfo } from '../../../src/core/audio/readWav';
import { SAMPLE_RATE, type Cue } from '../../../src/core/model';
import type { Workbench } from './workbench';

/** What the player's page plays and shows at one moment. */
export interface Heard {
  /** Seconds. */
  readonly time: number;
  readonly duration: number;
  readonly isPaused: boolean;
  readonly isSeeking: boolean;
  readonly uri: string;
  /** The sentence that is marked on the page. */
  readonly sentence: string;
  readonly shownTime: string;
}

/** Browsers round the place that they are asked to seek; a sentence that begins so few seconds later is heard. */
const ROUNDING = 0.01;

/** What the page plays and shows, all of one moment. */
export function hear(player: FrameLocator): Promise<Heard> {
  return player.locator('#player').evaluate(heardIn);
}

/** The label of the cue under the playhead. */
export function cueAt(cues: readonly Cue[], time: number): string {
  const begun = cues.filter(({ sample }) => sample / SAMPLE_RATE <= time + ROUNDING);
  return (begun.at(-1) ?? cues[0])?.label ?? '';
}

/** Seconds from the beginning of the audio to a sentence. */
export function secondsTo({ cues }: WavInfo, sentence: number): number {
  const cue = cues[sentence];
  assert.ok(cue, `There is no sentence ${sentence}.`);
  return cue.sample / SAMPLE_RATE;
}

/** The wav whose first sentence begins so, and where it lies. */
export async function findWav(
  workbench: Workbench,
  beginning: string,
): Promise<WavInfo & { readonly path: string }> {
  const media = workbench.path('.storyflow/media');
  for (const name of await readdir(media, { recursive: true })) {
    const path = join(media, name);
    const info = name.endsWith('.wav') ? await readWavInfo(path) : undefined;
    if (info?.cues[0]?.label.startsWith(beginning)) return { ...info, path };
  }
  throw new Error(`No wav begins with “${beginning}”.`);
}

/** The text of the story that lies under the mark of the spoken sentence, character by character. */
export function markedText(workbench: Workbench): Promise<string> {
  return workbench.page.locator('.part.editor').evaluate(textUnderMark);
}

/** As much of a page as is needed here: the tests know no DOM. */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
interface Part {
  readonly textContent: string | null;
  querySelector(selector: string): Part | null;
  querySelectorAll(selector: string): Iterable<Part>;
  getBoundingClientRect(): Box;
}
interface Document {
  createTreeWalker(root: Part, what: number): { nextNode(): Part | null };
  createRange(): Pick<Part, 'getBoundingClientRect'> & {
    setStart(node: Part, at: number): void;
    setEnd(node: Part, at: number): void;
  };
}

/** Runs in the player's page. */
function heardIn(root: unknown): Heard {
  const page = root as Part;
  const audio = page.querySelector('audio') as unknown as {
    readonly currentTime: number;
    readonly duration: number;
    readonly paused: boolean;
    readonly seeking: boolean;
    readonly src: string;
  };
  return {
    time: audio.currentTime,
    duration: audio.duration,
    isPaused: audio.paused,
    isSeeking: audio.seeking,
    uri: audio.src,
    sentence: page.querySelector('[data-sentence][aria-current]')?.textContent ?? '',
    shownTime: page.querySelector('#time')?.textContent ?? '',
  };
}

/** Runs in the window. */
function textUnderMark(root: unknown): string {
  const editor = root as Part;
  const { document, getComputedStyle } = globalThis as unknown as {
    readonly document: Document;
    readonly getComputedStyle: (of: Part) => { readonly backgroundColor: string };
  };
  const decorations = '.view-overlays .cdr[class*="TextEditorDecorationType"]';
  // The bar beside a text that is out of date is a decoration too; only the mark fills what it covers.
  const boxes = [...editor.querySelectorAll(decorations)]
    .filter((decoration) => getComputedStyle(decoration).backgroundColor !== 'rgba(0, 0, 0, 0)')
    .map((mark) => mark.getBoundingClientRect());
  const lines = [...editor.querySelectorAll('.view-line')].map((line) => ({
    line,
    box: line.getBoundingClientRect(),
  }));
  const range = document.createRange();
  const found: string[] = [];
  for (const { line, box: of } of lines.sort((a, b) => a.box.top - b.box.top)) {
    const middle = (of.top + of.bottom) / 2;
    const here = boxes.filter(({ top, bottom }) => top < middle && middle < bottom);
    if (here.length === 0) continue;
    const walker = document.createTreeWalker(line, 4);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (const [at, character] of Array.from(node.textContent ?? '').entries()) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        const center = (box.left + box.right) / 2;
        if (here.some(({ left, right }) => left < center && center < right)) found.push(character);
      }
    // Where the editor breaks a line stands a space.
    found.push(' ');
  }
  return found.join('').replace(/\s+/gu, ' ').trim();
}
