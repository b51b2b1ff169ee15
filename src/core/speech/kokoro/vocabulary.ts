/** The most content ids that the model takes at once: its context of 512 without the two pads. */
export const MAX_TOKENS = 510;

/** Begins and ends every input. */
export const PAD = 0;

/** The space between two words. */
export const SPACE = 16;

/**
 * The 114 symbols of Kokoro v1.0 (config.json of hexgrad/Kokoro-82M, key `vocab`) as runs of consecutive ids: the
 * first id of the run and its symbols, one code point each.
 */
const runs: readonly (readonly [firstId: number, symbols: string])[] = [
  [1, ';:,.!?'],
  [9, '—…"()“” \u0303ʣʥʦʨᵝꭧAI'],
  [31, 'O'],
  [33, 'Q'],
  [35, 'ST'],
  [39, 'W'],
  [41, 'Yᵊabcdef'],
  [50, 'hijklmnopqrstuvwxyzɑɐɒæ'],
  [75, 'βɔɕç'],
  [80, 'ɖðʤə'],
  [85, 'ɚɛɜ'],
  [90, 'ɟ'],
  [92, 'ɡ'],
  [99, 'ɥ'],
  [101, 'ɨɪʝ'],
  [110, 'ɯɰŋɳɲɴø'],
  [118, 'ɸθœ'],
  [123, 'ɹ'],
  [125, 'ɾɻ'],
  [128, 'ʁɽʂʃʈʧ'],
  [135, 'ʊʋ'],
  [138, 'ʌɣɤ'],
  [142, 'χʎ'],
  [147, 'ʒʔ'],
  [156, 'ˈˌː'],
  [162, 'ʰ'],
  [164, 'ʲ'],
  [169, '↓'],
  [171, '→↗↘'],
  [177, 'ᵻ'],
];

/** Symbol to id. */
export const vocabulary: ReadonlyMap<string, number> = new Map(
  runs.flatMap(([firstId, symbols]) =>
    Array.from(symbols, (symbol, index): [string, number] => [symbol, firstId + index]),
  ),
);

export interface Tokenized {
  /** Content ids, one per known code point, without pads. */
  readonly ids: readonly number[];
  /** The symbols that have no id, each once, in order of appearance. */
  readonly unknown: readonly string[];
}

/** Turns a phoneme string into the model's ids, one per code point. */
export function tokenize(phonemes: string): Tokenized {
  const ids: number[] = [];
  const unknown = new Set<string>();
  for (const symbol of phonemes) {
    const id = vocabulary.get(symbol);
    if (id === undefined) unknown.add(symbol);
    else ids.push(id);
  }
  return { ids, unknown: [...unknown] };
}

/** The ids as the model takes them: a pad before and after. */
export function withPads(ids: readonly number[]): number[] {
  return [PAD, ...ids, PAD];
}

/** Whether the phonemes hold a sound, not only punctuation, blanks and marks of stress, length and pitch. */
export function isSpeakable(phonemes: string): boolean {
  return SOUND.test(phonemes);
}

/** How many sounds the phonemes are, without those marks. */
export function countSounds(phonemes: string): number {
  let sounds = 0;
  for (const symbol of phonemes) if (SOUND.test(symbol)) sounds++;
  return sounds;
}

const SOUND = /[^\s;:,.!?—…"()“”\u0303ˈˌː↓→↗↘]/u;
