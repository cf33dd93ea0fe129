/** The figures of published tables: many samples against as many fresh true draws, by exact assignment. */

import { datasetOf } from '../shared/flow/datasets.ts';
import { type DataSpec, drawFresh, drawOfClasses, type PointSet } from '../shared/flow/draw.ts';
import { startPoints } from '../shared/flow/start-points.ts';
import { conditionsOf } from '../shared/model/condition-values.ts';
import type { Metric } from '../shared/model/records.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import type { EvaluateRequest, EvaluateResult, EvaluationSolver } from '../shared/protocol/evaluate.ts';
import type { FlowSampler } from './backend.ts';
import { nextTurn } from './integration.ts';
import { EVALUATION_SEED, endPoints } from './measure.ts';
import { normalisedPathEnergy, pathEnergy } from './metric/path-energy.ts';
import { wasserstein2Squared } from './metric/wasserstein.ts';

/** Says what is being worked on, and the share of the whole that is done. */
type Tell = (words: string, share: number) => void;

/**
 * For each solver: n particles of the evaluation noise, each asked for the condition of one fresh true draw (n fresh
 * pairs), carried to t = 1 and compared with these draws. `w2@key` and `w2Squared@key`; with `energy` also the path
 * energy ∫E‖v‖²dt (integrated by the same solver) and NPE = |energy − W2²(p0, q)| / W2²(p0, q) (arXiv 2307.03672).
 * Floors: the same distance between two independent true draws of n.
 */
export async function evaluate(
  config: RunConfig,
  sampler: FlowSampler,
  { n, solvers, energy, known }: EvaluateRequest,
  tell: Tell,
): Promise<EvaluateResult> {
  const truth = evenDraws(config.data, n, config.seed);
  const parts =
    solvers.length + (known.floorSquared === null ? 1 : 0) + (energy && known.transportSquared === null ? 1 : 0);
  let part = 0;
  const solve = async (words: string, a: Float32Array, b: Float32Array) => {
    tell(`${words}: matching ${n} points`, part / parts);
    // What was told leaves before the work begins.
    await nextTurn();
    part++;
    return wasserstein2Squared(a, b);
  };
  const floorSquared =
    known.floorSquared ??
    (await solve('Floor', truth.points, evenDraws(config.data, n, config.seed, otherDraw(n)).points));
  const transportSquared = energy
    ? (known.transportSquared ?? (await solve('Source to data', startPoints(config, EVALUATION_SEED, n), truth.points)))
    : known.transportSquared;
  const metrics: Omit<Metric, 'step'>[] = [];
  for (const solver of solvers) {
    tell(`${solver.key}: sampling ${n} points`, part / parts);
    const sample = await sampler.sample(sampleRequest(solver, n, energy), conditionsOf(config, truth));
    const w2Squared = await solve(solver.key, endPoints(sample), truth.points);
    const add = (name: string, value: number, floor: number | null) => {
      metrics.push({ name: `${name}@${solver.key}`, value, n, floor });
    };
    add('w2', Math.sqrt(w2Squared), Math.sqrt(floorSquared));
    add('w2Squared', w2Squared, floorSquared);
    if (transportSquared !== null && energy) {
      const spent = sample.energy ?? pathEnergy(sample);
      add('pathEnergy', spent, transportSquared);
      add('npe', normalisedPathEnergy(spent, transportSquared), 0);
    }
  }
  return { metrics, truth: { floorSquared, transportSquared } };
}

/**
 * n true draws with equally many of each class, as the generators behind the published tables make them. Drawn classes
 * would differ by about √n points between two sets, and carrying those from moon to moon is ten times the rest of the floor.
 */
export function evenDraws(data: DataSpec, n: number, seed: number, draw?: ReturnType<typeof otherDraw>): PointSet {
  const classes = datasetOf(data).classes(data.params);
  const given = draw ?? ({ stream: 'evaluation' } as const);
  if (classes < 2) return drawFresh(data, n, seed, given);
  const labels = Array.from({ length: n }, (_, i) => i % classes);
  return drawOfClasses(data, labels, seed, given);
}

/** True draws of the same seed that no other evaluation uses. */
const otherDraw = (n: number) => ({ stream: 'floor', first: n }) as const;

function sampleRequest({ solver, steps, tolerance }: EvaluationSolver, n: number, energy: boolean) {
  return {
    n,
    steps,
    solver,
    seed: EVALUATION_SEED,
    condition: { kind: 'any' },
    // All of Euler's frames tell its energy exactly; the others are there in case the solver itself cannot.
    frames: energy ? steps + 1 : 2,
    energy: energy && solver !== 'euler',
    rtol: tolerance,
    atol: tolerance,
  } as const;
}
