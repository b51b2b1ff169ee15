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
  type PlayerControl,
  type PlayerOperations,
  type Playhead,
} from '../../shared/playerProtocol';
import { playerHandlers } from './playerHandlers';
import type { PlayerMemory, PlayerPlace } from './playerMemory';
import { neighbourOf, type MediaFile, type PlayerSource } from './playerModel';
import { playerState } from './playerState';

/** A page that shows the player. */
export interface PlayerPage {
  readonly place: PlayerPlace;
  post(message: HostMessage): void;
  /** What this page may load instead of the file's path. */
  uriOf(file: MediaFile): string;
  /**
   * Makes sure that this page may load the file. False when the page is loaded anew for that: it forgets all, and says
   * again that it is ready.
   */
  allow(file: MediaFile): boolean;
}

export interface PlayerSessionOptions {
  readonly source: PlayerSource;
  readonly memory: Pick<PlayerMemory, 'get' | 'put'>;
  readonly log: Log;
  /** Told whenever something else sounds; undefined when nothing is loaded, or when the page is gone. */
  readonly onPlayhead: (playhead: Playhead | undefined) => void;
  /** Told when the user chose something to be heard now. */
  readonly onPlay: () => void;
}

/**
 * Which segment is chosen, and the talk with the page that shows it. A page is told nothing before it says that it is
 * ready; then, and whenever something changed, it gets the whole state.
 */
export class PlayerSession {
  readonly #options: PlayerSessionOptions;
  readonly #messages: MessageHandlers<PageMessage>;
  readonly #requests: Handlers<PlayerOperations>;
  #page: PlayerPage | undefined;
  #isReady = false;
  #chosen: string | undefined;
  /** The user pressed Play, and no page was told so far; `at` is where, in seconds. */
  #wish: { readonly at?: number } | undefined;
  /** What a page that is in another place than the last one is to know. */
  #saved: string | undefined;
  /** The state that the page has. */
  #sent = '';

  constructor(options: PlayerSessionOptions) {
    const { source, memory, onPlayhead } = options;
    this.#options = options;
    this.#requests = playerHandlers(source);
    this.#messages = {
      ready: ({ segmentId, hasSaved }) => {
        this.#isReady = true;
        const last = memory.get();
        // What VS Code kept for a page is older than what was heard in another place since.
        const isBehind = !hasSaved || last.place !== this.#page?.place;
        this.#chosen ??= isBehind ? (last.segmentId ?? segmentId) : segmentId;
        this.#saved = isBehind ? last.saved : undefined;
        onPlayhead(undefined);
        this.refresh();
        void this.#findChosen();
      },
      remember: ({ saved }) => {
        if (this.#page) memory.put({ saved, place: this.#page.place });
      },
      playhead: ({ playhead }) => {
        onPlayhead(playhead ?? undefined);
      },
      choose: ({ segmentId, play }) => {
        if (!source.find(segmentId)) return;
        if (play) this.play(segmentId);
        else this.#choose(segmentId, undefined);
      },
      step: ({ from, direction, play }) => {
        const place = source.find(from);
        const neighbour = place && neighbourOf(place, direction);
        if (neighbour) this.#choose(neighbour.segmentId, play ? {} : undefined);
      },
      request: (message) => void this.#answer(message),
    };
  }

  /** From now on this page is the one that is talked with; undefined when there is none. It is not ready yet. */
  connect(page: PlayerPage | undefined): void {
    this.#page = page;
    this.#isReady = false;
    // A wish is not kept for a page that might be opened an hour later.
    if (!page) this.#wish = undefined;
    this.#options.onPlayhead(undefined);
  }

  /** Shows a segment and plays it, as soon as there is a page that can: from `at` in seconds, or where it was left. */
  play(segmentId: string, at?: number): void {
    this.#options.onPlay();
    this.#choose(segmentId, at === undefined ? {} : { at });
  }

  /** Does in the page what its own button does. A page that is not ready has nothing to be controlled. */
  control(control: PlayerControl): void {
    if (this.#isReady) this.#page?.post({ kind: 'control', control });
  }

  /** Sends the state if it is another one than the page has. */
  update(): void {
    const page = this.#page;
    if (!page || !this.#isReady) return;
    const place = this.#chosen === undefined ? undefined : this.#options.source.find(this.#chosen);
    const { audio, image } = place?.segment ?? {};
    if ([audio, image].some((file) => file && !page.allow(file))) {
      this.#isReady = false;
      return;
    }
    const state = playerState(place, (file) => page.uriOf(file));
    const wish = this.#wish;
    const saved = this.#saved;
    const text = JSON.stringify(state);
    if (text === this.#sent && !wish && saved === undefined) return;
    this.#sent = text;
    this.#wish = undefined;
    this.#saved = undefined;
    page.post({
      kind: 'state',
      state,
      play: wish !== undefined,
      ...(wish?.at !== undefined && { at: wish.at }),
      ...(saved !== undefined && { saved }),
    });
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
    else
      this.#options.log.warn(`The player's page said something that makes no sense: ${parsed.error.message}`);
  }

  #choose(segmentId: string, wish: { readonly at?: number } | undefined): void {
    this.#chosen = segmentId;
    this.#wish = wish;
    const path = this.#options.source.find(segmentId)?.story.path;
    // Samples of voices are gone another day.
    if (path !== undefined) this.#options.memory.put({ segmentId, storyPath: path });
    this.update();
  }

  /** After VS Code was opened again nobody may have read the story of the segment that is to be shown. */
  async #findChosen(): Promise<void> {
    const { source, memory, log } = this.#options;
    const { segmentId, storyPath } = memory.get();
    if (this.#chosen !== segmentId || segmentId === undefined || storyPath === undefined) return;
    if (source.find(segmentId)) return;
    try {
      await source.read(storyPath);
      this.update();
    } catch (error) {
      log.debug(`The story that was heard last could not be read: ${messageOf(error)}`);
    }
  }

  async #answer(message: Extract<PageMessage, { kind: 'request' }>): Promise<void> {
    const page = this.#page;
    const { log } = this.#options;
    try {
      const reply = await answer(message, {
        operations: playerOperations,
        handlers: this.#requests,
        fallbackCode: 'WrongUse',
      });
      if (!reply.ok) log.debug(`The player's ${message.operation} failed: ${reply.error.message}`);
      // The page that asked may be gone; another one did not ask.
      if (page === this.#page) page?.post({ kind: 'reply', ...reply });
    } catch (error) {
      log.error(`The player's page could not be answered: ${messageOf(error)}`);
    }
  }
}
