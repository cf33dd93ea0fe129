/**
 * Runs ordinary tfjs code once and records the TensorFlow ops that the node backend executes for it, autodiff included.
 * What would silently freeze into the graph (a captured tensor, a JavaScript random number, data read back) is an error.
 */
import type { Tensor } from '@tensorflow/tfjs';
import { tf } from '../tensorflow.ts';
import {
  type Binding,
  DTYPE,
  dtypeNumber,
  type NodeBackend,
  nodeBackend,
  type OpAttribute,
  type OutputMeta,
  type TensorMeta,
} from './node-backend.ts';
import { attribute, type GraphNode } from './saved-model.ts';

export type TracedOutput = TensorMeta & { readonly ref: string };
export type Trace = {
  readonly outputs: readonly TracedOutput[];
  /** Recorded nodes in execution order. */
  readonly nodes: readonly GraphNode[];
  readonly constants: ReadonlySet<string>;
};

/** A mistake in traced code that would otherwise give a wrong graph without a word. */
export class TraceError extends Error {
  override readonly name = 'TraceError';
}

export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, axis) => size === b[axis]);

type DataStorage = { set(dataId: object, value: unknown): void };
type BackendInternals = NodeBackend & { tensorMap: DataStorage };

const CHANGES_NOTHING_AT_SAME_SHAPE = new Set(['Reshape', 'BroadcastTo', 'Tile', 'Sum', 'Mean']);

class Recorder {
  readonly nodes: GraphNode[] = [];
  readonly constants = new Set<string>();
  readonly #refs = new Map<number, string>();
  readonly #meta = new Map<number, TensorMeta>();
  readonly #constantBytes = new Map<number, TensorMeta & { readonly bytes: Buffer }>();
  readonly #interned = new Map<string, string>();
  readonly #binding: Binding;

  constructor(binding: Binding) {
    this.#binding = binding;
  }

  addInput(id: number, ref: string, meta: TensorMeta): void {
    this.#refs.set(id, ref);
    this.#meta.set(id, meta);
  }

  addCreated(id: number, meta: TensorMeta, values: unknown): void {
    this.#meta.set(id, meta);
    if (!ArrayBuffer.isView(values)) return;
    const view = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
    this.#constantBytes.set(id, { ...meta, bytes: Buffer.from(view) });
  }

  /** The node output that holds tensor `id`; constants become nodes on first use and equal ones share a node. */
  ref(id: number): string {
    const known = this.#refs.get(id);
    if (known !== undefined) return known;
    const constant = this.#constantBytes.get(id);
    if (!constant) throw new TraceError(CAPTURED);
    const key = `${constant.dtype}|${constant.shape}|${constant.bytes.toString('latin1')}`;
    let ref = this.#interned.get(key);
    if (ref === undefined) {
      ref = `c${this.#interned.size}`;
      this.#interned.set(key, ref);
      this.constants.add(ref);
      const value = attribute.tensor(constant.dtype, constant.shape, constant.bytes);
      this.nodes.push({
        name: ref,
        op: 'Const',
        inputs: [],
        attributes: { dtype: attribute.type(constant.dtype), value },
      });
    }
    this.#refs.set(id, ref);
    return ref;
  }

  addOp(op: string, attributes: readonly OpAttribute[], ids: readonly number[], outputs: readonly OutputMeta[]): void {
    const first = outputs[0];
    if (!first) throw new TraceError(`${op} has no output, so it cannot be part of a graph.`);
    for (const output of outputs) this.#meta.set(output.id, { shape: output.shape, dtype: output.dtype });
    const inputs = ids.map((id) => this.#meta.get(id));
    if (changesNothing(op, inputs[0], first)) {
      this.#refs.set(first.id, this.ref(ids[0] as number));
      return;
    }
    const encoded: Record<string, Buffer> = {};
    for (const one of attributes) encoded[one.name] = this.#encode(one);
    const node = cheaperTwin(op, encoded, inputs, first);
    const name = `n${this.nodes.length}`;
    this.nodes.push({ name, op: node.op, inputs: ids.map((id) => this.ref(id)), attributes: node.attributes });
    outputs.forEach((output, k) => {
      this.#refs.set(output.id, k === 0 ? name : `${name}:${k}`);
    });
  }

  #encode({ type, value, name }: OpAttribute): Buffer {
    const binding = this.#binding;
    switch (type) {
      case binding.TF_ATTR_STRING:
        return attribute.string(value as string);
      case binding.TF_ATTR_INT:
        return Array.isArray(value) ? attribute.integers(value) : attribute.integer(value as number);
      case binding.TF_ATTR_FLOAT:
        return Array.isArray(value) ? attribute.floats(value) : attribute.float(value as number);
      case binding.TF_ATTR_BOOL:
        return attribute.boolean(value as boolean);
      case binding.TF_ATTR_TYPE:
        return attribute.type(value as number);
      case binding.TF_ATTR_SHAPE:
        return attribute.shape(value as number[]);
      default:
        throw new TraceError(`The attribute ${name} has a kind that a graph cannot carry.`);
    }
  }
}

