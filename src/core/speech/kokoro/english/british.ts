const vowels = 'AIQWYaiuɑɒɔəɛɜɪʊʌᵊ';

/**
 * Brings a word of espeak-ng's Received Pronunciation, already in misaki's alphabet, to what misaki's British
 * dictionary writes: the vowel of "cat" is a, a vowel before n shrinks to ᵊ, "happy" ends in i, and no stress follows
 * the primary one.
 */
export function toBritish(phonemes: string, word: string): string {
  const primary = phonemes.indexOf('ˈ') + 1;
  const start = phonemes.slice(0, primary && primary + 1);
  const rest = phonemes.slice(start.length);
  return (primary > 0 ? start + rest.replaceAll('ˌ', '').replace(/(?<!^)ɜː/gu, 'əː') : phonemes)
    .replaceAll('æ', 'a')
    .replace(new RegExp(`(?<=[bdfkpstvzʃʒʧʤθð]|m(?=ənt)|ldɹ)ən(?=$|[^${vowels}ˈˌ])`, 'gu'), 'ᵊn')
    .replace(/(?<=d)n(?=t$)/u, 'ᵊn')
    .replace(/ɪ$/u, 'i')
    .replace(/ɪ(?=[zd]$)/u, /ie[sd]$|y's$/u.test(word) ? 'i' : 'ɪ')
    .replace(/uːᵊl(?=i?$)/u, 'ʊəl');
}
