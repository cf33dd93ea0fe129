/**
 * Emits a while loop in TensorFlow's dataflow form (Enter, Merge, Switch, NextIteration, Exit): measured faster than
 * the functional While op, an unrolled body and XLA on the CPU.
 */
import { DTYPE, type TensorMeta } from './node-backend.ts';
import { attribute, type GraphNode } from './saved-model.ts';
import type { Trace, TracedOutput } from './tracer.ts';

export type LoopShape = {
  readonly variables: readonly TensorMeta[];
  readonly invariants: readonly TensorMeta[];
  /** What the body leaves for the next iteration. */
  readonly ends: readonly TracedOutput[];
  /** What the body emits each iteration. */
  readonly outputs: readonly TracedOutput[];
  readonly parallelIterations: number;
};

export type EmittedLoop = {
  readonly nodes: readonly GraphNode[];
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /** Recorded nodes of the body by their op, those alone that a result depends on. */
  readonly operations: Readonly<Record<string, number>>;
};

const typed = (dtype: number) => ({ T: attribute.type(dtype) });
const intBytes = (...values: number[]) => Buffer.from(Int32Array.from(values).buffer);

class LoopEmitter {
  readonly nodes: GraphNode[] = [];
  readonly #parallelIterations: number;

  constructor(parallelIterations: number) {
    this.#parallelIterations = parallelIterations;
  }

  node(name: string, op: string, inputs: readonly string[], attributes: Readonly<Record<string, Buffer>>): void {
    this.nodes.push({ name, op, inputs, attributes });
  }

  integers(name: string, shape: readonly number[], bytes: Buffer, after: readonly string[] = []): void {
    const value = attribute.tensor(DTYPE.int32, shape, bytes);
    this.node(name, 'Const', after, { dtype: attribute.type(DTYPE.int32), value });
  }

  placeholder(name: string, meta: TensorMeta): void {
    this.node(name, 'Placeholder', [], { dtype: attribute.type(meta.dtype), shape: attribute.shape(meta.shape) });
  }

