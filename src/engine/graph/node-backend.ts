/** The part of tfjs-node's backend that the graph engine relies on (tfjs-node 4.22, not public there). */

import type * as TensorFlow from '@tensorflow/tfjs';
import type { DataType, Tensor } from '@tensorflow/tfjs';

export type TensorMeta = { readonly shape: readonly number[]; readonly dtype: number };
export type OutputMeta = TensorMeta & { readonly id: number };
export type OpAttribute = { readonly name: string; readonly type: number; readonly value: unknown };

export type Binding = {
  readonly TF_Version: string;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_SHAPE: number;
  createTensor(shape: readonly number[], dtype: number, values: unknown): number;
  tensorDataSync(id: number): unknown;
  executeOp(op: string, attributes: readonly OpAttribute[], ids: readonly number[], outputs: number): OutputMeta[];
};

export type NodeBackend = {
  binding: Binding;
  readonly isUsingGpuDevice: boolean;
  getInputTensorIds(tensors: readonly Tensor[]): number[];
  executeSingleOutput(op: string, attributes: readonly OpAttribute[], inputs: readonly Tensor[]): Tensor;
  loadSavedModelMetaGraph(folder: string, tags: string): number;
  runSavedModel(
    id: number,
    inputs: readonly Tensor[],
    inputNames: readonly { name: string }[],
    outputNames: readonly string[],
  ): Tensor[];
  deleteSavedModel(id: number): void;
  readSync(dataId: object): unknown;
  read(dataId: object): Promise<unknown>;
};

/** TensorFlow's numbers for the element types a graph may carry. */
export const DTYPE = { float32: 1, int32: 3, bool: 10, variant: 21 } as const;

export function dtypeNumber(dtype: DataType): number {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return DTYPE[dtype];
  throw new Error(`A tensor of type ${dtype} cannot enter a graph: use float32, int32 or bool.`);
}

/** The native backend in use. Throws when another backend (WebAssembly) is active. */
export function nodeBackend(tf: typeof TensorFlow): NodeBackend {
  if (tf.getBackend() !== 'tensorflow') {
    throw new Error(`Graphs need native TensorFlow; the backend in use is ${tf.getBackend() || 'none'}.`);
  }
  return tf.backend() as unknown as NodeBackend;
}
