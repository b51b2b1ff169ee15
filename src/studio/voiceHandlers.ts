import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StoryFlowError } from '../core/errors';
import type { VoiceText } from '../core/model';
import { settingsOf } from '../core/narration/markedVoices';
import type { SpeechSettings } from '../core/narration/planSegment';
import { missingModel } from '../core/narration/studio';
import { draftVoices } from '../core/speech/draft/draftVoices';
import { findModel } from '../core/speech/kokoro/modelFiles';
import { whyUnavailable } from '../core/speech/kokoro/voiceInWords';
import { voices } from '../core/speech/kokoro/voices';
import { voiceForm } from '../core/speech/lexicon/voiceForm';
import { dataFolder } from '../core/store/dataFolder';
import type { Handlers } from '../rpc/messages';
import type { StudioOperations, VoiceView } from './protocol';
import { requireVoice } from './requireVoice';
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
      const settings = plan.utterances.map((utterance) => settingsOf(utterance, plan));
      const forms = plan.utterances.map((utterance, index) => {
        const { language } = settings[index] ?? plan.settings;
        const { text: spokenForm, pronunciations } = voiceForm(utterance, language);
        return { text: spokenForm, pronunciations };
      });
      const phonemes = await phonemesOf(session, forms, settings);
      return {
        text,
        utterances: await Promise.all(
          plan.utterances.map(async (utterance, index) => {
            const form = forms[index] ?? { text: '' };
            return {
              text: utterance.text,
              spokenForm: form.text,
              phonemes: phonemes[index] ?? '',
              isCached: (await session.spoken.get(form, settings[index] ?? plan.settings)) !== undefined,
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
      const choice = requireVoice(voice);
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

/** The phonemes of each text, as its own voice speaks it. */
async function phonemesOf(
  session: Session,
  texts: readonly VoiceText[],
  settings: readonly SpeechSettings[],
): Promise<string[]> {
  const phonemes: string[] = [];
  for (const voice of new Set(settings.map((each) => each.voice))) {
    const places = [...texts.keys()].filter((index) => settings[index]?.voice === voice);
    const spoken = await session.phonemize({ texts: places.flatMap((index) => texts[index] ?? []), voice });
    for (const [nth, place] of places.entries()) phonemes[place] = spoken[nth]?.phonemes ?? '';
  }
  return phonemes;
}
