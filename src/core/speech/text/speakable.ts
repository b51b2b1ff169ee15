import { hasEmoji } from '../../emoji';
import { isEnglish } from './isEnglish';

/**
 * Whether a text holds anything to be said: a letter or a number, in English also an emoji, which has a name there.
 * Punctuation and symbols are not. `language` is a BCP 47 tag.
 */
export function isSpeakable(text: string, language = ''): boolean {
  return /[\p{L}\p{N}]/u.test(text) || (isEnglish(language) && hasEmoji(text));
}
