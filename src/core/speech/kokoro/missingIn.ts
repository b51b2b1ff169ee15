/** What the refusal of `modelUnavailable` says is missing. */
export interface MissingFiles {
  readonly model: boolean;
  /** Names. */
  readonly voices: readonly string[];
}

/** Reads which files the sentence of a refusal names, because only its sentence travels; undefined for every other one. */
export function missingIn(message: string): MissingFiles | undefined {
  const names = /Of the Kokoro model, (.+) (?:is|are) missing:/u.exec(message)?.[1]?.split(' and ');
  if (!names) return undefined;
  return {
    model: names.includes('model.onnx'),
    voices: names.flatMap((name) => /^voices\/(\w+)\.bin$/u.exec(name)?.[1] ?? []),
  };
}
