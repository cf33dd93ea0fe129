/** A single pair walked in a few Euler steps, beside the exact place on its path. */
import { type PathParams, pathPoint, SCHEDULES } from '../flow/schedule.ts';
import type { PathKind } from '../model/names.ts';

export type PairStep = {
  readonly step: number;
  readonly t: number;
  /** The place on the path, exactly. */
  readonly xt: readonly number[];
  /** The velocity there; null at the last step, where nothing is left to walk. */
  readonly dxt: readonly number[] | null;
  /** Where Euler's method stands: x + h·dxt(t) from the start of the path. */
  readonly euler: readonly number[];
};

/**
 * The places of a pair at t = k/steps on a path, and those of Euler's method with the pair's own velocity. Both start at
 * the path's place at t = 0: x0, but x1 + σmax·x0 on the variance-exploding path and nearly x0 on the preserving one.
 */
export function walkPair(
  kind: PathKind,
  params: PathParams,
  { x0, x1, steps }: { readonly x0: readonly number[]; readonly x1: readonly number[]; readonly steps: number },
): PairStep[] {
  const at = (t: number) => pathPoint(SCHEDULES[kind].at(t, params), x0, x1);
  const rows: PairStep[] = [];
  let euler: readonly number[] = at(0).xt;
  for (let step = 0; step <= steps; step++) {
    const t = step / steps;
    const { xt, dxt } = at(t);
    rows.push({ step, t, xt, dxt: step === steps ? null : dxt, euler });
    euler = euler.map((value, k) => value + (dxt[k] ?? 0) / steps);
  }
  return rows;
}
