// What StoryFlow uses of the package, which has no types of its own (version 0.3.5).
declare module '@echogarden/espeak-ng-emscripten' {
  /** The address of a NUL-terminated UTF-8 string in the module's memory. */
  export interface Pointer {
    readonly ptr: number;
  }

  export interface VoiceEntry {
    readonly name: string;
    readonly identifier: string;
    readonly languages: readonly { readonly name: string; readonly priority: number }[];
  }

  export interface SpeechEvent {
    readonly type: 'word' | 'sentence' | 'mark' | 'play' | 'end' | 'phoneme' | 'samplerate';
    /** From 1, in code points. */
    readonly text_position: number;
    /** In code points. */
    readonly word_length: number;
    /** Milliseconds from the start of the call. */
    readonly audio_position: number;
  }

  export interface Worker {
    readonly samplerate: number;
    list_voices(): VoiceEntry[];
    /** 0 when the voice was found; otherwise the previous voice stays. */
    set_voice(name: string | Pointer): number;
    /** Words per minute, 80 to 450. */
    set_rate(wordsPerMinute: number): void;
    /** Speaks plain text: unlike `synthesize`, neither SSML nor `[[phonemes]]` mean anything. */
    synthesize_and_get_phonemes(
      text: string | Pointer,
      onChunk: (pcm: Int16Array, events: readonly SpeechEvent[]) => boolean,
    ): string;
    convert_to_phonemes(text: string | Pointer, ipa: boolean): Pointer;
  }

  export interface Module {
    /** Replaced by a new view when the memory grows. */
    readonly HEAPU8: Uint8Array;
    readonly eSpeakNGWorker: new () => Worker;
    _malloc(bytes: number): number;
  }

  export interface ModuleOptions {
    /** Gives the bytes of the data file; without it the package guesses a path. */
    getPreloadedPackage(name: string, bytes: number): ArrayBuffer;
    print?(line: string): void;
    printErr?(line: string): void;
  }

  const loadModule: (options: ModuleOptions) => Promise<Module>;
  // eslint-disable-next-line no-restricted-syntax -- The package has no other export.
  export default loadModule;
}
