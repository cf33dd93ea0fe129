/**
 * Compiles a traced body into ONE TensorFlow while loop:
 * `for (i = start; i < start + count; i++) { variables, outputs[i − start] = body(i, variables, invariants) }`.
 * `start`, `count`, variables and invariants are inputs of every run, so one graph serves a whole training.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tensor } from '@tensorflow/tfjs';
import { tf } from '../tensorflow.ts';
import { emitLoop, type LoopShape } from './loop-nodes.ts';
import { dtypeNumber, nodeBackend, type TensorMeta } from './node-backend.ts';
import { savedModel } from './saved-model.ts';
import { sameShape, TraceError, trace } from './tracer.ts';

/** `i` is an int32 scalar tensor. Numbers of JavaScript freeze: derive whatever changes from `i`, variables or invariants. */
export type LoopBody = (
  i: Tensor,
  variables: readonly Tensor[],
  invariants: readonly Tensor[],
) => { readonly variables: readonly Tensor[]; readonly outputs?: readonly Tensor[] };

/** Numbers of nodes by the name of their op. */
export type Operations = Readonly<Record<string, number>>;

export type LoopResult = { readonly variables: Tensor[]; readonly outputs: Tensor[] };

export type Loop = {
  /** Runs `count` iterations. Results belong to the caller; outputs are stacked `[count, ...shape]`. */
  run(start: number, count: number, variables: readonly Tensor[], invariants?: readonly Tensor[]): LoopResult;
  /** Frees the session. TensorFlow keeps about 5 MB a graph for the life of the process: cache loops by shape. */
  dispose(): void;
  /** How many recorded nodes of each TensorFlow op the result of an iteration depends on; empty where none are recorded. */
  readonly operations: Operations;
};

export type LoopOptions = {
  /** Tensors with the shapes and types of the loop variables; their values do not matter. */
  readonly variables: readonly Tensor[];
  readonly invariants?: readonly Tensor[];
  readonly body: LoopBody;
  /** How many iterations TensorFlow may overlap. */
  readonly parallelIterations?: number;
};

const metaOf = (tensor: Tensor): TensorMeta => ({ shape: [...tensor.shape], dtype: dtypeNumber(tensor.dtype) });

export function compileLoop({ variables, invariants = [], body, parallelIterations = 10 }: LoopOptions): Loop {
  const variableMeta = variables.map(metaOf);
  const invariantMeta = invariants.map(metaOf);
  const traced = traceBody(variables, invariants, body);
  const [ends, outputs] = [traced.outputs.slice(0, variables.length), traced.outputs.slice(variables.length)];
  ends.forEach((end, k) => {
    const begin = variableMeta[k] as TensorMeta;
    if (end.dtype === begin.dtype && sameShape(end.shape, begin.shape)) return;
    throw new TraceError(`Loop variable ${k} changes its shape or type from [${begin.shape}] to [${end.shape}].`);
  });
  const shape: LoopShape = { variables: variableMeta, invariants: invariantMeta, ends, outputs, parallelIterations };
  const { nodes, inputNames, outputNames, operations } = emitLoop(traced, shape);

  const backend = nodeBackend(tf);
  const folder = mkdtempSync(join(tmpdir(), 'streamline-graph-'));
  let model: number;
  try {
    writeFileSync(join(folder, 'saved_model.pb'), savedModel(nodes));
    model = backend.loadSavedModelMetaGraph(folder, 'serve');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const expected = [...variableMeta, ...invariantMeta];
  const inputs = inputNames.map((name) => ({ name: `${name}:0` }));
  let disposed = false;
  return {
    operations,
    run(start, count, values, constants = []) {
      if (disposed) throw new Error('This loop was disposed.');
      if (!Number.isInteger(count) || count < 1) throw new Error(`A loop runs 1 iteration or more, not ${count}.`);
      const given = [...values, ...constants];
      checkInputs(expected, given);
      const [first, length] = [tf.scalar(start, 'int32'), tf.scalar(count, 'int32')];
      try {
        const made = backend.runSavedModel(model, [first, length, ...given], inputs, outputNames);
        return { variables: made.slice(0, ends.length), outputs: made.slice(ends.length) };
      } finally {
        tf.dispose([first, length]);
      }
    },
    dispose() {
      if (!disposed) backend.deleteSavedModel(model);
      disposed = true;
    },
  };
}

function traceBody(variables: readonly Tensor[], invariants: readonly Tensor[], body: LoopBody) {
  const stand = (tensor: Tensor) => tf.zeros(tensor.shape, tensor.dtype);
  const i = tf.scalar(0, 'int32');
  const standVariables = variables.map(stand);
  const standInvariants = invariants.map(stand);
  try {
    const inputs: [Tensor, string][] = [
      [i, 'body_i'],
      ...standVariables.map((tensor, k): [Tensor, string] => [tensor, `body_v${k}`]),
      ...standInvariants.map((tensor, k): [Tensor, string] => [tensor, `body_c${k}`]),
    ];
    return trace(inputs, () => {
      const result = body(i, standVariables, standInvariants);
      if (result.variables.length !== variables.length) {
        throw new TraceError(`The body returns ${result.variables.length} variables, not ${variables.length}.`);
      }
      return [...result.variables, ...(result.outputs ?? [])];
    });
  } finally {
    tf.dispose([i, ...standVariables, ...standInvariants]);
  }
}

function checkInputs(expected: readonly TensorMeta[], given: readonly Tensor[]): void {
  if (given.length !== expected.length) {
    throw new Error(`This graph takes ${expected.length} tensors, not ${given.length}.`);
  }
  expected.forEach((meta, k) => {
    const tensor = given[k] as Tensor;
    if (sameShape(tensor.shape, meta.shape) && dtypeNumber(tensor.dtype) === meta.dtype) return;
    throw new Error(
      `Input ${k} has shape [${tensor.shape}] and type ${tensor.dtype}; this graph was compiled for [${meta.shape}]. Compile one for the new shape.`,
    );
  });
}
