import { Worker } from 'node:worker_threads';
import { messageOf, StoryFlowError } from '../core/errors';
import { answer } from '../rpc/answer';
import { requestMessage, type Handlers, type NameOf, type ReplyOf, type RequestOf } from '../rpc/messages';
import { PendingCalls } from '../rpc/pendingCalls';
import { hostOperations, studioEvent, type HostOperations, type StudioEvent } from './protocol';
import type { StudioSettings } from './settings';
import { ReceivedViews } from './storyUpdates';
import { receivedOperations, type ReceivedOperations } from './viewOperations';

export interface StudioThreadOptions {
  /** Absolute path of the thread's bundle. */
  readonly entry: string;
  readonly handlers: Handlers<HostOperations>;
  /** Asked when the thread starts; later changes are sent by `configure`. */
  settings(): StudioSettings;
  readonly onEvent: (event: StudioEvent) => void;
  /** Told when the thread ended unasked; the next request starts another. */
  readonly onLost: (reason: string) => void;
}

/** How long a closing thread is waited for, in milliseconds: VS Code gives a closing extension five seconds. */
const PATIENCE_MS = 4500;

/**
 * The host's end of the studio thread. It is started by the first request, and again by the next one after it died.
 * Everything that takes time happens there, so that the thread that all extensions share is never held up.
 */
export class StudioThread {
  readonly #options: StudioThreadOptions;
  readonly #calls = new PendingCalls(receivedOperations(() => this.#views));
  #views = new ReceivedViews();
  #worker: Worker | undefined;
  #disposed = false;

  constructor(options: StudioThreadOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#worker !== undefined;
  }

  /** Rejects with the core's errors, and with WorkerLost when the thread dies or was disposed. */
  call<O extends NameOf<ReceivedOperations>>(
    operation: O,
    request: RequestOf<ReceivedOperations, O>,
  ): Promise<ReplyOf<ReceivedOperations, O>> {
    if (this.#disposed) {
      return Promise.reject(
        new StoryFlowError('WorkerLost', 'StoryFlow is shutting down: nothing was done.'),
      );
    }
    const worker = (this.#worker ??= this.#start());
    return this.#calls.call(operation, request, (message) => {
      worker.postMessage(message);
    });
  }

  /** Stops what is spoken at the next utterance and ends the thread; a busy one is left to end by itself. */
  async dispose(): Promise<void> {
    const worker = this.#worker;
    const closing = worker ? this.call('shutdown', undefined) : undefined;
    this.#disposed = true;
    if (!worker || !closing) return;
    const isClosed = await Promise.race([
      closing.then(
        () => true,
        () => true,
      ),
      new Promise<false>((resolve) => {
        setTimeout(resolve, PATIENCE_MS, false).unref();
      }),
    ]);
    this.#worker = undefined;
    // Ending a thread whose speech worker is inside the model would abort the whole process.
    if (isClosed) await worker.terminate();
    else worker.unref();
    this.#calls.failAll(new StoryFlowError('WorkerLost', 'StoryFlow was shut down.'));
  }

  #start(): Worker {
    const { entry, onEvent, onLost } = this.#options;
    this.#views = new ReceivedViews();
    const worker = new Worker(entry, { workerData: this.#options.settings(), name: 'storyflow-studio' });
    worker.on('message', (message: unknown) => {
      if (this.#calls.receive(message)) return;
      const event = studioEvent.safeParse(message);
      if (event.success) onEvent(event.data);
      else if (requestMessage.safeParse(message).success) void this.#answer(worker, message);
      else
        onEvent({ event: 'log', level: 'error', message: 'The studio said something that makes no sense.' });
    });
    const lost = (reason: string) => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#calls.failAll(
        new StoryFlowError('WorkerLost', `StoryFlow's studio stopped unexpectedly (${reason}). Try again.`),
      );
      onLost(reason);
    };
    worker.on('error', (error) => {
      lost(messageOf(error));
    });
    worker.on('exit', (code) => {
      lost(`exit code ${code}`);
    });
    return worker;
  }

  async #answer(worker: Worker, message: unknown): Promise<void> {
    const { handlers } = this.#options;
    worker.postMessage(
      await answer(message, { operations: hostOperations, handlers, fallbackCode: 'Unexpected' }),
    );
  }
}
