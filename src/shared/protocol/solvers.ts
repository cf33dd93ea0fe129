/** Likelihoods and the solver lab: what they are asked and what they answer. */
import { z } from 'zod';
import { type Condition, conditionSchema } from '../model/condition.ts';
import {
  LIKELIHOOD_METHODS,
  LIKELIHOOD_SOLVERS,
  type LikelihoodMethod,
  type LikelihoodSolver,
} from '../model/names.ts';
import { numberField as field } from '../model/run-config.ts';

export type LikelihoodRequest = {
  /** `[n, 2]`. */
  readonly points: Float32Array;
  /** Time whose density it is: 1 is the data, 0 the source. */
  readonly t: number;
  /** `any` of a class model: the mean density over its classes. A continuous model needs its condition. */
  readonly condition: Condition;
  readonly guidance?: number | undefined;
  readonly method: LikelihoodMethod;
  /** Rademacher probes of Hutchinson's estimate. */
  readonly probes: number;
  /** Of the probes. */
  readonly seed: number;
  readonly solver: LikelihoodSolver;
  readonly steps: number;
  readonly rtol?: number | undefined;
  readonly atol?: number | undefined;
};

export type LikelihoodResult = {
  /** Nats per point `[n]`; −∞ where the flow comes from a place without source mass. */
  readonly logp: Float32Array;
  /** Standard error of each over the probes `[n]`; null for the exact divergence or a single probe. */
  readonly spread: Float32Array | null;
  /** Points whose log p is −∞. */
  readonly outside: number;
  /** Velocity evaluations of each point. */
  readonly evaluations: number;
  readonly durationMs: number;
};

/** log p_t along the paths of particles 0 … n−1 of a seed's source noise, by the exact divergence and RK4. */
export type PathDensityRequest = {
  readonly n: number;
  /** Of the source noise. */
  readonly seed: number;
  /** Solver steps from t = 0 to t = 1, and frames kept, evenly spread. */
  readonly steps: number;
  readonly frames: number;
  /** `any`: each particle has its own, as in a sample. */
  readonly condition: Condition;
  readonly guidance?: number | undefined;
};

export type PathDensityResult = {
  /** Nats `[frames, n]`; −∞ where the source has no mass. */
  readonly logp: Float32Array;
  /** Times of the frames. */
  readonly times: Float32Array;
};

/** Points that one request may hold: the data of the largest evaluation. */
export const MOST_LIKELIHOOD_POINTS = 100_000;

/** Coordinates row by row; their number is checked where they are used. */
export const pointsSchema = z.custom<Float32Array>(
  (value) => value instanceof Float32Array,
  'Points are a Float32Array.',
);

/** Fields of a likelihood request, the same at the studio's and at the engine's door. */
export const likelihoodFields = {
  points: pointsSchema,
  t: z.number().min(0).max(1),
  condition: conditionSchema,
  guidance: field('guidanceWeight').optional(),
  method: z.enum(LIKELIHOOD_METHODS),
  probes: field('probes'),
  seed: field('seed'),
  solver: z.enum(LIKELIHOOD_SOLVERS),
  steps: field('solverSteps'),
  rtol: field('rtol').optional(),
  atol: field('atol').optional(),
} as const;

export const pathDensityFields = {
  n: field('samples'),
  seed: field('seed'),
  steps: field('solverSteps'),
  frames: z.number().int().min(2).max(10_001),
  condition: conditionSchema,
  guidance: field('guidanceWeight').optional(),
} as const;

/** RK4 with this many steps is exact to about 1e-3 nats on the networks here; more changes little. */
export const LIKELIHOOD_STEPS = 50;

/** Along paths of this many steps the mean error is about 1e-3 nats on a network of ReLUs, whose divergence jumps. */
export const PATH_DENSITY_STEPS = 200;

const runId = z.string().min(1).max(64);
const parametersOf = { id: runId, step: z.number().int().min(0).nullable() } as const;

export const solverInputs = {
  /** log p_t of given points. */
  'runs.likelihood': z.strictObject({ ...parametersOf, ...likelihoodFields }),
  'runs.path-density': z.strictObject({ ...parametersOf, ...pathDensityFields }),
} as const;

export type SolverResults = {
  'runs.likelihood': LikelihoodResult;
  'runs.path-density': PathDensityResult;
};
