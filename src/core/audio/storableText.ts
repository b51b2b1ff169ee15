/** The C0 controls but tab and line feed, and two noncharacters: XML 1.0 cannot hold them (section 2.2). */
const UNSTORABLE = /[\0-\x08\x0b-\x1f\ufffe\uffff]/gu;

/**
 * The text as a wav can hold it, in XML and in null-terminated labels: without control characters, with
 * U+FFFD for half of a surrogate pair, and with `\n` for every line break. Idempotent.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/gu, '\n').replace(UNSTORABLE, '');
}
