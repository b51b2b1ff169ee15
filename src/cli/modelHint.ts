import { missingIn } from '../core/speech/kokoro/missingIn';

/** The sentence of a failure; where files of Kokoro are missing, with the three commands that help. */
export function withModelHint(message: string): string {
  const missing = missingIn(message);
  if (!missing) return message;
  const voices = missing.voices.length === 0 ? '' : ` --voice ${missing.voices.join(' ')}`;
  return [
    message,
    `  storyflow models install${voices}  downloads what is missing`,
    '  storyflow models import FILE  takes a file or folder that you have',
    '  --voice draft:en-us  uses the draft voice',
  ].join('\n');
}
