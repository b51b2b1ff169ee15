import * as z from 'zod';

const range = z.object({ from: z.int().min(0), to: z.int().min(0) });

/** How a word is said: with other letters, or in Kokoro's phonemes. */
const saying = z.union([
  z.object({ respelling: z.string() }).strict(),
  z.object({ phonemes: z.string() }).strict(),
]);
export type SayingView = z.infer<typeof saying>;

const wordView = z.object({
  /** What the lexicon of the stories says, or the user's own; undefined for nothing. */
  say: saying.optional(),
  /** In the alphabet of the story's voice, as the word is said now. */
  phonemes: z.string(),
  /** Whether the story's voice can be given phonemes. */
  knowsPhonemes: z.boolean(),
  /** In how many places and segments of the story the word stands. */
  places: z.int(),
  segments: z.int(),
});
export type WordView = z.infer<typeof wordView>;

const saidView = z.object({
  /** Where it stands in the text that was asked about. */
  source: range,
  text: z.string(),
  say: saying,
  /** Whether the story's voice can say it so. */
  isHeard: z.boolean(),
});
export type SaidView = z.infer<typeof saidView>;

const problem = z.object({ message: z.string(), source: range });

/** What the studio thread can be asked for about how words are said. A path is a story's, absolute. */
export const lexiconOperations = {
  /** How a word is said in a story, and how often it stands there. */
  word: { request: z.object({ path: z.string(), word: z.string() }), reply: wordView },
  /** What is said otherwise at an offset of a story's text. */
  saidAt: {
    request: z.object({ path: z.string(), text: z.string(), at: z.int().min(0) }),
    reply: saidView.optional(),
  },
  /** Speaks a word in a story's voice into a wav. */
  hearWord: {
    request: z.object({ path: z.string(), word: z.string(), say: saying }),
    reply: z.object({ voice: z.string(), wav: z.string(), durationSeconds: z.number() }),
  },
  /** Says a word otherwise from now on, in the stories of this one's root and of its language. */
  pronounce: { request: z.object({ path: z.string(), word: z.string(), say: saying }), reply: z.void() },
  /** What is wrong in the text of a lexicon.json. */
  checkLexicon: { request: z.object({ text: z.string() }), reply: z.array(problem).readonly() },
  /** The absolute path of the lexicon.json of a story's root, or of the first root. It is made where there is none. */
  lexiconFile: { request: z.object({ path: z.string().optional() }), reply: z.string() },
} as const;
