/** What a picture of Flow is asked for with: the requests to the studio, and the words and names of a wish. */
import { isMixed } from '../../shared/flow/condition-groups.ts';
import type { Condition } from '../../shared/model/condition.ts';
import type { RunSummary } from '../../shared/model/records.ts';
import type { RunData } from '../../shared/studio-protocol.ts';
import { whole } from '../format.ts';
import { evenTimes } from './request-field.ts';
import { conditionLabel } from './run-words.ts';
import type { Solving } from './solving.svelte.ts';
import { view } from './view.svelte.ts';

const FIELD = { grid: 25, times: evenTimes(33) };
/** A coarser field beside a training, which needs the processor itself. */
const LIGHT_FIELD = { grid: 17, times: evenTimes(17) };
const SAMPLE_FRAMES = 65;

export type Wanted = {
  readonly run: RunSummary;
  readonly step: number | null;
  readonly condition: Condition;
  readonly guidance: number | undefined;
  readonly n: number;
  readonly steps: number;
  /** As it was when it was asked for: the card may be set otherwise before the answer comes. */
  readonly solving: Solving;
};

/** What is being computed, and how many of its parts are done: the points, the paths, the velocity between them. */
export type Work = { readonly words: string; readonly done: number; readonly of: number };

export function sampling({ run, step, steps, guidance: weight, solving: { solver, tolerance, noise } }: Wanted) {
  return {
    id: run.id,
    step,
    solver,
    ...(solver === 'dopri5' ? { rtol: tolerance, atol: tolerance } : {}),
    ...(solver === 'euler-maruyama' ? { noise } : {}),
    steps,
    seed: view.seed,
    frames: Math.min(SAMPLE_FRAMES, steps + 1),
    guidance: weight,
  };
}

export function fieldShape({ run }: Wanted, data: RunData) {
  return { ...(run.status === 'training' ? LIGHT_FIELD : FIELD), extent: shownExtent(data.extent) };
}

export function workOf({ run, condition, n }: Wanted): Work {
  const asked =
    run.config.model === 'unconditional' || condition.kind === 'any'
      ? ''
      : `, ${conditionLabel(condition, run.config)}`;
  return { words: `Integrating ${whole(n)} particles${asked}`, done: 0, of: isMixed(run.config, condition) ? 2 : 3 };
}

export function sameCondition(a: Condition, b: Condition): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export const ghostKey = ({ run, step, guidance: weight, n, steps, solving }: Wanted): string =>
  [run.id, step, weight ?? '', n, steps, solving.solver, solving.tolerance, solving.noise].join('/');

/** The window shown, rounded up to what the axis can label well. */
export function shownExtent(extent: number): number {
  return Math.max(1, Math.ceil(extent * 5) / 5);
}