  /** Brings a value into the loop; a constant one is there in every iteration. */
  enter(name: string, from: string, dtype: number, constant: boolean): void {
    this.node(name, 'Enter', [from], {
      ...typed(dtype),
      frame_name: attribute.string('loop'),
      is_constant: attribute.boolean(constant),
      parallel_iterations: attribute.integer(this.#parallelIterations),
    });
  }

  /** A value that changes from iteration to iteration: `body_NAME` inside, `exit_NAME` after the last. */
  carried(name: string, from: string, next: string, dtype: number): void {
    this.enter(`enter_${name}`, from, dtype, false);
    this.node(`merge_${name}`, 'Merge', [`enter_${name}`, `next_${name}`], {
      ...typed(dtype),
      N: attribute.integer(2),
    });
    this.node(`switch_${name}`, 'Switch', [`merge_${name}`, 'condition'], typed(dtype));
    this.node(`body_${name}`, 'Identity', [`switch_${name}:1`], typed(dtype));
    this.node(`exit_${name}`, 'Exit', [`switch_${name}`], typed(dtype));
    this.node(`next_${name}`, 'NextIteration', [next], typed(dtype));
  }
}

export function emitLoop(trace: Trace, shape: LoopShape): EmittedLoop {
  const emit = new LoopEmitter(shape.parallelIterations);
  const scalar: TensorMeta = { shape: [], dtype: DTYPE.int32 };
  emit.placeholder('in_i', scalar);
  emit.placeholder('in_count', scalar);
  shape.variables.forEach((meta, k) => {
    emit.placeholder(`in_v${k}`, meta);
  });
  shape.invariants.forEach((meta, k) => {
    emit.placeholder(`in_c${k}`, meta);
  });
  emitCounters(emit);
  shape.invariants.forEach((meta, k) => {
    emit.enter(`body_c${k}`, `in_c${k}`, meta.dtype, true);
  });
  const tied = tiedToIteration(trace);
  shape.ends.forEach((end, k) => {
    // A value made of invariants alone lives on after the last iteration and would keep the loop turning for ever.
    if (!tied(end.ref)) emit.node(`end_v${k}`, 'Identity', [end.ref, '^body_i'], typed(end.dtype));
    emit.carried(`v${k}`, `in_v${k}`, tied(end.ref) ? end.ref : `end_v${k}`, end.dtype);
  });
  shape.outputs.forEach((output, k) => {
    emitStacked(emit, output, k);
  });
  const live = liveNodes(trace);
  const operations: Record<string, number> = {};
  for (const node of trace.nodes) {
    if (!live.has(node.name)) continue;
    operations[node.op] = (operations[node.op] ?? 0) + 1;
    // A constant must be tied to an iteration, or it belongs to no frame.
    emit.nodes.push(trace.constants.has(node.name) ? { ...node, inputs: ['^body_i'] } : node);
  }
  return {
    nodes: emit.nodes,
    inputNames: [
      'in_i',
      'in_count',
      ...shape.variables.map((_, k) => `in_v${k}`),
      ...shape.invariants.map((_, k) => `in_c${k}`),
    ],
    outputNames: [...shape.ends.map((_, k) => `exit_v${k}:0`), ...shape.outputs.map((_, k) => `stack${k}:0`)],
    operations,
  };
}

/** i counts steps from the caller's start, j from 0; the loop ends when i reaches start + count. */
function emitCounters(emit: LoopEmitter): void {
  const int = typed(DTYPE.int32);
  emit.integers('zero', [], intBytes(0));
  emit.node('end', 'AddV2', ['in_i', 'in_count'], int);
  emit.enter('loop_end', 'end', DTYPE.int32, true);
  emit.integers('one', [], intBytes(1), ['^body_i']);
  emit.node('next_value_i', 'AddV2', ['body_i', 'one'], int);
  emit.node('next_value_j', 'AddV2', ['body_j', 'one'], int);
  emit.carried('i', 'in_i', 'next_value_i', DTYPE.int32);
  emit.carried('j', 'zero', 'next_value_j', DTYPE.int32);
  emit.node('less', 'Less', ['merge_i', 'loop_end'], int);
  emit.node('condition', 'LoopCond', ['less'], {});
}

/** Collects one output of every iteration in a tensor list and stacks it after the loop. */
function emitStacked(emit: LoopEmitter, output: TracedOutput, k: number): void {
  const element = { element_dtype: attribute.type(output.dtype) };
  emit.integers(`shape${k}`, [output.shape.length], intBytes(...output.shape));
  emit.node(`list${k}`, 'TensorListReserve', [`shape${k}`, 'in_count'], {
    ...element,
    shape_type: attribute.type(DTYPE.int32),
  });
  emit.carried(`y${k}`, `list${k}`, `set${k}`, DTYPE.variant);
  emit.node(`set${k}`, 'TensorListSetItem', [`body_y${k}`, 'body_j', output.ref], element);
  emit.node(`stack${k}`, 'TensorListStack', [`exit_y${k}`, `shape${k}`], {
    ...element,
    num_elements: attribute.integer(-1),
  });
}

/** Tells whether a traced value depends on the iteration, and so ends with it. Constants are tied by a control input. */
function tiedToIteration(trace: Trace): (ref: string) => boolean {
  const byName = new Map(trace.nodes.map((node) => [node.name, node]));
  const known = new Map<string, boolean>();
  const tied = (ref: string): boolean => {
    const name = ref.split(':')[0] as string;
    const node = byName.get(name);
    if (!node) return !name.startsWith('body_c');
    let answer = known.get(name);
    if (answer === undefined) {
      answer = trace.constants.has(name) || node.inputs.some(tied);
      known.set(name, answer);
    }
    return answer;
  };
  return tied;
}

/** Names of the recorded nodes that the outputs depend on. */
function liveNodes(trace: Trace): Set<string> {
  const byName = new Map(trace.nodes.map((node) => [node.name, node]));
  const live = new Set<string>();
  const open = trace.outputs.map((output) => output.ref);
  for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
    const name = ref.split(':')[0] as string;
    const node = byName.get(name);
    if (!node || live.has(name)) continue;
    live.add(name);
    open.push(...node.inputs);
  }
  return live;
}
