/** Who is paired with whom: a batch of pairs as training would make it, and what it is judged by. */
import { z } from 'zod';
import { runConfigSchema } from '../model/run-config.ts';

/** Most pairs of one answer; crossings are counted over all pairs of pairs. */
export const MOST_PAIRS = 20_000;

/** `n` pairs that are paired at once, by the coupling, source, data, condition and seed of the configuration. */
export const pairsRequestSchema = z.strictObject({
  config: runConfigSchema,
  n: z.number().int().min(2).max(MOST_PAIRS),
});
export type PairsRequest = z.infer<typeof pairsRequestSchema>;

export const pairsInputs = {
  'pairs.preview': pairsRequestSchema,
} as const;

/** How well the condition can be told from the x0 that was paired with it. Without skew it is no better than chance. */
export type Skew = {
  /** `accuracy`: share of classes named rightly by the nearest other x0. `r2`: of a continuous condition, by the five nearest. */
  readonly kind: 'accuracy' | 'r2';
  readonly value: number;
  readonly chance: number;
};

export type PairStatistics = {
  readonly n: number;
  /** Mean squared distance of a pair (squared data units). */
  readonly cost: number;
  /** Pairs of segments x0 x1 that cross in the plane, of n (n − 1) / 2. */
  readonly crossings: number;
  /** Pairs of pairs that would be cheaper with their partners swapped: none in an optimal pairing. */
  readonly swaps: number;
  /** Null when there is nothing to tell: no condition and no classes. */
  readonly skew: Skew | null;
};

export type PairsResult = PairStatistics & {
  /** `[n, 2]` each; pair i is (x0_i, x1_i). */
  readonly x0: Float32Array;
  readonly x1: Float32Array;
  /** Class or continuous condition of each pair; the class also for an unconditional model; null where there is none. */
  readonly conditions: Float32Array | null;
  readonly conditionKind: 'class' | 'continuous' | null;
  /** c2ot: weight of the squared difference of conditions, given or found. */
  readonly weight: number | null;
  /** sinkhorn: ε in squared data units is this times the mean squared distance. */
  readonly epsilon: number | null;
  readonly durationMs: number;
};

export type PairsResults = { 'pairs.preview': PairsResult };
