import type { LabPoint } from '../../../shared/protocol/solver-lab.ts';
import { solverLabel } from '../../state/run-words.ts';

/** 1.2 · 10⁻³ as `1.2e−3`, which stands well in a column. */
export const scientific = (value: number, digits = 1): string => value.toExponential(digits).replace('-', '−');

/** "32 steps", "1e−4": what was asked of the solver. */
export function effort({ steps, tolerance }: Pick<LabPoint, 'steps' | 'tolerance'>): string {
  if (tolerance !== null) return scientific(tolerance, 0);
  return steps === null ? '' : `${steps} steps`;
}

/** "RK4, 32 steps", "Dormand–Prince 5(4), 1e−4". */
export function wayWords(way: Pick<LabPoint, 'solver' | 'steps' | 'tolerance'>): string {
  return [solverLabel(way.solver), effort(way)].filter((part) => part !== '').join(', ');
}

/** The accepted step that a time lies in: `times` are 0, the ends of the steps, and so 1. Null without steps. */
export function stepAround(
  times: ArrayLike<number>,
  t: number,
): { readonly number: number; readonly of: number; readonly length: number } | null {
  const of = times.length - 1;
  if (of < 1) return null;
  let k = 0;
  while (k < of - 1 && (times[k + 1] as number) < t) k++;
  return { number: k + 1, of, length: (times[k + 1] as number) - (times[k] as number) };
}

/** The end of a step before or after a time; where there is none, the end of the axis. */
export function stepEnd(times: ArrayLike<number>, t: number, way: 1 | -1): number {
  const ends = Array.from(times);
  const past = 1e-6;
  return way === 1 ? (ends.find((end) => end > t + past) ?? 1) : (ends.findLast((end) => end < t - past) ?? 0);
}
