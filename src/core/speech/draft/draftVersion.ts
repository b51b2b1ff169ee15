import { version } from '@echogarden/espeak-ng-emscripten/package.json';

/** Raised when the same request begins to sound different although espeak-ng is the same. */
const REVISION = 1;

/** What the sound of a draft voice depends on beside the request: for cache keys. Loads nothing heavy. */
export const DRAFT_VERSION = `espeak-ng-emscripten ${version}, draft ${REVISION}`;
