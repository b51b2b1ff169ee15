import { stat } from 'node:fs/promises';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { messageOf, StoryFlowError } from '../../errors';
import { checkContract, type KokoroContract } from './contract';

export interface KokoroInput {
  /** Token ids with both pads. */
  readonly ids: readonly number[];
  /** STYLE_SIZE floats. */
  readonly style: Float32Array<ArrayBuffer>;
  /** 0.5 to 2. A graph whose speed is an integer gets the nearest one from 1. */
  readonly speed: number;
}

export interface KokoroOutput {
  /** Mono, 24,000 samples per second, about -1..1. */
  readonly samples: Float32Array<ArrayBuffer>;
  /** How long each id sounds, both pads included, in frames of 600 samples before rounding; if the graph tells. */
  readonly durations: readonly number[] | undefined;
}

/** A loaded model. A run blocks its thread and cannot be cancelled. */
export interface KokoroSession {
  readonly contract: KokoroContract;
  run(input: KokoroInput): Promise<KokoroOutput>;
  release(): Promise<void>;
}

export interface SessionOptions {
  /** An ONNX file. It is loaded by path: a buffer would be in memory twice. */
  readonly modelPath: string;
  /** Threads of one inference; by default onnxruntime takes one for each physical core. */
  readonly threads?: number;
}

/**
 * Loads a Kokoro model of either published dialect, told apart by the graph's own description. Throws
 * ModelUnavailable for a file that is missing, damaged or no Kokoro model.
 */
export async function openSession({ modelPath, threads = 0 }: SessionOptions): Promise<KokoroSession> {
  // A native library of 46 MB: it is loaded when there is something to speak, not with this module.
  const ort = await import('onnxruntime-node');
  const session = await load(ort.InferenceSession, modelPath, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    enableCpuMemArena: true,
    // Utterances differ in length; patterns of all lengths would pile up in memory and save no time.
    enableMemPattern: false,
  });
  const contract = await contractOf(session, modelPath);

  async function run({ ids, style, speed }: KokoroInput): Promise<KokoroOutput> {
    const feeds = {
      [contract.ids]: new ort.Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
      style: new ort.Tensor('float32', style, [1, style.length]),
      speed: new ort.Tensor(contract.speedType, speedData(contract, speed), contract.speedShape),
    };
    let output: InferenceSession.OnnxValueMapType;
    try {
      output = await session.run(feeds);
    } catch (error) {
      throw new StoryFlowError(
        'SpeechFailed',
        `The model ${modelPath} failed on ${ids.length} tokens: ${messageOf(error)}`,
        { cause: error },
      );
    }
    return {
      samples: audioOf(output[contract.audio]),
      durations: contract.durations === undefined ? undefined : numbersOf(output[contract.durations]),
    };
  }

  return { contract, run, release: () => session.release() };
}

async function load(
  factory: typeof InferenceSession,
  modelPath: string,
  options: InferenceSession.SessionOptions,
): Promise<InferenceSession> {
  try {
    return await factory.create(modelPath, options);
  } catch (error) {
    throw new StoryFlowError('ModelUnavailable', await explain(modelPath, messageOf(error)), {
      cause: error,
    });
  }
}

async function contractOf(session: InferenceSession, modelPath: string): Promise<KokoroContract> {
  try {
    return checkContract(session, modelPath);
  } catch (error) {
    await session.release();
    throw error;
  }
}

async function explain(modelPath: string, message: string): Promise<string> {
  const isFile = await stat(modelPath).then(
    (stats) => stats.isFile(),
    () => false,
  );
  if (!isFile)
    return `The model file ${modelPath} does not exist: download the model or choose another file.`;
  // onnxruntime's words for a file that is cut off or was never a model.
  if (/Protobuf parsing failed|does not have a graph/.test(message)) {
    return `The model file ${modelPath} is incomplete or not an ONNX model: download it again or choose another file.`;
  }
  return `The model file ${modelPath} cannot be loaded: ${message}`;
}

function speedData(contract: KokoroContract, speed: number): Float32Array | Int32Array | BigInt64Array {
  if (contract.speedType === 'float32') return Float32Array.of(speed);
  const whole = Math.max(1, Math.round(speed));
  return contract.speedType === 'int32' ? Int32Array.of(whole) : BigInt64Array.of(BigInt(whole));
}

/**
 * Exports differ in rank ([n], [1, n] and [1, 1, n] exist), so the samples are taken flat. What they are worth is for the
 * check of each take to say.
 */
function audioOf(value: Tensor | undefined): Float32Array<ArrayBuffer> {
  return value?.data instanceof Float32Array ? Float32Array.from(value.data) : new Float32Array(0);
}

function numbersOf(value: Tensor | undefined): number[] | undefined {
  return value === undefined ? undefined : Array.from(value.data as ArrayLike<number | bigint>, Number);
}
