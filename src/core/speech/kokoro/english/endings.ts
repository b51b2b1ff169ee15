/** Gives a word's phonemes, or undefined when it is unknown. */
export type LookUp = (word: string) => string | undefined;

/** After these a t before a vowel is a tap in American English. */
const tapped = /[AIOWYiuæɑəɛɪɹʊʌ]t$/u;

/**
 * The American phonemes of a word that is known without its ending -s, -ed or -ing, by misaki's rules of spelling and
 * sound; and, where the dictionary lacks a word that misaki's has, without an ending such as -ly or -ness.
 */
export function withEnding(word: string, lookUp: LookUp): string | undefined {
  return (
    inflected(stemsOfS(word), lookUp, addS) ??
    inflected(stemsOfEd(word), lookUp, addEd) ??
    inflected(stemsOfIng(word), lookUp, addIng) ??
    derived(word, lookUp) ??
    negated(word, lookUp)
  );
}

/** The phonemes of a plural or a past by its stem, without regard to what the dictionary says of the word itself. */
export function byStem(word: string, lookUp: LookUp): string | undefined {
  return inflected(stemsOfS(word), lookUp, addS) ?? inflected(stemsOfEd(word), lookUp, addEd);
}

/** "unfavourable": the stem with its own stress. */
function negated(word: string, lookUp: LookUp): string | undefined {
  const stem = /^un\w{4}/u.test(word) ? lookUp(word.slice(2)) : undefined;
  return stem?.includes('ˈ') ? `ˌʌn${stem}` : undefined;
}

/** How American English writes a British spelling, as the dictionary does; the word itself when there is none. */
export function americanSpelling(word: string): string {
  return word
    .replace(/our(?=$|s$|ed$|ing$|ab|er|it|ful|less)/u, 'or')
    .replace(/is(?=(?:e|es|ed|ing|er|ation|ations)$)/u, 'iz')
    .replace(/(?<=[ft]en)ce$/u, 'se');
}

function inflected(
  stems: readonly string[],
  lookUp: LookUp,
  add: (stem: string) => string,
): string | undefined {
  for (const stem of stems) {
    const phonemes = lookUp(stem);
    // "Wante" is a name, and not the stem of "wanted": a stem's last e is mute.
    const isSounded = /[^aeiouy]e$/u.test(stem) && /[əi]$/u.test(phonemes ?? '');
    if (phonemes !== undefined && phonemes !== '' && !isSounded) return add(phonemes);
  }
  return undefined;
}

function stemsOfS(word: string): string[] {
  if (word.length < 3 || !word.endsWith('s')) return [];
  const stems: string[] = [];
  if (word.endsWith("s'")) stems.push(word.slice(0, -2));
  if (!word.endsWith('ss') && !word.endsWith("'s")) stems.push(word.slice(0, -1));
  if (word.endsWith("'s")) stems.push(word.slice(0, -2));
  if (word.length > 4 && word.endsWith('ies')) stems.push(`${word.slice(0, -3)}y`);
  else if (word.length > 4 && word.endsWith('es')) stems.push(word.slice(0, -2));
  return stems;
}

function stemsOfEd(word: string): string[] {
  if (word.length < 4 || !word.endsWith('d')) return [];
  const stems = word.endsWith('dd') ? [] : [word.slice(0, -1)];
  if (word.length > 4 && word.endsWith('ied')) stems.push(`${word.slice(0, -3)}y`);
  if (word.length > 4 && word.endsWith('ed') && !word.endsWith('eed')) {
    stems.push(word.slice(0, -2));
    if (doubled.test(word.slice(0, -2))) stems.push(word.slice(0, -3));
  }
  return word.endsWith('ed') ? stems : [];
}

/** A consonant that was written twice before an ending. */
const doubled = /([bcdgklmnprstvxz])\1$/u;

function stemsOfIng(word: string): string[] {
  if (word.length < 5 || !word.endsWith('ing')) return [];
  const rest = word.slice(0, -3);
  const stems = word.length > 5 ? [rest] : [];
  stems.push(`${rest}e`);
  if (word.length > 5 && (doubled.test(rest) || rest.endsWith('ck'))) stems.push(rest.slice(0, -1));
  return stems;
}

function addS(stem: string): string {
  if (/[ptkfθ]$/u.test(stem)) return `${stem}s`;
  return /[szʃʒʧʤ]$/u.test(stem) ? `${stem}ᵻz` : `${stem}z`;
}

function addEd(stem: string): string {
  if (/[pkfθʃsʧ]$/u.test(stem)) return `${stem}t`;
  if (tapped.test(stem)) return `${stem.slice(0, -1)}Tᵻd`;
  return /[td]$/u.test(stem) ? `${stem}ᵻd` : `${stem}d`;
}

function addIng(stem: string): string {
  return tapped.test(stem) ? `${stem.slice(0, -1)}Tɪŋ` : `${stem}ɪŋ`;
}

const suffixes: readonly (readonly [spelling: string, sound: string])[] = [
  ['lessness', 'ləsnəs'],
  ['fulness', 'fəlnəs'],
  ['lessly', 'ləsli'],
  ['fully', 'fᵊli'],
  ['ness', 'nəs'],
  ['less', 'ləs'],
  ['ship', 'ʃˌɪp'],
  ['ment', 'mənt'],
  ['ful', 'fᵊl'],
  ['ly', 'li'],
  ['like', 'lˌIk'],
];

function derived(word: string, lookUp: LookUp): string | undefined {
  for (const [spelling, sound] of suffixes) {
    const rest = word.slice(0, -spelling.length);
    if (!word.endsWith(spelling) || rest.length < 3) continue;
    const stem = lookUp(rest) ?? (rest.endsWith('i') ? lookUp(`${rest.slice(0, -1)}y`) : undefined);
    if (stem === undefined) continue;
    // "happily": the y became i and is heard as ə.
    return sound === 'li' && rest.endsWith('i') ? `${stem.replace(/i$/u, 'ə')}li` : stem + sound;
  }
  return undefined;
}
