/** Training as chunks of steps: one graph a run, whose variables are the parameters and the optimiser's moments. */
import { parameterLayout } from '../shared/model/parameters.ts';
import type { Checkpoint } from '../shared/model/records.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { UserError } from '../shared/result.ts';
import { COUPLINGS } from './coupling/coupling.ts';
import { BatchOrder, type FixedData, fixedData } from './data/batches.ts';
import { freshConditions } from './data/condition.ts';
import { freshBatch } from './data/fresh.ts';
import { stepSeed } from './data/seeds.ts';
import { sourceBatch } from './data/source.ts';
import { allFinite, flatFromTensors, flatSize, tensorsFromFlat } from './flat.ts';
import { type Loop, type LoopBody, makeLoop, random } from './graph/index.ts';
import { initialParameters } from './network/initialise.ts';
import { velocity } from './network/velocity-network.ts';
import { adamw } from './optimizer/adamw.ts';
import { PATHS } from './path/path.ts';
import { type Tensor, tf } from './tensorflow.ts';

/** Most numbers in the table of data rows that one chunk may use; it bounds the steps of a chunk. */
const ORDER_TABLE_SIZE = 65_536;
const MOST_STEPS = 512;

type Batch = { readonly x1: Tensor; readonly condition: Tensor | null };

export class Trainer {
  readonly config: RunConfig;
  /** Steps that one call of `run` may take. */
  readonly mostSteps: number;
  readonly #layout;
  readonly #data: FixedData | null;
  readonly #order: BatchOrder;
  readonly #learningRate: Tensor;
  readonly #loop: Loop;
  #variables: Tensor[];
  #step: number;

  constructor(config: RunConfig, checkpoint: Checkpoint | null) {
    this.config = config;
    this.mostSteps = Math.max(1, Math.min(MOST_STEPS, Math.floor(ORDER_TABLE_SIZE / config.batch)));
    this.#layout = parameterLayout(config);
    this.#order = new BatchOrder(config);
    this.#step = checkpoint?.step ?? 0;
    this.#variables = this.#startingVariables(checkpoint);
    this.#data = config.freshData ? null : fixedData(config);
    this.#learningRate = tf.scalar(config.optimizer.learningRate);
    const invariants = this.#invariants(0, 1);
    this.#loop = makeLoop({ variables: this.#variables, invariants: invariants.all, body: this.#body() });
    tf.dispose(invariants.owned);
  }

  get step(): number {
    return this.#step;
  }

  /** The parameters in use; they stay the trainer's own. */
  get parameterTensors(): readonly Tensor[] {
    return this.#variables.slice(0, this.#layout.length);
  }

  /** Takes `count` steps and returns the loss of each. The state before them can be kept with `checkpoint` first. */
  run(count: number): Float32Array {
    const invariants = this.#invariants(this.#step, count);
    const before = this.#variables;
    const { variables, outputs } = this.#loop.run(this.#step, count, before, invariants.all);
    this.#variables = variables;
    this.#step += count;
    const losses = (outputs[0] as Tensor).dataSync() as Float32Array;
    tf.dispose([...before, ...invariants.owned, ...outputs]);
    return losses.slice();
  }

  /** The state to go on from exactly, or null when it holds a number that is not finite. */
  checkpoint(): Checkpoint | null {
    const parameters = flatFromTensors(this.parameterTensors);
    const moments = flatFromTensors(this.#variables.slice(this.#layout.length));
    if (!allFinite(parameters) || !allFinite(moments)) return null;
    return { step: this.#step, parameters, moments };
  }

  dispose(): void {
    this.#loop.dispose();
    tf.dispose([...this.#variables, this.#learningRate, this.#data?.points, this.#data?.conditions] as Tensor[]);
  }

  #startingVariables(checkpoint: Checkpoint | null): Tensor[] {
    const size = flatSize(this.#layout);
    const parameters = checkpoint?.parameters ?? initialParameters(this.config, this.config.seed);
    const moments = checkpoint?.moments ?? new Float32Array(2 * size);
    if (parameters.length !== size || moments.length !== 2 * size) {
      throw new UserError(
        'bad-input',
        'The checkpoint does not belong to this network, so the run cannot go on from it.',
      );
    }
    return [
      ...tensorsFromFlat(this.#layout, parameters),
      ...tensorsFromFlat(this.#layout, moments),
      ...tensorsFromFlat(this.#layout, moments, size),
    ];
  }

  /** Learning rate, and for a fixed data set: the data, its rows for these steps, and the step they start at. */
  #invariants(start: number, count: number): { all: Tensor[]; owned: Tensor[] } {
    if (!this.#data) return { all: [this.#learningRate], owned: [] };
    const table = this.#order.table(start, count, this.mostSteps);
    const owned = [
      tf.tensor2d(table, [this.mostSteps, this.config.batch], 'int32'),
      tf.tensor1d([start], 'int32'),
    ] as Tensor[];
    const { points, conditions } = this.#data;
    return { all: [this.#learningRate, ...owned, points, ...(conditions ? [conditions] : [])], owned };
  }

  #batch(i: Tensor, invariants: readonly Tensor[]): Batch {
    const { batch, seed, data } = this.config;
    const [, table, start, points, conditions] = invariants;
    if (!table || !start || !points) {
      const fresh = freshBatch(data, batch, seed, i);
      return { x1: fresh.points, condition: freshConditions(this.config, fresh.points, fresh.labels) };
    }
    const row = i.reshape([1]).sub(start);
    const rows = tf.gather(table, row as never).reshape([batch]) as never;
    return { x1: tf.gather(points, rows), condition: conditions ? tf.gather(conditions, rows) : null };
  }

  /** One step: x1, x0, t → xt, dxt; loss = mean over batch and coordinates of (v − dxt)²; AdamW. */
  #body(): LoopBody {
    const { batch, seed, optimizer, source, path, coupling } = this.config;
    const count = this.#layout.length;
    return (i, variables, invariants) => {
      const [learningRate] = invariants as [Tensor];
      const drawn = this.#batch(i, invariants);
      const couple = COUPLINGS[coupling.kind];
      const pathOf = PATHS[path.kind];
      if (!couple || !pathOf) throw new Error(`${path.kind} with ${coupling.kind} cannot be trained yet.`);
      const x0 = couple(sourceBatch(source, batch, seed, i), drawn.x1);
      const t = random.uniform([batch, 1], stepSeed(seed, 'time', i));
      const { xt, dxt } = pathOf(x0, drawn.x1, t);
      const loss = (...parameters: Tensor[]) =>
        velocity(this.config, parameters, xt, t, drawn.condition).sub(dxt).square().mean() as never;
      const parameters = variables.slice(0, count);
      const { value, grads } = tf.valueAndGrads(loss)(parameters);
      const [m, v] = [variables.slice(count, 2 * count), variables.slice(2 * count)];
      const next = adamw({ parameters, m, v }, grads, i, learningRate, optimizer);
      return { variables: [...next.parameters, ...next.m, ...next.v], outputs: [value as Tensor] };
    };
  }
}
