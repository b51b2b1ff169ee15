import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StoryFlowError } from '../core/errors';
import { missingModel } from '../core/narration/studio';
import { draftVoices } from '../core/speech/draft/draftVoices';
import { findModel } from '../core/speech/kokoro/modelFiles';
import { whyUnavailable } from '../core/speech/kokoro/voiceInWords';
import { voices } from '../core/speech/kokoro/voices';
import { voiceForm } from '../core/speech/lexicon/voiceForm';
import { chooseVoice } from '../core/speech/voiceId';
import { dataFolder } from '../core/store/dataFolder';
import type { Handlers } from '../rpc/messages';
import type { StudioOperations, VoiceView } from './protocol';
import { cacheFolder, type Session } from './session';
import { speakSample } from './samples';
import type { Stories } from './stories';

type Voices = Pick<
  Handlers<StudioOperations>,
  'spoken' | 'voices' | 'speakSample' | 'cacheInfo' | 'clearCache' | 'modelInfo'
>;

/** Where samples lie. */
function samplesFolder(): string {
  return join(dataFolder(), 'samples');
}

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
        voices.map(async (voice): Promise<VoiceView> => {
          const { name, language, gender, grade } = voice;
          const unavailable = whyUnavailable(voice);
          const missing = unavailable ?? (await missingModel(session.modelsFolder, name));
          return {
            voice: name,
            engine: 'kokoro',
            language: language.tag,
            languageName: language.name,
            gender,
            ...(grade === '' ? {} : { grade }),
            ...(missing === undefined ? {} : { missing }),
            isAvailable: unavailable === undefined,
          };
        }),
      );
      const draft = draftVoices.map(({ id, language, name }): VoiceView => {
        return { voice: id, engine: 'draft', language, languageName: name, isAvailable: true };
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
      return speakSample(choice, speed, { folder: samplesFolder(), session });
    },
    cacheInfo: async () => ({ folder: cacheFolder(), bytes: await session.cache.size() }),
    async clearCache() {
      await session.cache.clear();
      await rm(samplesFolder(), { recursive: true, force: true });
    },
    async modelInfo() {
      const files = await findModel(session.modelsFolder);
      return { folder: session.modelsFolder, isThere: files.model !== undefined };
    },
  };
}
