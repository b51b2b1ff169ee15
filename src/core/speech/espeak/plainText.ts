/**
 * The text without the characters that espeak-ng does not take as text; each becomes a blank, so offsets
 * stay. NUL would end the text, U+0001 begins a command ("speak with another voice"), and after a U+FFFD,
 * which a lone surrogate turns into, espeak-ng reads the rest as bytes of an 8-bit code page.
 */
export function toPlainText(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\uFFFD]/gu, ' ');
}
