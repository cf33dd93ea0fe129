/** Integrates particles through a velocity network, and evaluates it on grids. Graphs are cached by shape. */

import type { FieldRequest, SampleRequest, SampleResult } from '../shared/engine-protocol.ts';
import { startPoints } from '../shared/flow/start-points.ts';
import type { SolverName } from '../shared/model/names.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { UserError } from '../shared/result.ts';
import { particleConditions } from './data/condition.ts';
import { type Loop, makeLoop } from './graph/index.ts';
import { givenTensors, guidanceWeight, guidedVelocity } from './network/guided-velocity.ts';
import { fixedStepTableau } from './solver/solver.ts';
import { solverStep } from './solver/step.ts';
import { type Tensor, tf } from './tensorflow.ts';

/**
 * Particle coordinates times velocity evaluations of one session call: about 50 ms on a processor, so that orders are
 * answered in between.
 */
const COORDINATES_A_CALL = 100_000;
/** Coordinates that one answer may hold (512 MB). */
const MOST_COORDINATES = 2 ** 27;
/** Grid points evaluated at once. */
const FIELD_BLOCK = 4096;

/** Lets waiting messages in between two session calls. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

export class Sampler {
  readonly #config: RunConfig;
  readonly #parameters: () => readonly Tensor[];
  readonly #loops = new Map<string, Loop>();

  /** `parameters` is asked at every call, so a trainer's present ones are used. */
  constructor(config: RunConfig, parameters: () => readonly Tensor[]) {
    this.#config = config;
    this.#parameters = parameters;
  }

  /** Trajectories of particles 0 … n−1 of the seed's source noise, from t = 0 to t = 1 in equal steps. */
  async sample(request: SampleRequest): Promise<SampleResult> {
    const begin = performance.now();
    const { n, steps, solver, frames, seed, condition } = request;
    const conditions = particleConditions(this.#config, condition, n);
    const weight = guidanceWeight(this.#config, request.guidance);
    const x0 = startPoints(this.#config, seed, n);
    const kept = keptSteps(steps, frames);
    if (kept.length * n * 2 > MOST_COORDINATES) {
      throw new UserError(
        'bad-input',
        `${n} particles in ${kept.length} frames are too much for one answer. Ask for fewer frames or particles.`,
      );
    }
    const result = new Float32Array(kept.length * n * 2);
    result.set(x0, 0);
    await this.#integrate(x0, conditions, weight, steps, solver, (step, x) => {
      const frame = kept.indexOf(step);
      if (frame > 0) result.set(x, frame * n * 2);
    });
    return {
      frames: result,
      frameCount: kept.length,
      particleCount: n,
      times: Float32Array.from(kept, (step) => step / steps),
      conditions,
      evaluations: steps * fixedStepTableau(solver).c.length,
      durationMs: performance.now() - begin,
    };
  }

  /** Calls `visit` with the particles after each step; `x` is valid during the call only. */
  async #integrate(
    x0: Float32Array,
    conditions: Float32Array,
    weight: number,
    steps: number,
    solver: SolverName,
    visit: (step: number, x: Float32Array) => void,
  ): Promise<void> {
    const n = conditions.length;
    const constants = [tf.scalar(steps), ...givenTensors(this.#config, conditions, weight)];
    let x: Tensor = tf.tensor2d(x0, [n, 2]);
    const chunk = Math.max(1, Math.floor(COORDINATES_A_CALL / (2 * n * fixedStepTableau(solver).c.length)));
    // Held for the whole integration: a training that goes on in between must not change the flow half-way.
    const parameters = this.#parameters().map((tensor) => tf.clone(tensor));
    try {
      const loop = this.#loop(`${solver} ${n}`, [x], constants, ([place], invariants, i) => ({
        variables: [this.#step(solver, place as Tensor, invariants, i)],
      }));
      for (let start = 0; start < steps; start += chunk) {
        const count = Math.min(chunk, steps - start);
        const { variables, outputs } = loop.run(start, count, [x], [...constants, ...parameters]);
        tf.dispose(x);
        x = variables[0] as Tensor;
        const values = (outputs[0] as Tensor).dataSync() as Float32Array;
        tf.dispose(outputs);
        for (let k = 0; k < count; k++) visit(start + k + 1, values.subarray(k * n * 2, (k + 1) * n * 2));
        if (start + count < steps) await nextTurn();
      }
    } finally {
      tf.dispose([x, ...constants, ...parameters]);
    }
  }

  #step(solver: SolverName, x: Tensor, invariants: readonly Tensor[], i: Tensor): Tensor {
    const { given, parameters, first } = this.#split(invariants);
    const dt = tf.div(1, first) as Tensor;
    const t = i.cast('float32').div(first);
    const field = (place: Tensor, time: Tensor) =>
      guidedVelocity(this.#config, parameters, place, time.reshape([1, 1]), given);
    return solverStep(fixedStepTableau(solver), field, x, t, dt);
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
    const loop = this.#loop('field', [x], constants, ([place], invariants) => {
      const split = this.#split(invariants);
      return {
        variables: [guidedVelocity(this.#config, split.parameters, place as Tensor, split.first, split.given)],
      };
    });
    const { variables, outputs } = loop.run(0, 1, [x], [...constants, ...parameters]);
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

  #loop(
    key: string,
    variables: Tensor[],
    constants: readonly Tensor[],
    step: (variables: readonly Tensor[], invariants: readonly Tensor[], i: Tensor) => { variables: readonly Tensor[] },
  ): Loop {
    const shape = `${key} ${constants.length}`;
    let loop = this.#loops.get(shape);
    if (!loop) {
      loop = makeLoop({
        variables,
        invariants: [...constants, ...this.#parameters()],
        body: (i, current, invariants) => {
          const { variables: next } = step(current, invariants, i);
          return { variables: next, outputs: next };
        },
      });
      this.#loops.set(shape, loop);
    }
    return loop;
  }

  dispose(): void {
    for (const loop of this.#loops.values()) loop.dispose();
    this.#loops.clear();
  }
}

/** Steps whose state is kept: 0, the last, and evenly between them; all of them when there are few. */
export function keptSteps(steps: number, frames: number): number[] {
  if (frames > steps) return Array.from({ length: steps + 1 }, (_, k) => k);
  return Array.from({ length: frames }, (_, k) => Math.round((k * steps) / (frames - 1)));
}