const CAPTURED =
  'A tensor made outside the traced function is used inside it. It would freeze at its present value: pass it as a loop variable or an invariant.';
const READS_DATA =
  'The traced function reads tensor data in JavaScript (dataSync, arraySync or an op that depends on values). A graph has no values while it is traced.';
const JS_RANDOM =
  'Math.random or tf.random* is used inside the traced function; its numbers would freeze. Use random from graph/random.ts with a seed tensor.';

function changesNothing(op: string, input: TensorMeta | undefined, output: TensorMeta): boolean {
  if (!input) return false;
  if (op === 'Cast') return input.dtype === output.dtype;
  return CHANGES_NOTHING_AT_SAME_SHAPE.has(op) && sameShape(input.shape, output.shape);
}

/** tfjs-node emits a few general ops where TensorFlow has a cheaper equal one; ExpandDims also lacks its type. */
function cheaperTwin(
  op: string,
  attributes: Record<string, Buffer>,
  inputs: readonly (TensorMeta | undefined)[],
  output: TensorMeta,
): { op: string; attributes: Record<string, Buffer> } {
  const [a, b] = inputs;
  if (op === 'ExpandDims') return { op, attributes: { T: attribute.type(output.dtype), ...attributes } };
  if (op === 'BatchMatMulV2' && a?.shape.length === 2 && b?.shape.length === 2) {
    const { T, adj_x, adj_y } = attributes as { T: Buffer; adj_x: Buffer; adj_y: Buffer };
    return { op: 'MatMul', attributes: { T, transpose_a: adj_x, transpose_b: adj_y } };
  }
  if (op === 'Add') {
    const isBias =
      output.dtype === DTYPE.float32 && a?.shape.length === 2 && b?.shape.length === 1 && a.shape[1] === b.shape[0];
    return { op: isBias ? 'BiasAdd' : 'AddV2', attributes };
  }
  return { op, attributes };
}

/** Traces `fn`, whose inputs are the given tensors standing for the named graph outputs. */
export function trace(inputs: readonly (readonly [Tensor, string])[], fn: () => readonly Tensor[]): Trace {
  const backend = nodeBackend(tf) as BackendInternals;
  const binding = backend.binding;
  const recorder = new Recorder(binding);
  const known = new WeakSet<object>();
  for (const [tensor, ref] of inputs) {
    const [id] = backend.getInputTensorIds([tensor]) as [number];
    known.add(tensor.dataId);
    recorder.addInput(id, ref, { shape: tensor.shape, dtype: dtypeNumber(tensor.dtype) });
  }
  const recording: Partial<Binding> = {
    createTensor(shape, dtype, values) {
      const id = binding.createTensor(shape, dtype, values);
      recorder.addCreated(id, { shape: [...shape], dtype }, values);
      return id;
    },
    tensorDataSync() {
      throw new TraceError(READS_DATA);
    },
    executeOp(op, attributes, ids, outputs) {
      // Running it for real gives the shapes for free.
      const made = binding.executeOp(op, attributes, ids, outputs);
      recorder.addOp(op, attributes, ids, made);
      return made;
    },
  };
  const restore = intercept(backend, recording, known);
  try {
    const outputs: TracedOutput[] = [];
    tf.tidy(() => {
      for (const tensor of fn()) {
        const [id] = backend.getInputTensorIds([tensor]) as [number];
        outputs.push({ ref: recorder.ref(id), shape: tensor.shape, dtype: dtypeNumber(tensor.dtype) });
      }
    });
    return { outputs, nodes: recorder.nodes, constants: recorder.constants };
  } finally {
    restore();
  }
}

/** Puts the recording in place of the binding, and guards against captured tensors, read-backs and JS random numbers. */
function intercept(backend: BackendInternals, recording: Partial<Binding>, known: WeakSet<object>): () => void {
  const { binding, tensorMap, getInputTensorIds } = backend;
  const { set } = tensorMap;
  const random = Math.random;
  const readers = { readSync: backend.readSync, read: backend.read };
  const refuse = () => {
    throw new TraceError(READS_DATA);
  };
  // The addon's own functions are read-only, so they are shadowed by definition, not by assignment.
  backend.binding = Object.create(binding, Object.getOwnPropertyDescriptors(recording));
  backend.readSync = refuse;
  backend.read = refuse;
  tensorMap.set = (dataId, value) => {
    known.add(dataId);
    set.call(tensorMap, dataId, value);
  };
  backend.getInputTensorIds = (tensors) => {
    for (const tensor of tensors) if (tensor.dataId && !known.has(tensor.dataId)) throw new TraceError(CAPTURED);
    return getInputTensorIds.call(backend, tensors);
  };
  Math.random = () => {
    throw new TraceError(JS_RANDOM);
  };
  return () => {
    backend.binding = binding;
    Object.assign(backend, readers, { getInputTensorIds });
    tensorMap.set = set;
    Math.random = random;
  };
}
