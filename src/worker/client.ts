import { Worker } from 'node:worker_threads';
import { messageOf, StoryFlowError } from '../core/errors';
import type { SpokenAudio } from '../core/model';
import type { ModelDescription } from '../core/speech/kokoro/inspectModel';
import type { Log, SpeechEngine, SpeechRequest, WavJob, WavWriter, WrittenWav } from '../core/ports';
import type { NameOf, ReplyOf, RequestOf } from '../rpc/messages';
import { PendingCalls } from '../rpc/pendingCalls';
import {
  operations,
  type PhonemesRequest,
  type SpeechOperations,
  type SpokenPhonemes,
  type WorkerSettings,
} from './protocol';

export interface SpeechWorkerOptions {
  /** Absolute path of the worker's bundle. */
  readonly entry: string;
  readonly settings: WorkerSettings;
  readonly log: Log;
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
  readonly #calls = new PendingCalls(operations, () => this.#worker?.unref());
  #worker: Worker | undefined;
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

  /** Loads a model file to see what it is. Rejects with ModelUnavailable. */
  inspectModel(path: string): Promise<ModelDescription> {
    return this.#call('inspectModel', { path });
  }

  /** The samples of `job` are moved to the worker: the caller cannot use them afterwards. */
  write(job: WavJob): Promise<WrittenWav> {
    const buffers = new Set(job.parts.map((part) => part.audio.samples.buffer));
    return this.#call('writeWav', job, [...buffers]);
  }

  /** Waits until the worker is idle, then ends it. Requests made later are refused. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    await this.#calls.whenIdle();
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  #call<O extends NameOf<SpeechOperations>>(
    operation: O,
    request: RequestOf<SpeechOperations, O>,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<ReplyOf<SpeechOperations, O>> {
    if (this.#disposed) {
      return Promise.reject(
        new StoryFlowError('WorkerLost', 'StoryFlow is shutting down: nothing was spoken.'),
      );
    }
    const worker = (this.#worker ??= this.#start());
    return this.#calls.call(operation, request, (message) => {
      worker.ref();
      worker.postMessage(message, transfer);
    });
  }

  #start(): Worker {
    const { entry, settings, log } = this.#options;
    const worker = new Worker(entry, { workerData: settings, name: 'storyflow-speech' });
    log.debug('The speech worker was started.');
    // An idle worker does not keep the process alive; every request holds it until it is answered.
    worker.unref();
    worker.on('message', (message: unknown) => {
      // Whose answer it was cannot be known, and nobody may wait for ever.
      if (!this.#calls.receive(message)) this.#failAll('it gave an answer that makes no sense');
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

  #failAll(reason: string): void {
    this.#options.log.error(`The speech worker stopped: ${reason}`);
    this.#calls.failAll(
      new StoryFlowError(
        'WorkerLost',
        `The speech worker stopped unexpectedly (${reason}). Generate again to go on.`,
      ),
    );
  }
}
