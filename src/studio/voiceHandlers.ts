import { join } from 'node:path';
import { StoryFlowError } from '../core/errors';
import { sha256 } from '../core/hash';
import { settingsOf } from '../core/narration/markedVoices';
import { DEFAULT_PAUSES, type SpeechSettings } from '../core/narration/planSegment';
import { speakText } from '../core/narration/speakText';
import { missingModel } from '../core/narration/studio';
import { draftVoices } from '../core/speech/draft/draftVoices';
import { findModel } from '../core/speech/kokoro/modelFiles';
import { voices } from '../core/speech/kokoro/voices';
import { normalise } from '../core/speech/text/normalise';
import { chooseVoice } from '../core/speech/voiceId';
import { dataFolder } from '../core/store/dataFolder';
import type { Handlers } from '../rpc/messages';
import type { StudioOperations, VoiceView } from './protocol';
import { cacheFolder, type Session } from './session';
import type { Stories } from './stories';

type Voices = Pick<
  Handlers<StudioOperations>,
  'spoken' | 'voices' | 'speakSample' | 'cacheInfo' | 'clearCache' | 'modelInfo'
>;

/** What a voice says of itself: every sound that tells voices apart, in one breath. */
const SAMPLE = 'The lamp was lit at dusk, and for a while nobody on the pier said a word.';

/** The operations about voices, what they say, and what they said before. */
export function voiceHandlers(session: Session, stories: Stories): Voices {
  return {
    async spoken({ segmentId }) {
      const { segment } = await stories.segment(segmentId);
      const { plan, text } = segment;
      const settings = plan.utterances.map((utterance) => settingsOf(utterance, plan));
      const forms = plan.utterances.map(
        ({ text: written }, index) => normalise(written, (settings[index] ?? plan.settings).language).text,
      );
      const phonemes = await phonemesOf(session, forms, settings);
      return {
        text,
        utterances: await Promise.all(
          plan.utterances.map(async (utterance, index) => {
            const spokenForm = forms[index] ?? '';
            return {
              text: utterance.text,
              spokenForm,
              phonemes: phonemes[index] ?? '',
              isCached:
                (await session.spoken.get(spokenForm, settings[index] ?? plan.settings)) !== undefined,
              ...(utterance.voice !== undefined && { voice: utterance.voice }),
              ...(utterance.pause !== undefined && { pause: utterance.pause }),
              ...(utterance.lead !== undefined && { lead: utterance.lead }),
            };
          }),
        ),
      };
    },
    async voices() {
      const kokoro = await Promise.all(
        voices.map(async ({ name, language, gender, grade }): Promise<VoiceView> => {
          const missing = await missingModel(session.modelsFolder, name);
          return {
            voice: name,
            engine: 'kokoro',
            language: language.tag,
            languageName: language.name,
            gender,
            ...(grade === '' ? {} : { grade }),
            ...(missing === undefined ? {} : { missing }),
          };
        }),
      );
      const draft = draftVoices.map(({ id, language, name }): VoiceView => {
        return { voice: id, engine: 'draft', language, languageName: name };
      });
      return [...kokoro, ...draft];
    },
    async speakSample({ voice, speed }) {
      const choice = chooseVoice(voice);
      if ('problem' in choice) {
        throw new StoryFlowError('InvalidVoice', `“${voice}” cannot be used: ${choice.problem}`);
      }
      const missing = await missingModel(session.modelsFolder, choice.voice);
      if (missing !== undefined) throw new StoryFlowError('ModelUnavailable', missing);
      const name = sha256(`${choice.voice} ${speed}`).slice(0, 16);
      const wav = join(dataFolder(), 'samples', `${name}.wav`);
      const settings = { voice: choice.voice, language: choice.language, speed, pauses: DEFAULT_PAUSES };
      const { durationSeconds } = await speakText(SAMPLE, wav, settings, {
        engine: session.engine,
        writer: session.writer,
        cache: session.spoken,
      });
      return { voice: choice.voice, wav, durationSeconds };
    },
    cacheInfo: async () => ({ folder: cacheFolder(), bytes: await session.cache.size() }),
    clearCache: () => session.cache.clear(),
    async modelInfo() {
      const files = await findModel(session.modelsFolder);
      return { folder: session.modelsFolder, isThere: files.model !== undefined };
    },
  };
}

/** The phonemes of each text, as its own voice speaks it. */
async function phonemesOf(
  session: Session,
  texts: readonly string[],
  settings: readonly SpeechSettings[],
): Promise<string[]> {
  const phonemes: string[] = [];
  for (const voice of new Set(settings.map((each) => each.voice))) {
    const places = [...texts.keys()].filter((index) => settings[index]?.voice === voice);
    const spoken = await session.phonemize({ texts: places.map((index) => texts[index] ?? ''), voice });
    for (const [nth, place] of places.entries()) phonemes[place] = spoken[nth]?.phonemes ?? '';
  }
  return phonemes;
}
