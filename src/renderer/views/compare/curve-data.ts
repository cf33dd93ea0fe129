/** Curves of the compared runs: over step, epoch or time, the mean of a run's seeds with their spread. */

import type { RunSummary, SnapshotInfo } from '../../../shared/model/records.ts';
import { stepsPerEpoch } from '../../../shared/model/run-config.ts';
import { momentsOf } from '../../../shared/statistics/moments.ts';
import { intoBuckets } from '../../charts/buckets.ts';
import type { ComparedCurve, Curve } from '../../charts/compare-chart.ts';
import { centredSmoothing } from '../../charts/smoothing.ts';

export const CURVE_AXES = ['step', 'epoch', 'time'] as const;
export type CurveAxis = (typeof CURVE_AXES)[number];
export const AXIS_NAMES = { step: 'Step', epoch: 'Epoch', time: 'Time in s, about' } as const satisfies Record<
  CurveAxis,
  string
>;

export type CurveRun = Pick<RunSummary, 'config' | 'step' | 'durationMs'>;

/** What one step is on an axis. Time goes by the run's even pace, since steps carry no clock of their own. */
export function axisUnit(run: CurveRun, axis: CurveAxis): number {
  if (axis === 'step') return 1;
  if (axis === 'epoch') return 1 / stepsPerEpoch(run.config);
  return run.step > 0 ? run.durationMs / 1000 / run.step : 0;
}

type Looks = Pick<ComparedCurve, 'name' | 'colour' | 'live'>;

/** Loss of a run and of its seeds: `losses[0]` is its own. The smooth line lies over the raw one, or over the seeds'. */
export function lossCurve(
  looks: Looks,
  run: CurveRun,
  losses: readonly ArrayLike<number>[],
  {
    axis,
    smoothing,
    members,
    points,
  }: { readonly axis: CurveAxis; readonly smoothing: number; readonly members: boolean; readonly points: number },
): ComparedCurve {
  const unit = axisUnit(run, axis);
  const buckets = losses.filter((each) => each.length > 0).map((each) => intoBuckets(each, run.config.steps, points));
  const first = buckets[0];
  if (!first) return { ...looks, line: { x: [], y: [] }, spread: null, faint: [] };
  const toAxis = (steps: readonly number[]) => steps.map((step) => step * unit);
  const smooth = buckets.map((each) => centredSmoothing(each.means, smoothing));
  const { means, spread } = overSeeds(smooth, first.steps.length);
  const raw: Curve[] = smoothing > 0 && !members ? [{ x: toAxis(first.rawSteps), y: first.raw }] : [];
  const seeds: Curve[] = members ? buckets.map((each, i) => ({ x: toAxis(each.steps), y: smooth[i] ?? [] })) : [];
  return {
    ...looks,
    line: { x: toAxis(first.steps), y: means },
    spread: buckets.length > 1 ? spread : null,
    faint: [...raw, ...(buckets.length > 1 ? seeds : [])],
  };
}

/** A figure at the snapshots. Seeds count where they have it at the same step and n. */
export function metricCurve(
  looks: Looks,
  run: CurveRun,
  snapshots: readonly (readonly SnapshotInfo[])[],
  { axis, metric, members }: { readonly axis: CurveAxis; readonly metric: string; readonly members: boolean },
): ComparedCurve {
  const unit = axisUnit(run, axis);
  const read = (infos: readonly SnapshotInfo[]) =>
    new Map(
      infos.flatMap(({ step, metrics }) => {
        const found = metrics.find((each) => each.name === metric && Number.isFinite(each.value));
        return found ? [[step, found] as const] : [];
      }),
    );
  const all = snapshots.map(read);
  const own = all[0] ?? new Map();
  const steps = [...own.keys()].sort((a, b) => a - b);
  const rows = all.map((seed) =>
    steps.map((step) => {
      const value = seed.get(step);
      return value && value.n === own.get(step)?.n ? value.value : Number.NaN;
    }),
  );
  const { means, spread } = overSeeds(rows, steps.length);
  const x = steps.map((step) => step * unit);
  const several = rows.length > 1;
  return {
    ...looks,
    line: { x, y: means },
    spread: several ? spread : null,
    faint:
      several && members ? rows.map((y) => ({ x, y: y.map((value) => (Number.isFinite(value) ? value : null)) })) : [],
  };
}

function overSeeds(
  rows: readonly (readonly number[])[],
  length: number,
): { means: (number | null)[]; spread: (number | null)[] } {
  const columns = Array.from({ length }, (_, i) => momentsOf(rows.map((row) => row[i] ?? Number.NaN)));
  return { means: columns.map(({ mean, count }) => (count > 0 ? mean : null)), spread: columns.map(({ std }) => std) };
}
