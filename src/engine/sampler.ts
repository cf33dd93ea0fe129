/** Integrates particles through a velocity network, and evaluates it on grids. Graphs are cached by shape. */

import type { FieldRequest, SampleRequest, SampleResult } from '../shared/engine-protocol.ts';
import { scheduleAt } from '../shared/flow/path.ts';
import { scoreProblem } from '../shared/flow/score.ts';
import { likelihoodProblem, sourceLogDensity } from '../shared/flow/source-density.ts';
import { startPoints } from '../shared/flow/start-points.ts';
import { classCount } from '../shared/model/parameters.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import type {
  LikelihoodRequest,
  LikelihoodResult,
  PathDensityRequest,
  PathDensityResult,
} from '../shared/protocol/solvers.ts';
import { UserError } from '../shared/result.ts';
import type { FlowSampler } from './backend.ts';
import { particleConditions } from './data/condition.ts';
import { integratedEnergy } from './energy.ts';
import { integrate } from './integrate.ts';
import { type GraphField, type Integration, nextTurn } from './integration.ts';
import { logDensityAlong } from './likelihood/along-paths.ts';
import { type LogLikelihood, logLikelihood } from './likelihood/log-likelihood.ts';
import { meanOverClasses } from './likelihood/over-classes.ts';
import { LoopCache } from './loop-cache.ts';
import { givenTensors, guidanceWeight, guidedVelocity } from './network/guided-velocity.ts';
import { type Tensor, tf } from './tensorflow.ts';

/** Coordinates that one answer may hold (512 MB). */
const MOST_COORDINATES = 2 ** 27;
/** Grid points evaluated at once. */
const FIELD_BLOCK = 4096;

export class Sampler implements FlowSampler {
  #config: RunConfig;
  readonly #parameters: () => readonly Tensor[];
  readonly #loops = new LoopCache();

  /** `parameters` is asked at every call, so a trainer's present ones are used. */
  constructor(config: RunConfig, parameters: () => readonly Tensor[]) {
    this.#config = config;
    this.#parameters = parameters;
  }

  /** From now on samples for another run whose network is of the same kind. */
  use(config: RunConfig): void {
    this.#config = config;
  }

