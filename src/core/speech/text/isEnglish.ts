/** Whether a BCP 47 tag is of English. */
export function isEnglish(language: string): boolean {
  return /^en(?:-|$)/i.test(language);
}
