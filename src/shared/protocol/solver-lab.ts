/** The solver lab: what it is asked and what it answers. `lab --json` prints the answer, with `nfe` beside `evaluations`. */
import { z } from 'zod';
import { type Condition, conditionSchema } from '../model/condition.ts';
import type { SolverName } from '../model/names.ts';
import { numberField as field } from '../model/run-config.ts';

/** Equal steps, or the tolerance (relative and absolute) of the adaptive solver; the other one is null. */
type Way = { readonly solver: SolverName; readonly steps: number | null; readonly tolerance: number | null };

export type LabPoint = Way & {
  /** Velocity evaluations of each particle (NFE). */
  readonly evaluations: number;
  /** Root of the mean squared distance of the end points to the reference's (data units). */
  readonly error: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Times between the accepted steps, both ends included. */
  readonly stepTimes: Float32Array;
  /** Times that rejected attempts tried to reach. */
  readonly rejectedTimes: Float32Array;
  readonly durationMs: number;
};

export type LabReference = Way & {
  readonly evaluations: number;
  /** Its distance to RK4 in `checkSteps` steps: errors below this cannot be told apart from its own. Zero where it is that. */
  readonly resolution: number;
  readonly checkSteps: number;
};

/** A solver that was left out, and why. */
export type LabSkipped = Way & { readonly reason: string };

export type LabResult = {
  readonly n: number;
  readonly seed: number;
  readonly condition: Condition;
  readonly reference: LabReference;
  readonly points: readonly LabPoint[];
  readonly skipped: readonly LabSkipped[];
};

/** Particles of a lab: the error is a mean over them, so few are enough. */
export const LAB_PARTICLES = 200;

export const solverLabInputs = {
  /** Integrates the same particles with every solver at several costs. */
  'runs.lab': z.strictObject({
    id: z.string().min(1).max(64),
    /** Snapshot step whose weights to use; null: the newest. */
    step: z.number().int().min(0).nullable(),
    n: field('labParticles'),
    seed: field('seed'),
    condition: conditionSchema,
    guidance: field('guidanceWeight').optional(),
  }),
} as const;

export type SolverLabResults = {
  'runs.lab': LabResult;
};
