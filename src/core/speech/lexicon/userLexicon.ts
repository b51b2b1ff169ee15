import * as z from 'zod';
import { StoryFlowError } from '../../errors';
import type { LexiconEntry } from './entry';
import { entrySchema, MOST_LENGTH, MOST_WORDS } from './parseLexicon';
import { phonemeFault, readSaying } from './phonemeText';
import { wordsIn } from './words';

const { respelling, phonemes, language, case: caseRule } = entrySchema.shape;

const valueSchema = z.union([
  z.string().trim().min(1),
  z.object({ respelling, phonemes, language, case: caseRule }),
]);

/** A user's own lexicon, and a sentence for each word of it that cannot be used. */
export interface UserLexicon {
  readonly entries: readonly LexiconEntry[];
  readonly problems: readonly string[];
}

/**
 * Reads the setting `storyflow.lexicon`: from words to a respelling, to phonemes between slashes, or to an entry as in
 * lexicon.json. Never throws.
 */
export function parseUserLexicon(setting: unknown): UserLexicon {
  const entries: LexiconEntry[] = [];
  const problems: string[] = [];
  if (typeof setting !== 'object' || setting === null) return { entries, problems };
  for (const [word, value] of Object.entries(setting)) {
    const parsed = valueSchema.safeParse(value).data;
    const entry = parsed === undefined ? undefined : entryOf(word.trim(), parsed);
    const problem = entry === undefined ? 'say it with a respelling or with /phonemes/.' : problemOf(entry);
    if (entry && problem === undefined) entries.push(entry);
    else problems.push(`The setting storyflow.lexicon cannot be used for “${word}”: ${problem ?? ''}`);
  }
  return { entries, problems };
}

function entryOf(word: string, value: z.output<typeof valueSchema>): LexiconEntry | undefined {
  if (typeof value === 'string')
    return { word, say: readSaying(value), language: undefined, caseRule: undefined };
  if ((value.respelling === undefined) === (value.phonemes === undefined)) return undefined;
  const say =
    value.phonemes === undefined ? { respelling: value.respelling ?? '' } : { phonemes: value.phonemes };
  return { word, say, language: value.language, caseRule: value.case };
}

/** Throws InvalidLexicon for an entry that could not be used, with a sentence that says why. */
export function assertEntry(entry: LexiconEntry): void {
  const { word, say, language, caseRule } = entry;
  const isWhole = entrySchema.safeParse({ word, ...say, language, case: caseRule }).success;
  const problem = isWhole
    ? problemOf(entry)
    : `a word and how it is said have 1 to ${MOST_LENGTH} characters each.`;
  if (problem !== undefined)
    throw new StoryFlowError('InvalidLexicon', `“${word}” cannot be said so: ${problem}`);
}

function problemOf({ word, say }: LexiconEntry): string | undefined {
  const words = [...wordsIn(word)];
  if (words[0]?.from !== 0) return 'a word begins with a letter or a digit.';
  if (words.length > MOST_WORDS) return `a phrase has ${MOST_WORDS} words at most.`;
  return 'phonemes' in say ? phonemeFault(say.phonemes)?.message : undefined;
}
