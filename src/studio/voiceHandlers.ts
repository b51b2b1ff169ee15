import { join } from 'node:path';
import { StoryFlowError } from '../core/errors';
import { sha256 } from '../core/hash';
import { DEFAULT_PAUSES } from '../core/narration/planSegment';
import { speakText } from '../core/narration/speakText';
import { missingModel } from '../core/narration/studio';
import { draftVoices } from '../core/speech/draft/draftVoices';
import { findModel } from '../core/speech/kokoro/modelFiles';
import { voices } from '../core/speech/kokoro/voices';
import { voiceForm } from '../core/speech/lexicon/voiceForm';
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
      const { voice, language } = plan.settings;
      const forms = plan.utterances.map((utterance) => {
        const { text: spokenForm, pronunciations } = voiceForm(utterance, language);
        return { text: spokenForm, pronunciations };
      });
      const phonemes = forms.length > 0 ? await session.phonemize({ texts: forms, voice }) : [];
      return {
        text,
        utterances: await Promise.all(
          plan.utterances.map(async (utterance, index) => {
            const form = forms[index] ?? { text: '' };
            return {
              text: utterance.text,
              spokenForm: form.text,
              phonemes: phonemes[index]?.phonemes ?? '',
              isCached: (await session.spoken.get(form, plan.settings)) !== undefined,
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
