/** The one button under a flow that could not be integrated, in Flow and in Compare: what gets it to work, where that is known. */
import type { Trajectories } from '../../shared/model/records.ts';
import type { FailureCode } from '../../shared/result.ts';
import { plural, whole } from '../format.ts';
import type { Wanted } from './flow-wish.ts';
import type { Solving } from './solving.svelte.ts';

export type FlowRepair =
  | { readonly kind: 'solve'; readonly label: string; readonly solving: Solving }
  | { readonly kind: 'newest'; readonly label: string }
  | { readonly kind: 'earlier'; readonly label: string; readonly step: number }
  | { readonly kind: 'again'; readonly label: string };

/** `not-finite`: the solver ran through, but particles left all numbers. */
export type FlowFailure = FailureCode | 'not-finite';

type Asked = Pick<Wanted, 'solving' | 'step'> & {
  /** The snapshot before the one that was asked for; null or absent where there is none. */
  readonly earlier?: number | null;
  readonly run: { readonly config: { readonly sampling: { readonly steps: number } } };
};

/** `code`: why the sample was refused. Nothing but another try is known for what has no such reason. */
export function flowRepair(code: FlowFailure | null, { run, step, solving, earlier = null }: Asked): FlowRepair {
  // A solver with steps of its own length, or with noise, may have no way through; fixed steps always have.
  if (code === 'bad-input' && (solving.solver === 'dopri5' || solving.solver === 'euler-maruyama')) {
    const label = `Use RK4, ${plural(run.config.sampling.steps, 'step')}`;
    return { kind: 'solve', label, solving: { ...solving, solver: 'rk4' } };
  }
  if (code === 'bad-input' && solving.backward) {
    return { kind: 'solve', label: 'Go from source to data', solving: { ...solving, backward: false } };
  }
  if (code === 'not-finite' && earlier !== null) {
    return { kind: 'earlier', label: `Show the snapshot at step ${whole(earlier)}`, step: earlier };
  }
  if (code === 'not-found' && step !== null) return { kind: 'newest', label: 'Show the newest snapshot' };
  return { kind: 'again', label: 'Try again' };
}

/** The snapshot before a step; null where that is the first, or none is known. */
export function snapshotBefore(snapshots: readonly number[], step: number | null): number | null {
  return step === null ? null : (snapshots.filter((each) => each < step).at(-1) ?? null);
}

/** Says how many particles of a flow end nowhere; null where all of them have a place. One is enough not to trust the others. */
export function lostParticles(
  { frames, particleCount }: Pick<Trajectories, 'frames' | 'particleCount'>,
  step: number | null,
): string | null {
  const last = frames.subarray(frames.length - 2 * particleCount);
  let lost = 0;
  for (let k = 0; k < particleCount; k++) if (!Number.isFinite((last[2 * k] ?? 0) + (last[2 * k + 1] ?? 0))) lost++;
  if (lost === 0) return null;
  const whose = step === null ? 'the weights' : `the weights of step ${whole(step)}`;
  return `${whole(lost)} of ${plural(particleCount, 'particle')} left all numbers: ${whose} may have diverged.`;
}
