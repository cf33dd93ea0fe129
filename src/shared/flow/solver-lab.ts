/**
 * Error against cost of every solver on one flow: the same particles are integrated again and again, and their end
 * points compared with those of a reference.
 */
import type { Condition } from '../model/condition.ts';
import type { SolverName } from '../model/names.ts';
import type { LabPoint, LabReference, LabResult, LabSkipped } from '../protocol/solver-lab.ts';
import type { Reply } from '../result.ts';

/** Steps that each solver with equal steps is tried with. */
export const LAB_STEPS = [4, 8, 16, 32, 64, 128] as const;
/** Tolerances of the adaptive solver, relative and absolute alike. */
export const LAB_TOLERANCES = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6] as const;
const STEP_SOLVERS = ['euler', 'midpoint', 'heun', 'rk4'] as const satisfies readonly SolverName[];
/** Tolerances of the reference, the first that 32-bit arithmetic can follow. */
const REFERENCE_TOLERANCES = [1e-8, 1e-7, 1e-6] as const;
/** RK4 steps of the check on the reference, and of the reference itself where the adaptive solver is stuck. */
export const CHECK_STEPS = 256;

/** What one integration of the lab asks; without `tolerance` the steps are equal. */
export type LabSample = {
  readonly n: number;
  readonly seed: number;
  readonly condition: Condition;
  readonly guidance?: number | undefined;
  readonly solver: SolverName;
  readonly steps: number;
  readonly rtol?: number;
  readonly atol?: number;
  readonly frames: 2;
};
type Sampled = {
  readonly frames: Float32Array;
  readonly evaluations: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly stepTimes: Float32Array;
  readonly rejectedTimes: Float32Array;
  readonly durationMs: number;
};
type Lab = Pick<LabSample, 'n' | 'seed' | 'condition' | 'guidance'>;
type Way = { readonly solver: SolverName; readonly steps: number | null; readonly tolerance: number | null };

const inSteps = (solver: SolverName, steps: number): Way => ({ solver, steps, tolerance: null });
const within = (tolerance: number): Way => ({ solver: 'dopri5', steps: null, tolerance });

/** Everything that is tried, in the order of the answer. */
export const LAB_WAYS: readonly Way[] = [
  ...STEP_SOLVERS.flatMap((solver) => LAB_STEPS.map((steps) => inSteps(solver, steps))),
  ...LAB_TOLERANCES.map(within),
];

const EULER_MARUYAMA: LabSkipped = {
  solver: 'euler-maruyama',
  steps: null,
  tolerance: null,
  reason: 'Its end points are random, so they have no distance to those of the flow without noise.',
};

/** √(mean ‖a − b‖²) over particles, both `[n, 2]` (data units). */
export function rmsDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += ((a[k] as number) - (b[k] as number)) ** 2;
  return Math.sqrt(sum / (a.length / 2));
}

/**
 * The whole lab by one `sample` after the other, so that whoever else waits for samples comes in between. `tell` hears
 * the share that is done. What a solver refuses is left out with its sentence; a refusal of the reference's last resort,
 * or one that is not about a solver, is the answer.
 */
export async function solverLab(
  lab: Lab,
  sample: (request: LabSample) => Promise<Reply<Sampled>>,
  tell: (share: number) => void,
): Promise<Reply<LabResult>> {
  const run = ({ solver, steps, tolerance }: Way) =>
    sample({
      ...lab,
      solver,
      steps: steps ?? 1,
      ...(tolerance === null ? {} : { rtol: tolerance, atol: tolerance }),
      frames: 2,
    });
  const check = await run(inSteps('rk4', CHECK_STEPS));
  if (!check.ok) return check;
  const skipped: LabSkipped[] = [];
  let reference: Sampled = check.value;
  let how: Way = inSteps('rk4', CHECK_STEPS);
  for (const tolerance of REFERENCE_TOLERANCES) {
    const tight = await run(within(tolerance));
    if (tight.ok) {
      [reference, how] = [tight.value, within(tolerance)];
      break;
    }
    if (tight.error.code !== 'bad-input') return tight;
    skipped.push({ ...within(tolerance), reason: tight.error.message });
  }
  const truth = ends(reference);
  const points: LabPoint[] = [];
  for (const [done, way] of LAB_WAYS.entries()) {
    const reply = await run(way);
    tell((done + 2) / (LAB_WAYS.length + 1));
    if (!reply.ok) {
      if (reply.error.code !== 'bad-input') return reply;
      skipped.push({ ...way, reason: reply.error.message });
      continue;
    }
    const { evaluations, accepted, rejected, stepTimes, rejectedTimes, durationMs } = reply.value;
    const error = rmsDistance(ends(reply.value), truth);
    if (!Number.isFinite(error)) {
      skipped.push({ ...way, reason: 'Its end points are not finite.' });
      continue;
    }
    points.push({ ...way, evaluations, error, accepted, rejected, stepTimes, rejectedTimes, durationMs });
  }
  const about: LabReference = {
    ...how,
    evaluations: reference.evaluations,
    // Two costly ways: what they differ by, by rounding or at the kinks of a network, is all that can be told.
    resolution: rmsDistance(ends(check.value), truth),
    checkSteps: CHECK_STEPS,
  };
  return {
    ok: true,
    value: {
      n: lab.n,
      seed: lab.seed,
      condition: lab.condition,
      reference: about,
      points,
      skipped: [...skipped, EULER_MARUYAMA],
    },
  };
}

/** Final positions of a sampling in two frames. */
const ends = ({ frames }: Sampled): Float32Array => frames.subarray(frames.length / 2);
