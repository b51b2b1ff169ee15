/**
 * About how many phoneme tokens Kokoro gets for a text: one per code point of its phonemes, with spaces,
 * stress marks and punctuation. Costs a table lookup per character and is not rounded, so the estimates of
 * the pieces of a text add up to that of the text.
 *
 * The weights were measured against espeak-ng on ordinary prose, in tokens per character: 1.05 for English
 * letters, 0.90 for French, 1.11 German, 1.14 Spanish, 1.15 Italian, 1.24 Portuguese, 1.12 Greek, 1.31
 * Russian, 1.65 Hindi, 1.70 Arabic, 2.3 Thai, 2.9 kana, 3.3 Korean; 5.1 for digits read as English words.
 * Chinese gives 6.2, of which one is a tone digit that Kokoro does not know.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (let at = 0; at < text.length; at++) tokens += weightOf(text.charCodeAt(at));
  return tokens;
}

const MARK = 1;
const LATIN = 1.1;
const DIGIT = 5;
/** Symbols are read as words: "dollars", "percent", "and". */
const SYMBOL = 6;
const OTHER_SCRIPT = 1.7;
/** Half a surrogate pair; most such letters are rare Han. */
const HALF_PAIR = 2.5;

/** First code unit after each block, in order and divisible by 16, and the weight of the block. */
const blocks: readonly (readonly [end: number, weight: number])[] = [
  [0x0080, MARK], // ASCII, refined below
  [0x00c0, MARK], // punctuation of Latin-1
  [0x0250, LATIN],
  [0x0370, MARK], // phonetic letters and combining marks
  [0x0400, 1.12], // Greek
  [0x0530, 1.3], // Cyrillic
  [0x0900, OTHER_SCRIPT], // Hebrew, Arabic and their neighbours
  [0x0e00, 1.65], // scripts of India
  [0x0f00, 2.3], // Thai and Lao
  [0x1e00, OTHER_SCRIPT],
  [0x2000, LATIN], // Latin and Greek with further accents
  [0x2070, MARK], // punctuation
  [0x2e80, SYMBOL], // currency, units, arrows, mathematics
  [0x3040, MARK], // CJK punctuation
  [0x3100, 2.9], // kana
  [0x3400, OTHER_SCRIPT],
  [0xac00, 5], // Han
  [0xd800, 3.3], // Hangul
  [0xe000, HALF_PAIR],
  [0x10000, MARK], // compatibility forms
];

const asciiWeights = Array.from({ length: 0x80 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z]/i.test(character)) return LATIN;
  if (/\d/.test(character)) return DIGIT;
  return /[#$%&*+=@<>^|~]/.test(character) ? SYMBOL : MARK;
});

/** The weight of every run of 16 code units. */
const runWeights = Array.from(
  { length: 0x1000 },
  (_, run) => blocks.find(([end]) => run * 16 < end)?.[1] ?? MARK,
);

function weightOf(code: number): number {
  return asciiWeights[code] ?? runWeights[code >> 4] ?? MARK;
}
