import { randomUUID } from 'node:crypto';
import { sha256 } from '../hash';
import type { SpokenParagraph, TakeCheck } from '../model';
import type { SpeechEngine, WavWriter, WrittenWav } from '../ports';
import { planUtterances } from '../speech/text/utterances';
import { StoryFlowError } from '../errors';
import type { SpeechSettings } from './planSegment';
import { pronounced } from './pronounceUtterances';
import { speakUtterances, type SpokenUtterances } from './speakUtterances';

export interface SpeakTextDeps {
  readonly engine: SpeechEngine;
  readonly writer: WavWriter;
  readonly cache: SpokenUtterances;
}

/**
 * Speaks plain text, blank lines between paragraphs, into the wav at the absolute `path`. Rejects with EmptyText, and
 * as the engine and the writer do.
 */
export async function speakText(
  text: string,
  path: string,
  settings: SpeechSettings,
  { engine, writer, cache }: SpeakTextDeps,
): Promise<WrittenWav & { readonly checks: readonly TakeCheck[] }> {
  const { sentences, utterances: planned } = planUtterances(paragraphsOf(text), settings);
  const utterances = pronounced(planned, settings);
  if (utterances.length === 0)
    throw new StoryFlowError('EmptyText', 'There is nothing to speak in this text.');
  const plan = { sentences, utterances, textHash: sha256(text), settingsHash: '', settings };
  const spoken = await speakUtterances(plan, {
    engine,
    cache,
    force: false,
    isStopped: () => false,
    onUtterance: () => undefined,
  });
  const { voice, speed, pauses } = settings;
  const checks = spoken?.checks ?? [];
  const written = await writer.write({
    path,
    parts: spoken?.parts ?? [],
    sentences: sentences.map((sentence) => sentence.text),
    pauses,
    tags: {
      segmentId: randomUUID(),
      projectId: randomUUID(),
      story: 'text',
      heading: '',
      ordinal: 0,
      textHash: plan.textHash,
      settingsHash: '',
      voice,
      speed,
      pauses,
      model: '',
      image: '',
      checks,
    },
  });
  return { ...written, checks };
}

function paragraphsOf(text: string): SpokenParagraph[] {
  return text
    .toWellFormed()
    .replaceAll('\0', ' ')
    .split(/\n\s*\n/u)
    .map((block) => block.replace(/\s+/gu, ' ').trim())
    .filter((block) => block !== '')
    .map((block) => ({
      kind: 'prose',
      text: block,
      spans: [{ at: 0, length: block.length, source: { from: 0, to: block.length } }],
      notes: [],
    }));
}
