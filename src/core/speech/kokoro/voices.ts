/** The first letter of a voice's name: the language that it was trained to speak. */
export type LanguageCode = 'a' | 'b' | 'e' | 'f' | 'h' | 'i' | 'j' | 'p' | 'z';

export interface VoiceLanguage {
  readonly code: LanguageCode;
  /** For people, in English. */
  readonly name: string;
  /** BCP 47. */
  readonly tag: string;
  /** The espeak-ng voice that makes its phonemes; undefined when there is no front end for the language. */
  readonly espeakVoice: string | undefined;
}

export interface KokoroVoice {
  readonly name: string;
  readonly language: VoiceLanguage;
  readonly gender: 'female' | 'male';
  /** Overall quality by the model's authors, `A` to `F+`; empty where they give none. */
  readonly grade: string;
  /** False when text in its language cannot be turned into phonemes here. Such a voice can still be blended in. */
  readonly available: boolean;
}

export const DEFAULT_VOICE = 'af_bella';

/**
 * The languages of Kokoro v1.0. espeak-ng's WebAssembly build refuses `en-gb` and `fr-fr`. Its `en` has the vowel of
 * "cat" in "bath"; `en-gb-x-rp` has the long one, as the dictionary that the British voices were trained on.
 */
export const languages: Readonly<Record<LanguageCode, VoiceLanguage>> = {
  a: { code: 'a', name: 'American English', tag: 'en-US', espeakVoice: 'en-us' },
  b: { code: 'b', name: 'British English', tag: 'en-GB', espeakVoice: 'en-gb-x-rp' },
  e: { code: 'e', name: 'Spanish', tag: 'es-ES', espeakVoice: 'es' },
  f: { code: 'f', name: 'French', tag: 'fr-FR', espeakVoice: 'fr' },
  h: { code: 'h', name: 'Hindi', tag: 'hi-IN', espeakVoice: 'hi' },
  i: { code: 'i', name: 'Italian', tag: 'it-IT', espeakVoice: 'it' },
  j: { code: 'j', name: 'Japanese', tag: 'ja-JP', espeakVoice: undefined },
  p: { code: 'p', name: 'Brazilian Portuguese', tag: 'pt-BR', espeakVoice: 'pt-br' },
  z: { code: 'z', name: 'Mandarin Chinese', tag: 'zh-CN', espeakVoice: undefined },
};

/** Name and grade (VOICES.md of hexgrad/Kokoro-82M). */
const table: readonly (readonly [name: string, grade: string])[] = [
  ['af_heart', 'A'],
  ['af_alloy', 'C'],
  ['af_aoede', 'C+'],
  ['af_bella', 'A-'],
  ['af_jessica', 'D'],
  ['af_kore', 'C+'],
  ['af_nicole', 'B-'],
  ['af_nova', 'C'],
  ['af_river', 'D'],
  ['af_sarah', 'C+'],
  ['af_sky', 'C-'],
  ['am_adam', 'F+'],
  ['am_echo', 'D'],
  ['am_eric', 'D'],
  ['am_fenrir', 'C+'],
  ['am_liam', 'D'],
  ['am_michael', 'C+'],
  ['am_onyx', 'D'],
  ['am_puck', 'C+'],
  ['am_santa', 'D-'],
  ['bf_alice', 'D'],
  ['bf_emma', 'B-'],
  ['bf_isabella', 'C'],
  ['bf_lily', 'D'],
  ['bm_daniel', 'D'],
  ['bm_fable', 'C'],
  ['bm_george', 'C'],
  ['bm_lewis', 'D+'],
  ['jf_alpha', 'C+'],
  ['jf_gongitsune', 'C'],
  ['jf_nezumi', 'C-'],
  ['jf_tebukuro', 'C'],
  ['jm_kumo', 'C-'],
  ['zf_xiaobei', 'D'],
  ['zf_xiaoni', 'D'],
  ['zf_xiaoxiao', 'D'],
  ['zf_xiaoyi', 'D'],
  ['zm_yunjian', 'D'],
  ['zm_yunxi', 'D'],
  ['zm_yunxia', 'D'],
  ['zm_yunyang', 'D'],
  ['ef_dora', ''],
  ['em_alex', ''],
  ['em_santa', ''],
  ['ff_siwis', 'B-'],
  ['hf_alpha', 'C'],
  ['hf_beta', 'C'],
  ['hm_omega', 'C'],
  ['hm_psi', 'C'],
  ['if_sara', 'C'],
  ['im_nicola', 'C'],
  ['pf_dora', ''],
  ['pm_alex', ''],
  ['pm_santa', ''],
];

/** The 54 voices of Kokoro v1.0, by language. */
export const voices: readonly KokoroVoice[] = table.map(([name, grade]) => {
  const language = languages[name.charAt(0) as LanguageCode];
  return {
    name,
    language,
    gender: name.charAt(1) === 'f' ? 'female' : 'male',
    grade,
    available: language.espeakVoice !== undefined,
  };
});

const byName = new Map(voices.map((voice) => [voice.name, voice]));

/** The voice of that exact name. */
export function findVoice(name: string): KokoroVoice | undefined {
  return byName.get(name);
}