  /**
   * Trajectories of particles 0 … n−1 of the seed's source noise from t = 0 to 1, or of the points given; backward they
   * go from t = 1 to 0. Frame 0 is where they start. `given`: each particle's own condition, in place of the request's.
   */
  async sample(request: SampleRequest, given: Float32Array | null = null): Promise<SampleResult> {
    const begin = performance.now();
    const { n, steps, solver, frames, condition, direction = 'forward' } = request;
    const { sampling } = this.#config;
    const start = this.#start(request);
    const conditions = given ?? particleConditions(this.#config, condition, n);
    const weight = guidanceWeight(this.#config, request.guidance);
    const kept = keptSteps(steps, frames);
    if (kept.length * n * 2 > MOST_COORDINATES) {
      throw new UserError(
        'bad-input',
        `${n} particles in ${kept.length} frames are too much for one answer. Ask for fewer frames or particles.`,
      );
    }
    const [from, to] = direction === 'forward' ? [0, 1] : [1, 0];
    const task: Integration = {
      ...{ start, width: 2, from, to, solver, steps, kept },
      rtol: request.rtol ?? sampling.rtol,
      atol: request.atol ?? sampling.atol,
      noise: solver === 'euler-maruyama' ? this.#noise(request) : null,
    };
    const result = await this.#withField(conditions, weight, async (field) => ({
      ...(await integrate(this.#loops, field, task)),
      ...(request.energy ? await this.#energy(field, task) : {}),
    }));
    return {
      ...result,
      frameCount: kept.length,
      particleCount: n,
      times: Float32Array.from(kept, (step) => from + ((to - from) * step) / steps),
      conditions,
      durationMs: performance.now() - begin,
    };
  }

  /** Nothing for an SDE, and where the adaptive solver can follow the paths but not their energy. */
  async #energy(field: GraphField, task: Integration): Promise<{ readonly energy?: number }> {
    if (task.solver === 'euler-maruyama') return {};
    try {
      return { energy: await integratedEnergy(this.#loops, field, task) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return {};
    }
  }

  /** log p_t of points in nats. A class model asked for any class gives the mean density over its classes. */
  async likelihood(request: LikelihoodRequest): Promise<LikelihoodResult> {
    const begin = performance.now();
    const { points, condition } = request;
    checkPoints(points);
    const n = points.length / 2;
    const classes = this.#config.model === 'onehot' && condition.kind === 'any' ? classCount(this.#config) : 0;
    if (this.#config.model === 'radius' && condition.kind === 'any') {
      throw new UserError('bad-input', 'A likelihood of this model needs its condition: a number, not any.');
    }
    const parts: LogLikelihood[] = [];
    for (let label = 0; label < classes; label++) {
      parts.push(await this.logLikelihood(request, new Float32Array(n).fill(label)));
    }
    const result =
      classes > 0
        ? meanOverClasses(parts)
        : await this.logLikelihood(request, particleConditions(this.#config, condition, n));
    return { ...result, durationMs: performance.now() - begin };
  }

  /** The same with a condition for every point, `[n]`. Throws a `UserError` for a source without a density. */
  async logLikelihood(request: Omit<LikelihoodRequest, 'condition'>, conditions: Float32Array): Promise<LogLikelihood> {
    const { method, probes, guidance, rtol, atol, ...rest } = request;
    const { sampling } = this.#config;
    const source = this.#sourceDensity();
    const weight = guidanceWeight(this.#config, guidance);
    return logLikelihood(this.#loops, {
      ...rest,
      source,
      rtol: rtol ?? sampling.rtol,
      atol: atol ?? sampling.atol,
      probes: method === 'exact' ? 0 : probes,
      withField: (rows, work) =>
        this.#withField(
          Float32Array.from(rows, (row) => conditions[row] as number),
          weight,
          work,
        ),
    });
  }

  /** log p_t of the particles of `sample`, at every frame. Throws a `UserError` for a source without a density. */
  async pathDensity(request: PathDensityRequest): Promise<PathDensityResult> {
    const { n, seed, steps, frames, condition, guidance } = request;
    const source = this.#sourceDensity();
    const kept = keptSteps(steps, frames);
    const start = startPoints(this.#config, seed, n);
    const conditions = particleConditions(this.#config, condition, n);
    const logp = await this.#withField(conditions, guidanceWeight(this.#config, guidance), (field) =>
      logDensityAlong(this.#loops, field, source, start, steps, kept),
    );
    return { logp, times: Float32Array.from(kept, (step) => step / steps) };
  }

  #sourceDensity() {
    const source = sourceLogDensity(this.#config);
    if (source === null) throw new UserError('bad-input', likelihoodProblem(this.#config) ?? 'There is no density.');
    return source;
  }

  /** Source noise, or the points given. Throws a `UserError` for points that do not fit. */
  #start({ n, seed, from, direction }: SampleRequest): Float32Array {
    if (!from) {
      if (direction !== 'backward') return startPoints(this.#config, seed, n);
      throw new UserError('bad-input', 'Going backward needs points to start from at t = 1.');
    }
    if (from.length !== 2 * n) {
      throw new UserError('bad-input', `${n} particles need ${2 * n} coordinates to start from, not ${from.length}.`);
    }
    checkPoints(from);
    return from;
  }

  #noise({ seed, direction, noise }: SampleRequest) {
    const problem = scoreProblem(this.#config);
    if (problem !== null) throw new UserError('bad-input', problem);
    if (direction === 'backward') {
      const why = 'Euler–Maruyama goes forward only: its noise cannot be taken back.';
      throw new UserError('bad-input', `${why} Choose rk4 or dopri5.`);
    }
    const { path, sampling } = this.#config;
    return { strength: noise ?? sampling.noise, seed, at: (t: number) => scheduleAt(path, t) };
  }

  /** The velocity as a field of the graph; its tensors live until `work` is done, whatever a training does meanwhile. */
  async #withField<T>(conditions: Float32Array, weight: number, work: (field: GraphField) => Promise<T>): Promise<T> {
    const given = givenTensors(this.#config, conditions, weight);
    // Held for the whole integration: a training that goes on in between must not change the flow half-way.
    const parameters = this.#parameters().map((tensor) => tf.clone(tensor));
    try {
      return await work({
        name: `flow ${given.length}`,
        constants: [...given, ...parameters],
        velocity: (x, t, constants) => {
          const [mine, theirs] = [constants.slice(0, given.length), constants.slice(given.length)];
          return guidedVelocity(this.#config, theirs, x, t.reshape([1, 1]), mine);
        },
      });
    } finally {
      tf.dispose([...given, ...parameters]);
    }
  }

  /** Velocity on a square grid at several times: `[times, grid, grid, 2]`, rows x₂ ascending, columns x₁ ascending. */
  async field({ times, grid, extent, condition, guidance }: FieldRequest): Promise<Float32Array> {
    const count = times.length * grid * grid;
    const points = new Float32Array(2 * count);
    const moments = new Float32Array(count);
    const place = (k: number) => -extent + (2 * extent * k) / (grid - 1);
    for (let k = 0; k < count; k++) {
      points[2 * k] = place(k % grid);
      points[2 * k + 1] = place(Math.floor(k / grid) % grid);
      moments[k] = times[Math.floor(k / (grid * grid))] as number;
    }
    return this.velocities(points, moments, particleConditions(this.#config, condition, count), guidance);
  }

  /** Velocities [n, 2] at points [n, 2], times [n] and conditions [n]. */
  async velocities(
    points: Float32Array,
    times: Float32Array,
    conditions: Float32Array,
    guidance?: number,
  ): Promise<Float32Array> {
    const weight = guidanceWeight(this.#config, guidance);
    const n = times.length;
    const result = new Float32Array(2 * n);
    const parameters = this.#parameters().map((tensor) => tf.clone(tensor));
    try {
      for (let start = 0; start < n; start += FIELD_BLOCK) {
        const end = Math.min(n, start + FIELD_BLOCK);
        result.set(this.#velocityBlock(parameters, points, times, conditions, weight, start, end), 2 * start);
        if (end < n) await nextTurn();
      }
    } finally {
      tf.dispose(parameters);
    }
    return result;
  }

  #velocityBlock(
    parameters: readonly Tensor[],
    points: Float32Array,
    times: Float32Array,
    conditions: Float32Array,
    weight: number,
    start: number,
    end: number,
  ) {
    // Always the same shape, so one graph serves every grid; the rest of a last block is padding.
    const padded = (values: Float32Array, width: number) => {
      const block = new Float32Array(FIELD_BLOCK * width);
      block.set(values.subarray(start * width, end * width));
      return block;
    };
    const t = tf.tensor2d(padded(times, 1), [FIELD_BLOCK, 1]);
    const x = tf.tensor2d(padded(points, 2), [FIELD_BLOCK, 2]);
    const constants = [t, ...givenTensors(this.#config, padded(conditions, 1), weight)] as Tensor[];
    const invariants = [...constants, ...parameters];
    const loop = this.#loops.get(`field ${constants.length}`, [x], invariants, (_i, [place], inside) => {
      const split = this.#split(inside);
      return {
        variables: [guidedVelocity(this.#config, split.parameters, place as Tensor, split.first, split.given)],
      };
    });
    const { variables, outputs } = loop.run(0, 1, [x], invariants);
    const values = (variables[0] as Tensor).dataSync().slice(0, 2 * (end - start)) as Float32Array;
    tf.dispose([x, ...constants, ...variables, ...outputs]);
    return values;
  }

  /** Invariants are: one tensor of the caller's, what the velocity is given, the parameters. */
  #split(invariants: readonly Tensor[]) {
    const given = invariants.length - this.#parameters().length;
    return {
      first: invariants[0] as Tensor,
      given: invariants.slice(1, given),
      parameters: invariants.slice(given),
    };
  }

  dispose(): void {
    this.#loops.dispose();
  }
}

/** Throws a `UserError` for points that are none, or not finite. */
function checkPoints(points: Float32Array): void {
  if (points.length === 0 || points.length % 2 !== 0) {
    throw new UserError('bad-input', `Points need two coordinates each; these are ${points.length} numbers.`);
  }
  const bad = points.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new UserError('bad-input', `Point ${Math.floor(bad / 2)} is not finite.`);
}

/** Steps whose state is kept: 0, the last, and evenly between them; all of them when there are few. */
export function keptSteps(steps: number, frames: number): number[] {
  if (frames > steps) return Array.from({ length: steps + 1 }, (_, k) => k);
  return Array.from({ length: frames }, (_, k) => Math.round((k * steps) / (frames - 1)));
}
