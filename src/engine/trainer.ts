/** Training as chunks of steps: one graph a run, whose variables are the parameters and the optimiser's moments. */
import { parameterLayout } from '../shared/model/parameters.ts';
import type { Checkpoint } from '../shared/model/records.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { UserError } from '../shared/result.ts';
import { withDropout } from './data/condition.ts';
import { stepSeed } from './data/seeds.ts';
import { allFinite, flatFromTensors, flatSize, tensorsFromFlat } from './flat.ts';
import { type Loop, type LoopBody, makeLoop, random } from './graph/index.ts';
import { initialParameters } from './network/initialise.ts';
import { velocity } from './network/velocity-network.ts';
import { adamw } from './optimizer/adamw.ts';
import { independentPairs } from './pairs/independent.ts';
import type { PairSource } from './pairs/pair-source.ts';
import { PATHS } from './path/path.ts';
import { type Tensor, tf } from './tensorflow.ts';

/** Most numbers in the table of data rows that one chunk may use; it bounds the steps of a chunk. */
const ORDER_TABLE_SIZE = 65_536;
const MOST_STEPS = 512;

export class Trainer {
  readonly config: RunConfig;
  /** Steps that one call of `run` may take. */
  readonly mostSteps: number;
  readonly #layout;
  readonly #pairs: PairSource;
  readonly #learningRate: Tensor;
  readonly #loop: Loop;
  #variables: Tensor[];
  #step: number;

  constructor(config: RunConfig, checkpoint: Checkpoint | null) {
    this.config = config;
    this.mostSteps = Math.max(1, Math.min(MOST_STEPS, Math.floor(ORDER_TABLE_SIZE / config.batch)));
    this.#layout = parameterLayout(config);
    this.#step = checkpoint?.step ?? 0;
    this.#variables = this.#startingVariables(checkpoint);
    this.#pairs = independentPairs(config, this.mostSteps);
    this.#learningRate = tf.scalar(config.optimizer.learningRate);
    const invariants = this.#invariants(0, 1);
    this.#loop = makeLoop({ variables: this.#variables, invariants: invariants.all, body: this.#body() });
    tf.dispose(invariants.owned);
  }

  get step(): number {
    return this.#step;
  }

  /** Steps that can be taken now: pairs that are made by cost may have to be waited for. */
  get readySteps(): number {
    return this.#pairs.ready(this.#step);
  }

  /** Resolves when at least one step can be taken. */
  whenReady(): Promise<void> {
    return this.#pairs.whenReady(this.#step);
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
    this.#pairs.dispose();
    tf.dispose([...this.#variables, this.#learningRate]);
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

  /** Learning rate, then the tables of pairs of these steps, then what every chunk needs of the pairs. */
  #invariants(start: number, count: number): { all: Tensor[]; owned: Tensor[] } {
    const owned = this.#pairs.tables(start, count);
    return { all: [this.#learningRate, ...owned, ...this.#pairs.constants], owned };
  }

  /** One step: x1, x0, t → xt, dxt; loss = mean over batch and coordinates of (v − dxt)²; AdamW. */
  #body(): LoopBody {
    const { batch, seed, optimizer, path } = this.config;
    const count = this.#layout.length;
    return (i, variables, invariants) => {
      const [learningRate, ...given] = invariants as [Tensor, ...Tensor[]];
      const { x0, x1, condition: drawn } = this.#pairs.batch(i, given);
      const pathOf = PATHS[path.kind];
      if (!pathOf) throw new Error(`${path.kind} cannot be trained yet.`);
      const t = random.uniform([batch, 1], stepSeed(seed, 'time', i));
      const { xt, dxt } = pathOf(x0, x1, t);
      const condition = drawn && withDropout(this.config, drawn, i);
      const loss = (...parameters: Tensor[]) =>
        velocity(this.config, parameters, xt, t, condition).sub(dxt).square().mean() as never;
      const parameters = variables.slice(0, count);
      const { value, grads } = tf.valueAndGrads(loss)(parameters);
      const [m, v] = [variables.slice(count, 2 * count), variables.slice(2 * count)];
      const next = adamw({ parameters, m, v }, grads, i, learningRate, optimizer);
      return { variables: [...next.parameters, ...next.m, ...next.v], outputs: [value as Tensor] };
    };
  }
}
