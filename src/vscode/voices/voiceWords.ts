import type { VoiceView } from '../../studio/protocol';

/** A voice's language, gender and grade, as one line. */
export function describeVoice({ languageName, gender, grade }: VoiceView): string {
  return [languageName, ...(gender ? [gender] : []), ...(grade === undefined ? [] : [`grade ${grade}`])].join(
    ' · ',
  );
}
