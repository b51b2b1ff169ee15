import { join } from 'node:path';
import { StoryFlowError } from '../core/errors';
import { sha256 } from '../core/hash';
import { knowsPhonemes } from '../core/narration/pronounceUtterances';
import { occurrences, saidOtherwiseAt } from '../core/narration/pronunciations';
import { ensureLexicon } from '../core/narration/rootLexicon';
import { speakText } from '../core/narration/speakText';
import { missingModel } from '../core/narration/studio';
import type { LexiconEntry, Saying } from '../core/speech/lexicon/entry';
import { createLexicon } from '../core/speech/lexicon/lexicon';
import { parseLexicon } from '../core/speech/lexicon/parseLexicon';
import { assertEntry } from '../core/speech/lexicon/userLexicon';
import { voiceForm } from '../core/speech/lexicon/voiceForm';
import { dataFolder } from '../core/store/dataFolder';
import type { Handlers } from '../rpc/messages';
import type { StudioOperations } from './protocol';
import type { Session } from './session';
import type { Stories } from './stories';

type Lexicons = Pick<
  Handlers<StudioOperations>,
  'word' | 'saidAt' | 'hearWord' | 'pronounce' | 'checkLexicon' | 'lexiconFile'
>;

/** The operations about how words are said. */
export function lexiconHandlers(session: Session, stories: Stories): Lexicons {
  const storyAt = async (path: string) => {
    const studio = await stories.studioOf(path);
    const story = await studio.open(path);
    return { studio, story, speech: story.speech };
  };
  return {
    async word({ path, word }) {
      const { story, speech } = await storyAt(path);
      const { voice, language, lexicon } = speech;
      const [match] = lexicon?.matches(word, language) ?? [];
      const isWhole = match?.from === 0 && match.to === word.length;
      const pronounced = isWhole ? [match] : [];
      const { text, pronunciations } = voiceForm({ text: word, pronounced }, language);
      const [spoken] = await session.phonemize({ texts: [{ text, pronunciations }], voice });
      return {
        ...(isWhole ? { say: match.entry.say } : {}),
        phonemes: spoken?.phonemes ?? '',
        knowsPhonemes: knowsPhonemes(voice),
        ...occurrences(story, entryOf(word, { respelling: word }, language)),
      };
    },
    async saidAt({ path, text, at }) {
      const studio = await stories.studioOf(path);
      return saidOtherwiseAt(await studio.preview(path, text), at);
    },
    async hearWord({ path, word, say }) {
      const { speech } = await storyAt(path);
      const { voice, language } = speech;
      const entry = entryOf(word, say, language);
      assertEntry(entry);
      if ('phonemes' in say && !knowsPhonemes(voice)) {
        throw new StoryFlowError(
          'InvalidVoice',
          `The draft voice cannot be given phonemes: it says “${word}” as it is written. Choose a Kokoro voice, or type a respelling.`,
        );
      }
      const missing = await missingModel(session.modelsFolder, voice);
      if (missing !== undefined) throw new StoryFlowError('ModelUnavailable', missing);
      const lexicon = createLexicon([entry]);
      const name = sha256(JSON.stringify([word, say, voice, speech.speed])).slice(0, 16);
      const wav = join(dataFolder(), 'samples', `word-${name}.wav`);
      const { durationSeconds } = await speakText(
        word,
        wav,
        { ...speech, lexicon },
        {
          engine: session.engine,
          writer: session.writer,
          cache: session.spoken,
        },
      );
      return { voice, wav, durationSeconds };
    },
    async pronounce({ path, word, say }) {
      const { studio, speech } = await storyAt(path);
      const entry = entryOf(word, say, speech.language);
      assertEntry(entry);
      await studio.pronounce(entry);
    },
    checkLexicon: ({ text }) =>
      Promise.resolve(parseLexicon(text).problems.map(({ message, source }) => ({ message, source }))),
    async lexiconFile({ path }) {
      const [first] = await stories.roots();
      const root = path === undefined ? first : (await stories.studioOf(path)).root;
      if (root === undefined)
        throw new StoryFlowError('WrongUse', 'There is no story yet whose words could be said otherwise.');
      return ensureLexicon(root);
    },
  };
}

/** For a language and all of its dialects: a name is said alike in them. */
function entryOf(word: string, say: Saying, language: string): LexiconEntry {
  return { word: word.trim(), say, language: language.split('-')[0], caseRule: undefined };
}
