/** Training as chunks of steps: one graph a run, whose variables are the parameters and the optimiser's moments. */
import { hasAverage, momentCount } from '../shared/model/optimizer-state.ts';
import { parameterLayout } from '../shared/model/parameters.ts';
import type { Checkpoint } from '../shared/model/records.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { UserError } from '../shared/result.ts';
import type { TrainedNetwork } from './backend.ts';
import { withDropout } from './data/condition.ts';
import { timesOfStep } from './data/times.ts';
import { allFinite, flatSize, tensorsFromFlat } from './flat.ts';
import { type Loop, type LoopBody, makeLoop, type Operations } from './graph/index.ts';
import { initialParameters } from './network/initialise.ts';
import { joinedVelocity } from './network/joined-branches.ts';
import { optimizerStep, samplingTensors } from './optimizer/optimizer.ts';
import type { PairSource } from './pairs/pair-source.ts';
import { pairSource } from './pairs/pairs.ts';
import type { TeacherPairs } from './pairs/reflow.ts';
import { pathPoint } from './path/path.ts';
import { Sampler } from './sampler.ts';
import { type Tensor, tf } from './tensorflow.ts';
import { TrainedParameters } from './trained-parameters.ts';

/** Most numbers in the table of data rows that one chunk may use; it bounds the steps of a chunk. */
const ORDER_TABLE_SIZE = 65_536;
const MOST_STEPS = 512;

export class Trainer implements TrainedNetwork {
  readonly config: RunConfig;
  /** Samples with the parameters of the moment. */
  readonly sampler: Sampler;
  /** Steps that one call of `run` may take. */
  readonly mostSteps: number;
  readonly #layout;
  readonly #form: TrainedParameters;
  readonly #pairs: PairSource;
  readonly #learningRate: Tensor;
  readonly #loop: Loop;
  /** Parameters and what the optimiser remembers, packed. */
  #variables: Tensor[];
  /** `parameterTensors` of this moment, made when they are asked for. */
  #sampling: Tensor[] | null = null;
  #step: number;

  /** `taught`: the pairs of a reflow run. */
  constructor(config: RunConfig, checkpoint: Checkpoint | null, taught: TeacherPairs | null = null) {
    this.config = config;
    this.mostSteps = Math.max(1, Math.min(MOST_STEPS, Math.floor(ORDER_TABLE_SIZE / config.batch)));
    this.#layout = parameterLayout(config);
    this.#form = new TrainedParameters(config);
    this.#step = checkpoint?.step ?? 0;
    this.#variables = this.#startingVariables(checkpoint);
    this.#pairs = pairSource(config, this.mostSteps, taught);
    this.#learningRate = tf.scalar(config.optimizer.learningRate);
    const invariants = this.#invariants(0, 0);
    this.#loop = makeLoop({ variables: this.#variables, invariants: invariants.all, body: this.#body() });
    tf.dispose(invariants.owned);
    this.sampler = new Sampler(config, () => this.parameterTensors);
  }

  get step(): number {
    return this.#step;
  }

  /** Steps that can be taken now: pairs that are made by cost may have to be waited for. */
  get readySteps(): number {
    return this.#pairs.ready(this.#step);
  }

  /** The ops of one step: what a step costs, on any machine at any load. Empty where steps run op by op. */
  get operations(): Operations {
    return this.#loop.operations;
  }

  /** Resolves when at least one step can be taken. */
  whenReady(): Promise<void> {
    return this.#pairs.whenReady(this.#step);
  }

  /**
   * The weights that sampling uses, in the layout's order: the averaged ones where the run keeps them. They stay the
   * trainer's own, until the next steps.
   */
  get parameterTensors(): readonly Tensor[] {
    if (this.#sampling === null) {
      const weights = samplingTensors(this.config, this.#state(this.#variables));
      this.#sampling = tensorsFromFlat(this.#layout, this.#form.toFlat(weights)).map((tensor) => tf.keep(tensor));
    }
    return this.#sampling;
  }

  parameters(): Float32Array {
    return this.#form.toFlat(samplingTensors(this.config, this.#state(this.#variables)));
  }

  #state(variables: readonly Tensor[]) {
    const { count } = this.#form;
    return { parameters: variables.slice(0, count), memory: variables.slice(count) };
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
    this.#forget();
    return losses.slice();
  }

  /** The state to go on from exactly, or null when it holds a number that is not finite. */
  checkpoint(): Checkpoint | null {
    const state = this.#state(this.#variables);
    const [parameters, moments] = [this.#form.toFlat(state.parameters), this.#form.toFlat(state.memory)];
    if (!allFinite(parameters) || !allFinite(moments)) return null;
    return { step: this.#step, parameters, moments };
  }

  dispose(): void {
    this.sampler.dispose();
    this.#forget();
    this.#loop.dispose();
    this.#pairs.dispose();
    tf.dispose([...this.#variables, this.#learningRate]);
  }

  #startingVariables(checkpoint: Checkpoint | null): Tensor[] {
    const size = flatSize(this.#layout);
    const parameters = checkpoint?.parameters ?? initialParameters(this.config, this.config.seed);
    const zeros = new Float32Array(momentCount(this.config) * size);
    // Averaged weights begin at the first ones.
    const first = hasAverage(this.config) ? Float32Array.from([...zeros, ...parameters]) : zeros;
    const moments = checkpoint?.moments ?? first;
    if (parameters.length !== size || moments.length !== first.length) {
      throw new UserError(
        'bad-input',
        'The checkpoint does not belong to this network, so the run cannot go on from it.',
      );
    }
    const memory = Array.from({ length: first.length / size }, (_, k) => this.#form.fromFlat(moments, k * size));
    return [...this.#form.fromFlat(parameters), ...memory.flat()];
  }

  #forget(): void {
    if (this.#sampling) tf.dispose(this.#sampling);
    this.#sampling = null;
  }

  /** Learning rate, then the tables of pairs of these steps, then what every chunk needs of the pairs. */
  #invariants(start: number, count: number): { all: Tensor[]; owned: Tensor[] } {
    const owned = this.#pairs.tables(start, count);
    return { all: [this.#learningRate, ...owned, ...this.#pairs.constants], owned };
  }

  /** One step: x1, x0, t → xt, dxt; loss = mean over batch and coordinates of (v − dxt)²; then the optimiser. */
  #body(): LoopBody {
    const { path } = this.config;
    return (i, variables, invariants) => {
      const [learningRate, ...given] = invariants as [Tensor, ...Tensor[]];
      const { x0, x1, condition: drawn } = this.#pairs.batch(i, given);
      const t = timesOfStep(this.config, i);
      const { xt, dxt } = pathPoint(path, x0, x1, t);
      const condition = drawn && withDropout(this.config, drawn, i);
      const loss = (...parameters: Tensor[]) =>
        joinedVelocity(this.config, parameters, xt, t, condition).sub(dxt).square().mean() as never;
      const state = this.#state(variables);
      const { value, grads } = tf.valueAndGrads(loss)(this.#form.unpack(state.parameters));
      const next = optimizerStep(this.config, state, this.#form.packGradients(grads), i, learningRate);
      return { variables: [...next.parameters, ...next.memory], outputs: [value as Tensor] };
    };
  }
}
