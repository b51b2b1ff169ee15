import type { PageMessage } from '../src/shared/playerProtocol';
import type { Saved } from './saved';

/** What VS Code offers to the page, once. */
export interface VsCodeApi {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: Saved): void;
}

declare global {
  function acquireVsCodeApi(): VsCodeApi;
}
