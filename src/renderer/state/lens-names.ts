/** What trajectories can be coloured by, in words, and why a lens has nothing to show. */
import { exactFlowProblem, guidedProblem } from '../../shared/flow/exact-truth.ts';
import { scoreNeeds } from '../../shared/flow/score.ts';
import { sourceLogDensity } from '../../shared/flow/source-density.ts';
import type { SolverName } from '../../shared/model/names.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';

export const LENSES = [
  'speed',
  'condition',
  'run',
  'curvature',
  'divergence',
  'score',
  'energy',
  'density',
  'error',
] as const;
export type Lens = (typeof LENSES)[number];
/** Lenses whose values are computed here; the scene knows the others itself. */
export type ValueLens = Exclude<Lens, 'speed' | 'condition' | 'run'>;

export const LENS_WORDS = {
  speed: { label: 'Speed', unit: '|u|', map: 'viridis', how: 'Differences between frames' },
  condition: { label: 'Condition', unit: '', map: 'viridis', how: 'What the particle was asked to be' },
  run: { label: 'Run', unit: '', map: 'viridis', how: 'The colour of the run' },
  curvature: {
    label: 'Curvature',
    unit: 'κ',
    map: 'viridis',
    how: 'Turning per data unit, by differences between frames',
  },
  divergence: {
    label: 'Divergence',
    unit: '∇·u',
    map: 'magma',
    how: 'Finite differences of the velocity on a 33 × 33 grid at 17 times',
  },
  score: {
    label: 'Score',
    unit: '‖∇log p‖',
    map: 'magma',
    how: 'From the velocity: (αv − α̇x) / (σD), D = α̇σ − ασ̇. Near the data, where it has no bound, its last value is kept',
  },
  energy: { label: 'Path energy', unit: '∫|u|²dt', map: 'viridis', how: 'Of the whole path of each particle' },
  density: {
    label: 'Log-density',
    unit: 'log p',
    map: 'viridis',
    how: 'In nats: the density of the source less the exact divergence that the particle meets on its way',
  },
  error: {
    label: 'Endpoint error',
    unit: '|x₁ − x₁*|',
    map: 'magma',
    how: 'Distance to where the exact flow sends the same particle',
  },
} as const satisfies Record<Lens, { label: string; unit: string; map: 'viridis' | 'magma'; how: string }>;

/** How the shown paths came about. */
type Came = { readonly solver: SolverName; readonly backward: boolean };

/** Why a lens has nothing to show for a run at a guidance weight (left out: the run's own); null when it has. */
export function lensProblem(lens: Lens, config: RunConfig, guidance: number | undefined): string | null {
  if (lens === 'condition' && config.model === 'unconditional') return 'this model has no condition';
  if (lens === 'error') return exactFlowProblem(config, guidance);
  if (lens === 'score') {
    if (scoreNeeds(config) !== null) return 'it needs a Gaussian source and independent pairs';
    return guidedProblem(config, guidance);
  }
  if (lens === 'density' && sourceLogDensity(config) === null) return 'the density of this source has no closed form';
  return null;
}

/** Why a lens is not known of paths that came about so; null when it is. */
export function pathProblem(lens: Lens, { solver, backward }: Came): string | null {
  if (solver === 'euler-maruyama' && (lens === 'score' || lens === 'density')) return 'the paths have noise';
  if (backward && lens === 'density') return 'the particles did not start at the source';
  return null;
}

/** The value lens among all lenses; null for those that the scene knows itself. */
export function valueLens(lens: Lens): ValueLens | null {
  return lens === 'speed' || lens === 'condition' || lens === 'run' ? null : lens;
}
