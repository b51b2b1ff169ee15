import type { StoredAudio } from './segmentRow';
import type { SqlValue } from './sqlite';

const COLUMNS = {
  audio_file: ({ file }) => file,
  audio_duration: ({ durationSeconds }) => durationSeconds,
  audio_text_hash: ({ textHash }) => textHash,
  audio_settings_hash: ({ settingsHash }) => settingsHash,
  audio_lexicon_hash: ({ lexiconHash }) => lexiconHash ?? null,
  audio_voice: ({ voice }) => voice,
  audio_speed: ({ speed }) => speed,
  audio_pauses: ({ pauses }) => JSON.stringify(pauses),
  audio_model: ({ model }) => model ?? null,
  audio_checks: ({ checks }) => (checks.length === 0 ? null : JSON.stringify(checks)),
  audio_size: ({ stamp }) => stamp?.size ?? null,
  audio_modified_at: ({ stamp }) => stamp?.modifiedAt ?? null,
} satisfies Record<string, (audio: StoredAudio) => SqlValue>;

const names = Object.keys(COLUMNS);

/** The part of an UPDATE that sets what is known of a segment's wav, with a `?` for each of `audioParameters`. */
export const SET_AUDIO = names.map((name) => `${name} = ?`).join(', ');

/** The part of an UPDATE by which a segment has no wav. */
export const CLEAR_AUDIO = names.map((name) => `${name} = NULL`).join(', ');

export function audioParameters(audio: StoredAudio): SqlValue[] {
  return Object.values(COLUMNS).map((valueOf) => valueOf(audio));
}
