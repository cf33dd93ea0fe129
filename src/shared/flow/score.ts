import type { RunConfig } from '../model/config-object.ts';

/**
 * Why the score ∇ log p_t cannot be had from this run's velocity, in one sentence, or null. The identity
 * `∇ log p_t(x) = (αv − α̇x) / (σ(α̇σ − ασ̇))` rests on `E[x0 | xt] = −σ ∇ log p_t(xt)`, which holds for x0 ~ N(0, I)
 * drawn independently of x1 and of no other source or pairing.
 */
export function scoreProblem(run: Pick<RunConfig, 'source' | 'coupling'>): string | null {
  const needs = scoreNeeds(run);
  return needs === null ? null : `${needs} Choose euler, heun, rk4 or dopri5.`;
}

/** The same without what to choose instead. */
export function scoreNeeds({ source, coupling }: Pick<RunConfig, 'source' | 'coupling'>): string | null {
  const needs = 'Euler–Maruyama takes the score from the velocity, which needs';
  if (source.name !== 'gaussian') return `${needs} a gaussian source, not ${source.name}.`;
  if (coupling.kind !== 'independent') return `${needs} the independent coupling, not ${coupling.kind}.`;
  return null;
}
