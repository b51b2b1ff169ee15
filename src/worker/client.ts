import { Worker } from 'node:worker_threads';
import { messageOf, StoryFlowError } from '../core/errors';
import type { SpokenAudio } from '../core/model';
import type { Log, SpeechEngine, SpeechRequest, WavJob, WavWriter, WrittenWav } from '../core/ports';
import type {
  Operation,
  PhonemesRequest,
  ReplyOf,
  RequestMessage,
  RequestOf,
  SpokenPhonemes,
  WorkerSettings,
} from './protocol';
import { operations, replyMessage } from './protocol';

export interface SpeechWorkerOptions {
  /** Absolute path of the worker's bundle. */
  readonly entry: string;
  readonly settings: WorkerSettings;
  readonly log: Log;
}

interface Pending {
  /** Parses the reply and settles the caller's promise with it. */
  succeed(reply: unknown): void;
  fail(error: StoryFlowError): void;
}

/**
 * The host's end of the speech worker: one thread, started by the first request and again by the next
 * one after it died. Requests are answered in the order in which they were made.
 *
 * Invariant: a busy worker is never terminated. onnxruntime's native call would abort the whole process,
 * and in VS Code that is the host of every extension.
 */
export class SpeechWorker implements SpeechEngine, WavWriter {
  readonly #options: SpeechWorkerOptions;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #lastId = 0;
  #whenIdle: (() => void)[] = [];
  #disposed = false;

  constructor(options: SpeechWorkerOptions) {
    this.#options = options;
  }

  synthesize(request: SpeechRequest): Promise<SpokenAudio> {
    return this.#call('synthesize', request);
  }

  phonemize(request: PhonemesRequest): Promise<readonly SpokenPhonemes[]> {
    return this.#call('phonemize', request);
  }

  /** The samples of `job` are moved to the worker: the caller cannot use them afterwards. */
  write(job: WavJob): Promise<WrittenWav> {
    const buffers = new Set(job.parts.map((part) => part.audio.samples.buffer));
    return this.#call('writeWav', job, [...buffers]);
  }

  /** Waits until the worker is idle, then ends it. Requests made later are refused. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    if (this.#pending.size > 0) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  #call<O extends Operation>(
    operation: O,
    request: RequestOf<O>,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<ReplyOf<O>> {
    if (this.#disposed) {
      return Promise.reject(
        new StoryFlowError('WorkerLost', 'StoryFlow is shutting down: nothing was spoken.'),
      );
    }
    const worker = (this.#worker ??= this.#start());
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, {
        succeed: (reply) => {
          // The table of operations ties the schema to the operation, which the compiler cannot follow.
          const parsed = operations[operation].reply.safeParse(reply);
          if (parsed.success) resolve(parsed.data as ReplyOf<O>);
          else
            reject(
              new StoryFlowError(
                'SpeechFailed',
                `The speech worker gave a wrong answer: ${parsed.error.message}`,
              ),
            );
        },
        fail: reject,
      });
      worker.ref();
      try {
        worker.postMessage({ id, operation, request } satisfies RequestMessage, transfer);
      } catch (error) {
        // A message that cannot be cloned never arrives, so no reply would ever settle it.
        this.#take(id)?.fail(new StoryFlowError('SpeechFailed', messageOf(error), { cause: error }));
      }
    });
  }

  #start(): Worker {
    const { entry, settings, log } = this.#options;
    const worker = new Worker(entry, { workerData: settings, name: 'storyflow-speech' });
    log.debug('The speech worker was started.');
    // An idle worker does not keep the process alive; every request holds it until it is answered.
    worker.unref();
    worker.on('message', (message: unknown) => {
      this.#receive(message);
    });
    const lost = (reason: string) => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#failAll(reason);
    };
    worker.on('error', (error) => {
      lost(messageOf(error));
    });
    worker.on('messageerror', (error) => {
      lost(messageOf(error));
    });
    worker.on('exit', (code) => {
      lost(`exit code ${code}`);
    });
    return worker;
  }

  #receive(message: unknown): void {
    const parsed = replyMessage.safeParse(message);
    if (!parsed.success) {
      // Whose answer it was cannot be known, and nobody may wait for ever.
      this.#failAll('it gave an answer that makes no sense');
      return;
    }
    const pending = this.#take(parsed.data.id);
    if (parsed.data.ok) pending?.succeed(parsed.data.reply);
    else pending?.fail(new StoryFlowError(parsed.data.error.code, parsed.data.error.message));
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (this.#pending.size === 0) {
      this.#worker?.unref();
      for (const resolve of this.#whenIdle.splice(0)) resolve();
    }
    return pending;
  }

  #failAll(reason: string): void {
    this.#options.log.error(`The speech worker stopped: ${reason}`);
    for (const id of [...this.#pending.keys()]) {
      this.#take(id)?.fail(
        new StoryFlowError(
          'WorkerLost',
          `The speech worker stopped unexpectedly (${reason}). Generate again to go on.`,
        ),
      );
    }
  }
}
