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
