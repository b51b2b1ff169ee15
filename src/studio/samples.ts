import { join } from 'node:path';
import { readWavInfo } from '../core/audio/readWav';
import { sha256 } from '../core/hash';
import { DEFAULT_PAUSES } from '../core/narration/planSegment';
import { speakText } from '../core/narration/speakText';
import { DRAFT_VERSION } from '../core/speech/draft/draftVersion';
import { fileStamp } from '../core/speech/kokoro/fingerprint';
import { findModel, voiceSource } from '../core/speech/kokoro/modelFiles';
import { isVoiceSyntaxError, parseVoice } from '../core/speech/kokoro/parseVoice';
import type { VoiceChoice } from '../core/speech/voiceId';
import type { SampleView } from './protocol';
import type { Session } from './session';

/** What a voice says of itself, by the language of its tag: every sound that tells voices apart, in one breath. */
const sentences: Readonly<Record<string, string>> = {
  en: 'The lamp was lit at dusk, and for a while nobody on the pier said a word.',
  es: 'Al anochecer encendieron la lámpara, y durante un rato nadie dijo una palabra en el muelle.',
  fr: 'On alluma la lampe au crépuscule, et pendant un moment personne ne dit un mot sur le quai.',
  hi: 'शाम को दीया जलाया गया, और कुछ देर तक घाट पर किसी ने एक शब्द भी नहीं कहा।',
  it: 'Al tramonto fu accesa la lampada, e per un po’ nessuno sul molo disse una parola.',
  pt: 'Ao anoitecer acenderam a lâmpada, e por algum tempo ninguém disse uma palavra no cais.',
};

export interface SampleDeps {
  /** Where samples are kept: an absolute path. */
  readonly folder: string;
  readonly session: Pick<Session, 'engine' | 'writer' | 'spoken' | 'modelsFolder'>;
}

/**
 * A wav with a sentence in this voice. The one that was made before is taken again, also after a restart, as long as the
 * voice's own files are the same and nothing was found wrong in it. Rejects as `speakText` does.
 */
export async function speakSample(
  { voice, language }: VoiceChoice,
  speed: number,
  { folder, session }: SampleDeps,
): Promise<SampleView> {
  const text = sentences[language.split('-')[0] ?? ''] ?? sentences['en'] ?? '';
  const key = sha256(JSON.stringify([text, voice, speed, await stampsOf(voice, session.modelsFolder)]));
  const wav = join(folder, `${key.slice(0, 16)}.wav`);
  const known = await readWavInfo(wav).catch(() => undefined);
  if (known?.tags.checks.length === 0) return { voice, wav, durationSeconds: known.durationSeconds };
  const settings = { voice, language, speed, pauses: DEFAULT_PAUSES };
  const { durationSeconds } = await speakText(text, wav, settings, {
    engine: session.engine,
    writer: session.writer,
    cache: session.spoken,
  });
  return { voice, wav, durationSeconds };
}

/** What tells the files of a voice from others that once lay in their places. */
async function stampsOf(voice: string, modelsFolder: string): Promise<readonly string[]> {
  const blend = parseVoice(voice);
  if (isVoiceSyntaxError(blend)) return [DRAFT_VERSION];
  const files = await findModel(modelsFolder);
  const sources = await Promise.all(blend.parts.map((part) => voiceSource(files, part.voice.name)));
  return Promise.all(
    [files.model, ...sources].flatMap((path) => (path === undefined ? [] : fileStamp(path))),
  );
}
