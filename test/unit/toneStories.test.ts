import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FRAME, framesOf, voiceCodes } from '../../scripts/fixtures/toneCode';
import { trimSpoken } from '../../src/core/audio/trim';
import { writeSegmentWav } from '../../src/core/audio/writeSegmentWav';
import { SAMPLE_RATE, type ParsedSegment, type Utterance } from '../../src/core/model';
import { DEFAULT_PAUSES, planSegment, type SegmentPlan } from '../../src/core/narration/planSegment';
import { speakUtterances } from '../../src/core/narration/speakUtterances';
import { createKokoroEngine, type KokoroEngine } from '../../src/core/speech/kokoro/kokoroEngine';
import { findModel, loadVoice } from '../../src/core/speech/kokoro/modelFiles';
import { vocabulary } from '../../src/core/speech/kokoro/vocabulary';
import { normalise } from '../../src/core/speech/text/normalise';
import { parseStory } from '../../src/core/story/parseStory';
import { readRiff } from '../support/riff';
import { sampleNames } from '../support/sampleListings';
import { decodeTones, type ToneUtterance } from '../support/tones';
import { tags } from './core/audio/material';
import type { PhonemeSources } from '../../src/core/speech/kokoro/phonemes';
import { realPhonemeSources } from './core/speech/kokoro/realEspeak';
import { sentences as variedSentences } from './core/speech/kokoro/sentences';

/** The frames in which trim looks for sound, and the silence that it leaves, in samples. */
const TRIM = { frame: 240, lead: 240, tail: 720 };

interface Voice {
  readonly voice: string;
  readonly speed: number;
  /** The voice's code in the sound. */
  readonly code: number;
}

describe('what is written is what is heard', () => {
  let stories: Record<string, readonly ParsedSegment[]>;
  let phonemeSources: PhonemeSources;
  let folder: string;

  before(async () => {
    phonemeSources = await realPhonemeSources();
    folder = await mkdtemp(join(tmpdir(), 'storyflow-tones-'));
    const samples = sampleNames.map(
      async (name) =>
        [name, parseStory(await readFile(`samples/${name}.story.md`, 'utf8')).segments] as const,
    );
    const sections = [0, 70, 140].map((at) =>
      ['# Sentences', ...variedSentences.slice(at, at + 70)].join('\n\n'),
    );
    stories = {
      ...Object.fromEntries(await Promise.all(samples)),
      sentences: parseStory(sections.join('\n\n')).segments,
    };
  });
  after(() => rm(folder, { recursive: true }));

  const dialects = [
    { dialect: 'input_ids', second: 'af_heart', hasDurations: true },
    { dialect: 'tokens', second: 'bf_emma', hasDurations: false },
  ] as const;

  for (const { dialect, second, hasDurations } of dialects) {
    describe(`with a model of the dialect ${dialect}`, () => {
      let engine: KokoroEngine;
      before(async () => {
        const files = await findModel(join('test/fixtures/tone-kokoro', dialect));
        engine = createKokoroEngine({
          modelPath: files.model ?? '',
          loadVoice: (name) => loadVoice(files, name),
          phonemeSources,
          threads: 1,
        });
      });
      after(() => engine.release());

      const bella: Voice = { voice: 'af_bella', speed: 1, code: voiceCodes.af_bella };
      for (const name of [...sampleNames, 'sentences']) {
        it(`every utterance of ${name}`, async () => {
          const segments = stories[name] ?? [];
          assert.ok(segments.length > 0);
          for (const segment of segments) await hear(segment, bella);
        }).timeout(120_000);
      }

      const blend = 0.25 * voiceCodes.af_bella + 0.75 * voiceCodes[second];
      const others: readonly Voice[] = [
        { voice: second, speed: 0.5, code: voiceCodes[second] },
        { voice: 'af_bella', speed: 2, code: voiceCodes.af_bella },
        { voice: `af_bella*0.25+${second}*0.75`, speed: 1, code: blend },
        { voice: `${second}*3+af_bella`, speed: 2, code: blend },
      ];
      for (const voice of others) {
        it(`${voice.voice} at speed ${voice.speed}`, async () => {
          const logbook = stories['the-lighthouse']?.find(({ heading }) => heading === 'The Logbook');
          assert.ok(logbook);
          await hear(logbook, voice);
        }).timeout(60_000);
      }

      /** Narrates a segment as StoryFlow does, and asserts that its wav says all of it at the right places. */
      async function hear(segment: ParsedSegment, { voice, speed, code }: Voice): Promise<void> {
        const plan = planSegment(segment, { voice, speed, language: 'en-US', pauses: DEFAULT_PAUSES });
        const wav = readRiff(await readFile(await narrate(plan)));
        const heard = decodeTones(wav.samples);
        const sent = plan.utterances.map(({ text }) => engine.tokensOf(normalise(text, 'en-US').text, voice));
        assert.deepEqual(
          heard.map(({ ids, row, speed }) => ({ ids, row, speed })),
          sent.map((ids) => ({ ids, row: ids.length - 1, speed })),
        );
        for (const utterance of heard) assert.ok(Math.abs(utterance.voice - code) < 1e-3);
        assertLevel(wav.samples);
        assertPauses(wav.samples, heard, plan.utterances);
        assert.deepEqual(wav.cues, expectedCues(plan, heard));
      }

      async function narrate(plan: SegmentPlan): Promise<string> {
        const spoken = await speakUtterances(plan, {
          engine: { synthesize: async (request) => trimSpoken(await engine.synthesize(request)) },
          cache: { get: () => Promise.resolve(undefined), put: () => Promise.resolve() },
          force: false,
          isStopped: () => false,
          onUtterance: () => undefined,
        });
        const path = join(folder, 'segment.wav');
        const sentences = plan.sentences.map(({ text }) => text);
        await writeSegmentWav({
          path,
          parts: spoken?.parts ?? [],
          sentences,
          pauses: plan.settings.pauses,
          tags,
        });
        return path;
      }

      /** A sentence begins with its utterance; one that was merged into it, with the onset of its first word. */
      function expectedCues(plan: SegmentPlan, heard: readonly ToneUtterance[]) {
        const starts = new Map<number, number>();
        for (const [index, utterance] of plan.utterances.entries()) {
          const tones = heard[index];
          assert.ok(tones);
          for (const { sentence, from } of utterance.parts) {
            if (starts.has(sentence)) continue;
            const sample =
              from === 0 ? tones.from - leadOf(tones) : wordOnset(utterance.text.slice(0, from), tones, plan);
            starts.set(sentence, sample);
          }
        }
        return plan.sentences.map(({ text }, index) => ({ sample: starts.get(index), label: text }));
      }

      /** Where the first word after a beginning of an utterance's text sounds. */
      function wordOnset(
        beginning: string,
        { ids, from, to, speed }: ToneUtterance,
        plan: SegmentPlan,
      ): number {
        const before = engine.tokensOf(normalise(beginning, 'en-US').text, plan.settings.voice);
        assert.deepEqual(ids.slice(0, before.length), before);
        let word = before.length;
        while (silentTokens.has(ids[word] ?? -1)) word++;
        if (!hasDurations) return Math.round(from + ((to - from) * word) / ids.length);
        return from + ids.slice(0, word).reduce((sum, id) => sum + samplesOf(id, speed), 0);
      }
    });
  }
});

