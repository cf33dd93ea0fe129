/** What an integration is asked and what it answers. */
import type { Schedule } from '../shared/flow/schedule.ts';
import type { SolverName } from '../shared/model/names.ts';
import type { Tensor } from './tensorflow.ts';

/**
 * State coordinates times velocity evaluations of one session call: about 50 ms on a processor, so that orders are
 * answered in between.
 */
export const COORDINATES_A_CALL = 100_000;

/** Lets waiting messages in between two session calls. */
export const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A velocity field as a traced function; `constants` are its tensors, the same for every step. */
export type GraphField = {
  /** Names the graph together with the shapes of its tensors. */
  readonly name: string;
  readonly constants: readonly Tensor[];
  /** v(x, t): x `[n, width]`, t a float32 scalar. */
  velocity(x: Tensor, t: Tensor, constants: readonly Tensor[]): Tensor;
};

export type Integration = {
  /** `[n, width]` row-major. */
  readonly start: Float32Array;
  readonly width: number;
  readonly from: number;
  readonly to: number;
  readonly solver: SolverName;
  /** Equal steps; the adaptive solver chooses its own, and `kept` counts in these. */
  readonly steps: number;
  /** Which of steps 0 … `steps` are kept as frames, ascending, beginning with 0. */
  readonly kept: readonly number[];
  readonly rtol: number;
  readonly atol: number;
  /** Of Euler–Maruyama. */
  readonly noise: { readonly strength: number; readonly seed: number; readonly at: (t: number) => Schedule } | null;
};

export type IntegrationResult = {
  /** `[kept, n, width]`. */
  readonly frames: Float32Array;
  /** Velocity evaluations of each particle. */
  readonly evaluations: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Times between the accepted steps, the first and the last included. */
  readonly stepTimes: Float32Array;
  /** Times that rejected attempts tried to reach. */
  readonly rejectedTimes: Float32Array;
};
