import type { Tensor } from '../tensorflow.ts';

/** The pairs of one training step: x0 and x1 `[batch, 2]`, and what the network is told, `[batch, width]` or nothing. */
export type PairBatch = { readonly x0: Tensor; readonly x1: Tensor; readonly condition: Tensor | null };

/**
 * Where the pairs (x0, x1) of every step come from. Pairing by cost cannot happen inside the traced graph, so a source
 * may hand the graph tables of pairs that were made before. A step's pairs depend on the configuration and the step alone.
 */
export type PairSource = {
  /** Invariants that stay for the whole training; the source owns them. */
  readonly constants: readonly Tensor[];
  /** Invariants of one chunk, always of the same shapes; the caller disposes them. */
  tables(start: number, count: number): Tensor[];
  /** The pairs of step `i` (int32 scalar), inside the graph. `given`: the tables, then the constants. */
  batch(i: Tensor, given: readonly Tensor[]): PairBatch;
  /** How many steps from `start` on can be taken without waiting. */
  ready(start: number): number;
  /** Resolves when `ready(start)` is more than 0. */
  whenReady(start: number): Promise<void>;
  dispose(): void;
};
