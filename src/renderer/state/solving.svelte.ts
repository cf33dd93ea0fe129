/** How the shown flow is solved and held against the truth: a wish a run, in place of the run's own sampling. */
import { SvelteMap } from 'svelte/reactivity';
import type { SolverName } from '../../shared/model/names.ts';
import type { RunId, RunSummary } from '../../shared/model/records.ts';

/** Tolerances offered for the adaptive solver, rtol and atol alike. */
export const TOLERANCES = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6] as const;

/** Strengths of the noise offered for Euler–Maruyama; 1 is the run's own unless it says otherwise. */
export const NOISES = [0, 0.25, 0.5, 1, 2] as const;

export type Solving = {
  readonly solver: SolverName;
  readonly tolerance: number;
  readonly noise: number;
  /** From data points at t = 1 back to t = 0. */
  readonly backward: boolean;
};

class SolvingWishes {
  /** The slice shows ‖v − u‖ in place of its fog. */
  error = $state(false);
  /** The slice shows contours of the model's own density. */
  contours = $state(false);
  #wishes = new SvelteMap<RunId, Solving>();

  of({ id, config }: Pick<RunSummary, 'id' | 'config'>): Solving {
    const { solver, rtol: tolerance, noise } = config.sampling;
    return this.#wishes.get(id) ?? { solver, tolerance, noise, backward: false };
  }

  set(id: RunId, wish: Solving): void {
    this.#wishes.set(id, wish);
  }
}

export const solving = new SolvingWishes();
