/** Measuring a trained run with many points: what published tables need and a training does not wait for. */
import { z } from 'zod';
import { SOLVERS } from '../model/names.ts';
import type { Metric } from '../model/records.ts';
import { numberField as field } from '../model/run-config.ts';

/** One way to sample; `key` goes into the names of its metrics: `w2Squared@euler-1`. */
export const evaluationSolverSchema = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]{1,24}$/),
  solver: z.enum(SOLVERS),
  steps: field('solverSteps'),
  /** rtol and atol of the adaptive solver. */
  tolerance: field('rtol'),
});
export type EvaluationSolver = z.infer<typeof evaluationSolverSchema>;

export const evaluateInputs = {
  'runs.evaluate': z.strictObject({
    id: z.string().min(1).max(64),
    /** Samples, and as many fresh true draws. The exact assignment costs about n³. */
    n: field('tablePoints'),
    solvers: z.array(evaluationSolverSchema).min(1).max(8),
    /** Also the path energy and NPE, for which the transport from source to data is solved once. */
    energy: z.boolean(),
  }),
} as const;

export type EvaluateResults = {
  /** `w2@KEY`, `w2Squared@KEY` and, if asked for, `pathEnergy@KEY` and `npe@KEY`; they are kept with the run. */
  'runs.evaluate': readonly Metric[];
};

/** What the same evaluation of any run of these data needs, solved once and kept by the studio; null: not known yet. */
export type EvaluationTruth = {
  /** Squared W2 between two independent true draws of n. */
  readonly floorSquared: number | null;
  /** Squared W2 between source and data at n. */
  readonly transportSquared: number | null;
};

export type EvaluateRequest = {
  readonly n: number;
  readonly solvers: readonly EvaluationSolver[];
  readonly energy: boolean;
  readonly known: EvaluationTruth;
};

export type EvaluateResult = { readonly metrics: readonly Omit<Metric, 'step'>[]; readonly truth: EvaluationTruth };