const silentTokens = new Set(Array.from(' “”"()—…', (symbol) => vocabulary.get(symbol)));

/** How long a token sounds: as the model rounds, halves to the even number. */
function samplesOf(id: number, speed: number): number {
  const frames = framesOf(id) / speed;
  return FRAME * Math.max(1, frames % 1 === 0.5 ? 2 * Math.round(frames / 2) : Math.round(frames));
}

/** The silence that trim leaves before an utterance's first tone: the pad's last part. */
function leadOf({ speed }: ToneUtterance): number {
  return TRIM.lead + (samplesOf(0, speed) % TRIM.frame);
}

/** The silence that trim leaves behind the last tone. */
function tailOf({ from, to, speed }: ToneUtterance): number {
  const end = samplesOf(0, speed) + to - from;
  return TRIM.tail + Math.ceil(end / TRIM.frame) * TRIM.frame - end;
}

function assertLevel(samples: Int16Array): void {
  let peak = 0;
  for (let at = 0; at < samples.length; at++) peak = Math.max(peak, Math.abs(samples[at] ?? 0));
  const decibels = 20 * Math.log10(peak / 32_768);
  assert.ok(Math.abs(decibels + 1) <= 0.1, `the peak is ${decibels} dBFS`);
}

/** Between two utterances lies their boundary's pause, and not a single sample that could be heard as a click. */
function assertPauses(
  samples: Int16Array,
  heard: readonly ToneUtterance[],
  utterances: readonly Utterance[],
): void {
  let end = 0;
  let silence = 0;
  for (const [index, tones] of heard.entries()) {
    assert.equal(tones.from - end, silence + leadOf(tones), utterances[index]?.text);
    assert.ok(samples.subarray(end, tones.from).every((sample) => sample === 0));
    const boundary = utterances[index]?.boundary ?? 'end';
    const pause = boundary === 'end' ? 0 : (DEFAULT_PAUSES[boundary] * SAMPLE_RATE) / 1000;
    silence = tailOf(tones) + pause;
    end = tones.to;
  }
  assert.equal(samples.length - end, silence);
  assert.ok(samples.subarray(end).every((sample) => sample === 0));
}
