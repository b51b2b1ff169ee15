/** A voice that does not exist, as it is written, and those that may have been meant. */
export interface VoiceSuggestions {
  readonly written: string;
  /** Nearest first. */
  readonly meant: readonly string[];
}

/** What the sentence about an unknown voice suggests instead; undefined where it suggests nothing. */
export function voiceSuggestions(message: string): VoiceSuggestions | undefined {
  const hint = /; did you mean (?<names>.+)\.$/u.exec(message)?.groups?.['names'];
  // Of a blend only the part that is unknown is named once more.
  const written =
    /There is no voice "(?<name>[^"]+)"/u.exec(message)?.groups?.['name'] ??
    /voice “(?<name>[^”]+)”/u.exec(message)?.groups?.['name'];
  if (hint === undefined || written === undefined) return undefined;
  return { written, meant: hint.split(' or ') };
}
