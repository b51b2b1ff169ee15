import type { Module, Pointer } from '@echogarden/espeak-ng-emscripten';

/** The memory of the espeak-ng module, which holds all of its state: voice, noise generators, intonation. */
export interface Memory {
  /** A copy of everything up to the last byte in use, about 1.2 MB. */
  save(): Uint8Array;
  /** Makes the memory what it was, in about a millisecond. What was written since is gone. */
  restore(saved: Uint8Array): void;
  /** Writes a NUL-terminated string that lasts until the next `restore`. */
  write(text: string): Pointer;
  /** Reads the NUL-terminated string at an address. */
  read(address: number): string;
}

/**
 * Strings are passed by pointer, never as JavaScript strings: for those the package's glue keeps a buffer
 * of its own that grows with the longest string, and `restore` would pull it from under the glue.
 */
export function createMemory(module: Module): Memory {
  return {
    save() {
      const integers = new Int32Array(module.HEAPU8.buffer);
      let used = integers.length;
      while (used > 0 && integers[used - 1] === 0) used--;
      return module.HEAPU8.slice(0, used * integers.BYTES_PER_ELEMENT);
    },
    restore(saved) {
      module.HEAPU8.set(saved);
      module.HEAPU8.fill(0, saved.length);
    },
    write(text) {
      const bytes = new TextEncoder().encode(`${text}\0`);
      const ptr = module._malloc(bytes.length);
      module.HEAPU8.set(bytes, ptr);
      return { ptr };
    },
    read(address) {
      return new TextDecoder().decode(module.HEAPU8.subarray(address, module.HEAPU8.indexOf(0, address)));
    },
  };
}
