/** The figures of published tables: many samples against as many fresh true draws, by exact assignment. */

import { drawFresh } from '../shared/flow/draw.ts';
import { startPoints } from '../shared/flow/start-points.ts';
import { conditionsOf } from '../shared/model/condition-values.ts';
import type { Metric } from '../shared/model/records.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import type { EvaluateRequest, EvaluateResult, EvaluationSolver } from '../shared/protocol/evaluate.ts';
import { EVALUATION_SEED, endPoints } from './measure.ts';
import { wasserstein2 } from './metric/wasserstein.ts';
import type { Sampler } from './sampler.ts';

/** Says what is being worked on, and the share of the whole that is done. */
type Tell = (words: string, share: number) => void;

/**
 * For each solver: n particles of the evaluation noise, each asked for the condition of one fresh true draw (n fresh
 * pairs), carried to t = 1 and compared with these draws. `w2@key` and `w2Squared@key`; with `energy` also the path
 * energy ∫E‖v‖²dt (frames of every step) and NPE = |energy − W2²(p0, q)| / W2²(p0, q) (arXiv 2307.03672).
 * Floors: the same distance between two independent true draws of n.
 */
export async function evaluate(
  config: RunConfig,
  sampler: Sampler,
  { n, solvers, energy, known }: EvaluateRequest,
  tell: Tell,
): Promise<EvaluateResult> {
  const truth = drawFresh(config.data, n, config.seed);
  const parts =
    solvers.length + (known.floorSquared === null ? 1 : 0) + (energy && known.transportSquared === null ? 1 : 0);
  let part = 0;
  const solve = (words: string, a: Float32Array, b: Float32Array) => {
    tell(`${words}: matching ${n} points`, part / parts);
    part++;
    return wasserstein2(a, b) ** 2;
  };
  const floorSquared =
    known.floorSquared ?? solve('Floor', truth.points, drawFresh(config.data, n, config.seed, otherDraw(n)).points);
  const transportSquared = energy
    ? (known.transportSquared ?? solve('Source to data', startPoints(config, EVALUATION_SEED, n), truth.points))
    : known.transportSquared;
  const metrics: Omit<Metric, 'step'>[] = [];
  for (const solver of solvers) {
    tell(`${solver.key}: sampling ${n} points`, part / parts);
    const sample = await sampler.sample(sampleRequest(solver, n, energy), conditionsOf(config, truth));
    const w2Squared = solve(solver.key, endPoints(sample), truth.points);
    const add = (name: string, value: number, floor: number | null) => {
      metrics.push({ name: `${name}@${solver.key}`, value, n, floor });
    };
    add('w2', Math.sqrt(w2Squared), Math.sqrt(floorSquared));
    add('w2Squared', w2Squared, floorSquared);
    if (transportSquared !== null && energy) {
      const spent = energyOf(sample);
      add('pathEnergy', spent, transportSquared);
      add('npe', Math.abs(spent - transportSquared) / transportSquared, 0);
    }
  }
  return { metrics, truth: { floorSquared, transportSquared } };
}

/** True draws of the same seed that no other evaluation uses. */
const otherDraw = (n: number) => ({ stream: 'floor', first: n }) as const;

function sampleRequest({ solver, steps, tolerance }: EvaluationSolver, n: number, everyFrame: boolean) {
  return {
    n,
    steps,
    solver,
    seed: EVALUATION_SEED,
    condition: { kind: 'any' },
    frames: everyFrame ? steps + 1 : 2,
    rtol: tolerance,
    atol: tolerance,
  } as const;
}

type Frames = { readonly frames: Float32Array; readonly frameCount: number; readonly particleCount: number };

/** ∫E‖v‖²dt from evenly spaced frames: Σ_k E‖x_(k+1) − x_k‖² / h, exact for Euler with every frame kept. */
function energyOf({ frames, frameCount, particleCount }: Frames): number {
  const size = 2 * particleCount;
  let sum = 0;
  for (let at = size; at < frames.length; at++) sum += ((frames[at] as number) - (frames[at - size] as number)) ** 2;
  return (sum * (frameCount - 1)) / particleCount;
}
