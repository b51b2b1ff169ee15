/** Whether a text holds anything to be said: a letter or a number. Punctuation, symbols and emoji are not. */
export function isSpeakable(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
