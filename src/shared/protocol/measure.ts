/** Figures of a stored run, measured again on demand: with other noise, more samples, another solver. */
import { z } from 'zod';
import { SOLVERS } from '../model/names.ts';
import { numberField } from '../model/number-field.ts';
import type { Metric } from '../model/records.ts';

/** Points up to which the exact W2 can be asked for: half a minute and 400 MB. */
export const MOST_EXACT_POINTS = 10_000;

export const measureRequest = z
  .strictObject({
    /** Samples in all; left out: as many as at the end of the training. */
    n: numberField('samples').optional(),
    /** Seed of the source noise and of the true draws; left out: those of the closing evaluation. */
    seed: numberField('seed').optional(),
    /** True: the exact W2 of all n samples, however long it takes; false: of the first 1000. */
    exact: z.boolean(),
    /** Left out: the run's own. */
    solver: z.enum(SOLVERS).optional(),
    steps: numberField('solverSteps').optional(),
  })
  .refine(({ n, exact }) => !exact || n === undefined || n <= MOST_EXACT_POINTS, {
    message: `The exact W2 takes up to ${MOST_EXACT_POINTS} samples: ask for fewer, or leave exact out.`,
  });

export type MeasureRequest = Readonly<z.infer<typeof measureRequest>>;

export type MeasuredRun = {
  /** Training step of the weights that were measured. */
  readonly step: number;
  /** In the order of `METRICS`; `loss` is the recorded one. */
  readonly metrics: readonly Metric[];
};

export const measureInputs = {
  'runs.measure': z.strictObject({ id: z.string().min(1).max(64), request: measureRequest }),
} as const;

export type MeasureResults = { 'runs.measure': MeasuredRun };
