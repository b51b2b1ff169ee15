/**
 * The source of a pattern (flag `u`) for one emoji: a flag, or a picture with its skin tone, tags and what is joined to
 * it (UTS #51), as a whole. Signs that are also written as text count where they ask to be drawn, and those that nobody writes
 * otherwise. All repetitions are bounded.
 */
export const EMOJI = [
  String.raw`(?:\p{RI}\p{RI}|`,
  String.raw`(?:\p{Emoji_Presentation}(?!\ufe0e)|\p{Extended_Pictographic}\ufe0f|[❤♥☺☹☀☁☂☃☎☝✌✈✉](?!\ufe0e))`,
  String.raw`\p{EMod}?\ufe0f?[\u{e0020}-\u{e007f}]{0,10}(?:\u200d\p{Extended_Pictographic}\p{EMod}?\ufe0f?){0,6})`,
  String.raw`(?![\p{EMod}\ufe0f\u{e0020}-\u{e007f}]|\u200d\p{Extended_Pictographic})`,
].join('');

const ANY_EMOJI = new RegExp(EMOJI, 'u');

/** Whether a text holds an emoji. */
export function hasEmoji(text: string): boolean {
  return ANY_EMOJI.test(text);
}
