/** What the trajectories are coloured by: a value of every particle at every frame, computed once for a flow. */
import { divergenceAlong, divergenceGrid, type ScalarGrid } from '../../shared/flow/divergence.ts';
import { exactFlowOf } from '../../shared/flow/exact-ends.ts';
import { scheduleAt } from '../../shared/flow/path.ts';
import {
  constantAlong,
  curvatureAlong,
  endDistances,
  mapEnds,
  pathEnergies,
  valuesAtTimes,
} from '../../shared/flow/path-lenses.ts';
import { scoreNormsAlong } from '../../shared/flow/score-along.ts';
import type { Condition } from '../../shared/model/condition.ts';
import type { SolverName } from '../../shared/model/names.ts';
import type { RunSummary, Trajectories } from '../../shared/model/records.ts';
import { PATH_DENSITY_STEPS } from '../../shared/protocol/solvers.ts';
import { fail, type Reply, succeed } from '../../shared/result.ts';
import { call } from '../api.ts';
import { LENS_WORDS, lensProblem, pathProblem, type ValueLens } from './lens-names.ts';
import { evenTimes, requestField } from './request-field.ts';
import { view } from './view.svelte.ts';

export type LensValues = {
  readonly values: Float32Array;
  readonly low: number;
  readonly high: number;
  readonly map: 'viridis' | 'magma';
};

export type LensFlow = {
  readonly run: RunSummary;
  readonly step: number | null;
  readonly condition: Condition;
  /** Guidance weight; the run's own when left out. */
  readonly guidance: number | undefined;
  readonly trajectories: Trajectories;
  readonly solver: SolverName;
  /** True for data points that went back to t = 0. */
  readonly backward: boolean;
  /** Half width of the shown window: the grid of the divergence covers it. */
  readonly extent: number;
};

const GRID = { grid: 33, times: evenTimes(17) };

class LensStore {
  readonly #known = new WeakMap<Trajectories, Map<ValueLens, LensValues>>();
  readonly #problems = new WeakMap<Trajectories, Map<ValueLens, string>>();
  /** Counts what was computed, or could not be: maps made while a view is derived would not be watched by it. */
  #computed = $state(0);
  readonly #asked = new WeakMap<Trajectories, Set<ValueLens>>();
  readonly #divergences = new WeakMap<Trajectories, Promise<Reply<Float32Array>>>();

  /** Values of a flow; null until they are there. Reactive. */
  get(lens: ValueLens, flow: LensFlow): LensValues | null {
    if (this.#computed === 0) return null;
    return this.#known.get(flow.trajectories)?.get(lens) ?? null;
  }

  /** Why the values of a flow could not be computed; null when they could. Reactive. */
  problemOf(lens: ValueLens, flow: LensFlow): string | null {
    if (this.#computed === 0) return null;
    return this.#problems.get(flow.trajectories)?.get(lens) ?? null;
  }

  /** Starts what `get` will find. Asking twice computes once. */
  async want(lens: ValueLens, flow: LensFlow): Promise<void> {
    const asked = this.#asked.get(flow.trajectories) ?? new Set();
    this.#asked.set(flow.trajectories, asked);
    if (asked.has(lens) || lensProblem(lens, flow.run.config, flow.guidance) !== null) return;
    asked.add(lens);
    const reply = await this.#compute(lens, flow);
    const problems = this.#problems.get(flow.trajectories) ?? new Map<ValueLens, string>();
    this.#problems.set(flow.trajectories, problems);
    if (!reply.ok) {
      asked.delete(lens);
      problems.set(lens, reply.error.message);
      this.#computed++;
      return;
    }
    problems.delete(lens);
    const known = this.#known.get(flow.trajectories) ?? new Map<ValueLens, LensValues>();
    this.#known.set(flow.trajectories, known.set(lens, reply.value));
    this.#computed++;
  }

  async #compute(lens: ValueLens, flow: LensFlow): Promise<Reply<LensValues>> {
    const { trajectories, run } = flow;
    const { map, label } = LENS_WORDS[lens];
    const problem = pathProblem(lens, flow);
    if (problem !== null) return fail('unavailable', `${label} is not known here: ${problem}.`);
    const { frameCount } = trajectories;
    const between = (values: Float32Array, ends = mapEnds(values)) =>
      succeed({ values, low: ends[0], high: ends[1], map });
    const fromZero = (values: Float32Array) => between(values, [0, mapEnds(values)[1]]);
    switch (lens) {
      case 'curvature':
        return fromZero(curvatureAlong(trajectories));
      case 'score':
        return fromZero(scoreNormsAlong(trajectories, (t) => scheduleAt(run.config.path, t)));
      case 'energy':
        return fromZero(constantAlong(pathEnergies(trajectories), frameCount));
      case 'error': {
        const exact = exactFlowOf(run.config, trajectories);
        if (!exact) return fail('unavailable', 'There is no exact flow of this run.');
        return fromZero(constantAlong(endDistances(trajectories, exact), frameCount));
      }
      case 'divergence': {
        const reply = await this.#divergence(flow);
        return reply.ok ? between(reply.value) : reply;
      }
      case 'density': {
        const reply = await densityOf(flow);
        return reply.ok ? between(reply.value) : reply;
      }
    }
  }

  #divergence(flow: LensFlow): Promise<Reply<Float32Array>> {
    const known = this.#divergences.get(flow.trajectories);
    if (known) return known;
    const promise = divergenceOf(flow);
    this.#divergences.set(flow.trajectories, promise);
    void promise.then((reply) => {
      if (!reply.ok) this.#divergences.delete(flow.trajectories);
    });
    return promise;
  }
}

/** The engine's exact likelihood along the same particles' paths, at the shown frames. */
async function densityOf({ run, step, condition, guidance, trajectories }: LensFlow): Promise<Reply<Float32Array>> {
  const { particleCount, frameCount, times } = trajectories;
  // Several steps a frame, so that the frames fall on steps.
  const between = Math.max(1, frameCount - 1);
  const steps = between * Math.ceil(PATH_DENSITY_STEPS / between);
  const asked = { id: run.id, step, n: particleCount, seed: view.seed, steps, frames: frameCount, condition, guidance };
  const reply = await call('runs.path-density', asked);
  return reply.ok ? succeed(valuesAtTimes(reply.value.logp, reply.value.times, times, particleCount)) : reply;
}

/** Each particle meets the field of its own condition, so there is a grid for each of them. */
async function divergenceOf({
  run,
  step,
  condition,
  guidance,
  trajectories,
  extent,
}: LensFlow): Promise<Reply<Float32Array>> {
  const shape = { ...GRID, extent };
  const { model } = run.config;
  const plain = model === 'unconditional' || condition.kind !== 'any';
  const grids = new Map<number, ScalarGrid>();
  for (const value of plain ? [0] : new Set(trajectories.conditions)) {
    const asked: Condition = plain
      ? condition
      : model === 'onehot'
        ? { kind: 'class', label: value }
        : { kind: 'radius', value };
    const reply = await requestField({ id: run.id, step, shape, guidance }, asked);
    if (!reply.ok) return reply;
    grids.set(value, divergenceGrid(reply.value));
  }
  return succeed(
    divergenceAlong(trajectories, (particle) => grids.get(plain ? 0 : (trajectories.conditions[particle] ?? 0))),
  );
}

export const lenses = new LensStore();
