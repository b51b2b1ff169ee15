import type { InferenceSession } from 'onnxruntime-node';
import { StoryFlowError } from '../../errors';
import { STYLE_SIZE } from './voicePack';

/** The types that exports of Kokoro give to the input `speed`. */
const speedTypes = ['float32', 'int32', 'int64'] as const;

export type SpeedType = (typeof speedTypes)[number];

/** The names and types that differ between the published exports of Kokoro. */
export interface KokoroContract {
  readonly ids: 'input_ids' | 'tokens';
  readonly speedType: SpeedType;
  readonly speedShape: readonly number[];
  readonly audio: 'waveform' | 'audio';
  readonly durations: 'durations' | 'duration' | undefined;
}

type Description = Pick<InferenceSession, 'inputMetadata' | 'outputMetadata'>;

/**
 * Reads the dialect from the graph's own description: file names and versions do not tell. Throws ModelUnavailable
 * when the graph takes or gives something else than Kokoro does.
 */
export function checkContract(graph: Description, modelPath: string): KokoroContract {
  const inputs = tensorsOf(graph.inputMetadata);
  const outputs = tensorsOf(graph.outputMetadata);
  const ids = pick(inputs, ['input_ids', 'tokens']);
  const style = inputs.get('style');
  const speed = inputs.get('speed');
  const audio = pick(outputs, ['waveform', 'audio']);
  const durations = pick(outputs, ['durations', 'duration']);

  if (ids === undefined) throw reject('it has no input "input_ids" or "tokens"');
  const idsTensor = inputs.get(ids);
  if (idsTensor?.type !== 'int64') throw reject(`its input "${ids}" is ${idsTensor?.type ?? ''}, not int64`);
  if (!fits(idsTensor.shape, [1, 'any']))
    throw reject(`its input "${ids}" is ${shown(idsTensor.shape)}, not [1, N]`);
  if (style === undefined) throw reject('it has no input "style"');
  if (style.type !== 'float32' || !fits(style.shape, [1, STYLE_SIZE])) {
    throw reject(`its input "style" is ${style.type} ${shown(style.shape)}, not float32 [1, ${STYLE_SIZE}]`);
  }
  if (speed === undefined) throw reject('it has no input "speed"');
  const speedType = speedTypes.find((type) => type === speed.type);
  if (speedType === undefined) throw reject(`its input "speed" is ${speed.type}, not float32 or an integer`);
  if (inputs.size > 3)
    throw reject(`it has ${inputs.size} inputs (${[...inputs.keys()].join(', ')}), not three`);
  if (audio === undefined) throw reject('it has no output "waveform" or "audio"');
  const audioType = outputs.get(audio)?.type;
  if (audioType !== 'float32') throw reject(`its output "${audio}" is ${audioType ?? ''}, not float32`);
  return { ids, speedType, speedShape: speed.shape.map(() => 1), audio, durations };

  function reject(why: string): StoryFlowError {
    return new StoryFlowError(
      'ModelUnavailable',
      `The file ${modelPath} is not a Kokoro model that StoryFlow can use: ${why}; choose another model file.`,
    );
  }
}

type TensorMetadata = InferenceSession.TensorValueMetadata;

function tensorsOf(metadata: readonly InferenceSession.ValueMetadata[]): Map<string, TensorMetadata> {
  return new Map(metadata.filter((value) => value.isTensor).map((value) => [value.name, value]));
}

function pick<Name extends string>(
  values: ReadonlyMap<string, unknown>,
  names: readonly Name[],
): Name | undefined {
  return names.find((name) => values.has(name));
}

/** Whether a tensor of the wanted shape may be given; a named dimension takes any length. */
function fits(shape: readonly (number | string)[], wanted: readonly (number | 'any')[]): boolean {
  if (shape.length !== wanted.length) return false;
  return wanted.every((length, index) => typeof shape[index] === 'string' || shape[index] === length);
}

function shown(shape: readonly (number | string)[]): string {
  return `[${shape.join(', ')}]`;
}
