/** What is known of how fast a run goes. */
export interface Pace {
  /** Characters that have their audio, and all that are to have it. */
  readonly spokenCharacters: number;
  readonly totalCharacters: number;
  readonly elapsedMs: number;
}

/** Before that the loading of the voice counts for too much. */
const LEAST_MS = 3000;
/** Some two sentences: before that one that comes from the cache, or a long one, decides. */
const LEAST_CHARACTERS = 150;

/** Seconds until a run is over, by its pace up to now; undefined as long as that says too little. */
export function secondsLeft({ spokenCharacters, totalCharacters, elapsedMs }: Pace): number | undefined {
  if (elapsedMs < LEAST_MS || spokenCharacters < LEAST_CHARACTERS) return undefined;
  return (Math.max(0, totalCharacters - spokenCharacters) * elapsedMs) / spokenCharacters / 1000;
}

/** `about 20 s left`, `about 2 min left`, `about 1 h 20 min left`: rounded up, and so that it does not flicker. */
export function leftInWords(seconds: number): string {
  if (seconds <= 50) return `about ${Math.max(1, Math.ceil(seconds / 10)) * 10} s left`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `about ${minutes} min left`;
  const tens = Math.ceil(seconds / 600);
  const [hours, rest] = [Math.floor(tens / 6), (tens % 6) * 10];
  return rest === 0 ? `about ${hours} h left` : `about ${hours} h ${rest} min left`;
}
