/** Misaki's vowels: what a mark of stress stands before. */
const vowels = /[AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ]/u;

/**
 * Changes the stress of a word as misaki does. `weaker` turns a primary stress into a secondary one; `some` gives a
 * word without stress a secondary one, as a capital letter does; `strong` makes the stress that there is, or a new
 * one, primary, as ALL CAPS do.
 */
export function withStress(phonemes: string, change: 'weaker' | 'some' | 'strong'): string {
  const hasPrimary = phonemes.includes('ˈ');
  const hasSecondary = phonemes.includes('ˌ');
  if (change === 'weaker') {
    if (hasPrimary) return phonemes.replaceAll('ˌ', '').replaceAll('ˈ', 'ˌ');
    return hasSecondary ? phonemes : marked(phonemes, 'ˌ');
  }
  if (change === 'some') return hasPrimary || hasSecondary ? phonemes : marked(phonemes, 'ˌ');
  if (hasPrimary) return phonemes;
  return hasSecondary ? phonemes.replaceAll('ˌ', 'ˈ') : marked(phonemes, 'ˈ');
}

/** With a mark before the first vowel. */
function marked(phonemes: string, mark: string): string {
  const at = phonemes.search(vowels);
  return at < 0 ? phonemes : phonemes.slice(0, at) + mark + phonemes.slice(at);
}

/**
 * One word of the parts of a compound such as "well-known". When more than half of its parts have a primary stress,
 * the lighter half of them gets a secondary one.
 */
export function joinCompound(parts: readonly string[]): string {
  const sounding = parts.filter((part) => part !== '');
  const stressed = sounding.filter((part) => part.includes('ˈ')).length;
  if (sounding.length < 2 || stressed <= Math.floor((sounding.length + 1) / 2)) return sounding.join('');
  const order = sounding
    .map((part, index) => ({ index, stressed: part.includes('ˈ'), weight: weightOf(part) }))
    .sort((a, b) => Number(a.stressed) - Number(b.stressed) || a.weight - b.weight || a.index - b.index);
  const weaker = new Set(order.slice(0, Math.floor(sounding.length / 2)).map(({ index }) => index));
  return sounding.map((part, index) => (weaker.has(index) ? withStress(part, 'weaker') : part)).join('');
}

/** Diphthongs and affricates count twice. */
function weightOf(phonemes: string): number {
  return Array.from(phonemes).reduce((sum, symbol) => sum + (/[AIOQWYʤʧ]/u.test(symbol) ? 2 : 1), 0);
}
