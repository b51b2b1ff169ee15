import type { LanguageCode } from '../voices';

/** The names of the letters a to z. */
const names: Readonly<Record<Extract<LanguageCode, 'a' | 'b'>, readonly string[]>> = {
  a: 'ˈA bˈi sˈi dˈi ˈi ˈɛf ʤˈi ˈAʧ ˈI ʤˈA kˈA ˈɛl ˈɛm ˈɛn ˈO pˈi kjˈu ˈɑɹ ˈɛs tˈi jˈu vˈi dˈʌbᵊlju ˈɛks wˈI zˈi'.split(
    ' ',
  ),
  b: 'ˈA bˈiː sˈiː dˈiː ˈiː ˈɛf ʤˈiː ˈAʧ ˈI ʤˈA kˈA ˈɛl ˈɛm ˈɛn ˈQ pˈiː kjˈuː ˈɑː ˈɛs tˈiː jˈuː vˈiː dˈʌbᵊljuː ˈɛks wˈI zˈɛd'.split(
    ' ',
  ),
};

/** Letters one by one, as in "FBI" or "U.S.A."; only the last has a primary stress. Undefined for other characters. */
export function spelled(word: string, accent: 'a' | 'b'): string | undefined {
  const letters = Array.from(word.toLowerCase()).filter((letter) => letter !== '.');
  const spoken = letters.map((letter) => names[accent][letter.charCodeAt(0) - 0x61]);
  if (spoken.length === 0 || spoken.includes(undefined)) return undefined;
  const weak = spoken.join('').replaceAll('ˈ', 'ˌ');
  const last = weak.lastIndexOf('ˌ');
  return `${weak.slice(0, last)}ˈ${weak.slice(last + 1)}`;
}
