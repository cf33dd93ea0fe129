/** The one button under a flow that could not be integrated: what gets it to work, where that is known. */
import type { FailureCode } from '../../shared/result.ts';
import { plural } from '../format.ts';
import type { Wanted } from './flow-wish.ts';
import type { Solving } from './solving.svelte.ts';

export type FlowRepair =
  | { readonly kind: 'solve'; readonly label: string; readonly solving: Solving }
  | { readonly kind: 'newest'; readonly label: string }
  | { readonly kind: 'again'; readonly label: string };

type Asked = Pick<Wanted, 'solving' | 'step'> & {
  readonly run: { readonly config: { readonly sampling: { readonly steps: number } } };
};

/** `code`: why the sample was refused. Nothing but another try is known for what has no such reason. */
export function flowRepair(code: FailureCode | null, { run, step, solving }: Asked): FlowRepair {
  // A solver with steps of its own length, or with noise, may have no way through; fixed steps always have.
  if (code === 'bad-input' && (solving.solver === 'dopri5' || solving.solver === 'euler-maruyama')) {
    const label = `Use RK4, ${plural(run.config.sampling.steps, 'step')}`;
    return { kind: 'solve', label, solving: { ...solving, solver: 'rk4' } };
  }
  if (code === 'bad-input' && solving.backward) {
    return { kind: 'solve', label: 'Go from source to data', solving: { ...solving, backward: false } };
  }
  if (code === 'not-found' && step !== null) return { kind: 'newest', label: 'Show the newest snapshot' };
  return { kind: 'again', label: 'Try again' };
}
