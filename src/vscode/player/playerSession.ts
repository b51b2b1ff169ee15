import { messageOf } from '../../core/errors';
import type { Log } from '../../core/ports';
import { answer } from '../../rpc/answer';
import type { Handlers } from '../../rpc/messages';
import { handleMessage, type MessageHandlers } from '../../shared/handleMessage';
import {
  pageMessage,
  playerOperations,
  type HostMessage,
  type PageMessage,
  type PlayerOperations,
} from '../../shared/playerProtocol';
import { playerHandlers } from './playerHandlers';
import { neighbourOf, type AudioFile, type PlayerSource } from './playerModel';
import { playerState } from './playerState';

/** A page that shows the player. */
export interface PlayerPage {
  post(message: HostMessage): void;
  /** What this page may load instead of the file's path. */
  uriOf(audio: AudioFile): string;
  /**
   * Makes sure that this page may load the file. False when the page is loaded anew for that: it forgets all, and says
   * again that it is ready.
   */
  allow(audio: AudioFile): boolean;
}

/**
 * Which segment is chosen, and the talk with the page that shows it. A page is told nothing before it says that it is
 * ready; then, and whenever something changed, it gets the whole state.
 */
export class PlayerSession {
  readonly #source: PlayerSource;
  readonly #log: Log;
  readonly #messages: MessageHandlers<PageMessage>;
  readonly #requests: Handlers<PlayerOperations>;
  #page: PlayerPage | undefined;
  #isReady = false;
  #chosen: string | undefined;
  /** The user pressed Play and no page was ready. */
  #wantsPlay = false;
  /** The state that the page has. */
  #sent = '';

  constructor(source: PlayerSource, log: Log) {
    this.#source = source;
    this.#log = log;
    this.#requests = playerHandlers(source);
    this.#messages = {
      ready: ({ segmentId }) => {
        this.#isReady = true;
        this.#chosen ??= segmentId;
        this.refresh();
      },
      step: ({ from, direction, play }) => {
        const place = source.find(from);
        const neighbour = place && neighbourOf(place, direction);
        if (neighbour) this.#choose(neighbour.segmentId, play);
      },
      request: (message) => void this.#answer(message),
    };
  }

  /** From now on this page is the one that is talked with; undefined when there is none. It is not ready yet. */
  connect(page: PlayerPage | undefined): void {
    this.#page = page;
    this.#isReady = false;
    // A wish is not kept for a page that might be opened an hour later.
    if (!page) this.#wantsPlay = false;
  }

  /** Shows a segment and plays it, as soon as there is a page that can. */
  play(segmentId: string): void {
    this.#choose(segmentId, true);
  }

  /** Sends the state if it is another one than the page has. */
  update(): void {
    const page = this.#page;
    if (!page || !this.#isReady) return;
    const place = this.#chosen === undefined ? undefined : this.#source.find(this.#chosen);
    if (place?.segment.audio && !page.allow(place.segment.audio)) {
      this.#isReady = false;
      return;
    }
    const state = playerState(place, (audio) => page.uriOf(audio));
    const play = this.#wantsPlay;
    const text = JSON.stringify(state);
    if (text === this.#sent && !play) return;
    this.#sent = text;
    this.#wantsPlay = false;
    page.post({ kind: 'state', state, play });
  }

  /** Sends the state, whatever the page has. */
  refresh(): void {
    this.#sent = '';
    this.update();
  }

  /** Takes whatever came from the page. */
  receive(message: unknown): void {
    const parsed = pageMessage.safeParse(message);
    if (parsed.success) handleMessage(parsed.data, this.#messages);
    else this.#log.warn(`The player's page said something that makes no sense: ${parsed.error.message}`);
  }

  #choose(segmentId: string, play: boolean): void {
    this.#chosen = segmentId;
    this.#wantsPlay = play;
    this.update();
  }

  async #answer(message: Extract<PageMessage, { kind: 'request' }>): Promise<void> {
    const page = this.#page;
    try {
      const reply = await answer(message, {
        operations: playerOperations,
        handlers: this.#requests,
        fallbackCode: 'WrongUse',
      });
      if (!reply.ok) this.#log.debug(`The player's ${message.operation} failed: ${reply.error.message}`);
      // The page that asked may be gone; another one did not ask.
      if (page === this.#page) page?.post({ kind: 'reply', ...reply });
    } catch (error) {
      this.#log.error(`The player's page could not be answered: ${messageOf(error)}`);
    }
  }
}
