/** Curves of the compared runs: over step, epoch or time, the mean of a run's seeds with their spread. */

import type { LossClock, Metric, RunSummary, SnapshotInfo } from '../../../shared/model/records.ts';
import { stepsPerEpoch } from '../../../shared/model/run-config.ts';
import { usualN } from '../../../shared/model/usual-n.ts';
import { momentsOf } from '../../../shared/statistics/moments.ts';
import { shareInterval } from '../../../shared/statistics/share-interval.ts';
import { intoBuckets } from '../../charts/buckets.ts';
import type { ComparedCurve, Curve, CurveMark } from '../../charts/compare-chart.ts';
import { centredSmoothing } from '../../charts/smoothing.ts';
import { decimal } from '../../format.ts';

export const CURVE_AXES = ['step', 'epoch', 'time'] as const;
export type CurveAxis = (typeof CURVE_AXES)[number];
export const AXIS_NAMES = { step: 'Step', epoch: 'Epoch', time: 'Time in s' } as const satisfies Record<
  CurveAxis,
  string
>;

export type CurveRun = Pick<RunSummary, 'config' | 'step' | 'durationMs'>;

/**
 * Where a number of steps lies on an axis. Time is that of training, pauses left out: straight lines between the times noted
 * with the losses, on to now for a run that trains, and an even pace for a run of an older version, which noted none.
 */
export function onAxis(run: CurveRun, axis: CurveAxis, clock: LossClock): (steps: number) => number {
  if (axis === 'step') return (steps) => steps;
  if (axis === 'epoch') {
    const perEpoch = stepsPerEpoch(run.config);
    return (steps) => steps / perEpoch;
  }
  const noted = clock.at(-1)?.steps ?? 0;
  const now = run.step > noted ? [{ steps: run.step, elapsedMs: run.durationMs }] : [];
  const points = [{ steps: 0, elapsedMs: 0 }, ...clock, ...now];
  return (steps) => {
    const reached = points.findIndex((point) => point.steps >= steps);
    const next = reached < 0 ? points.length - 1 : Math.max(1, reached);
    const [from, to] = [points[next - 1], points[next]];
    if (!from || !to) return 0;
    const share = (steps - from.steps) / (to.steps - from.steps);
    return (from.elapsedMs + share * (to.elapsedMs - from.elapsedMs)) / 1000;
  };
}

/** Steps to a place on the axis. */
type Place = (steps: number) => number;
type Looks = Pick<ComparedCurve, 'name' | 'colour' | 'live'>;

/** Loss of a run and of its seeds: `losses[0]` is its own. The smooth line lies over the raw one, or over the seeds'. */
export function lossCurve(
  looks: Looks,
  run: CurveRun,
  losses: readonly ArrayLike<number>[],
  {
    place,
    smoothing,
    members,
    points,
  }: { readonly place: Place; readonly smoothing: number; readonly members: boolean; readonly points: number },
): ComparedCurve {
  const buckets = losses.filter((each) => each.length > 0).map((each) => intoBuckets(each, run.config.steps, points));
  const first = buckets[0];
  if (!first) return { ...looks, line: { x: [], y: [] }, spread: null, faint: [], marks: [] };
  const toAxis = (steps: readonly number[]) => steps.map(place);
  const smooth = buckets.map((each) => centredSmoothing(each.means, smoothing));
  const { means, spread } = overSeeds(smooth, first.steps.length);
  const raw: Curve[] = smoothing > 0 && !members ? [{ x: toAxis(first.rawSteps), y: first.raw }] : [];
  const seeds: Curve[] = members ? buckets.map((each, i) => ({ x: toAxis(each.steps), y: smooth[i] ?? [] })) : [];
  return {
    ...looks,
    line: { x: toAxis(first.steps), y: means },
    spread: buckets.length > 1 ? spread : null,
    faint: [...raw, ...(buckets.length > 1 ? seeds : [])],
    marks: [],
  };
}

export type FigureCurve = ComparedCurve & {
  /** Of a perfect sampler at the n of the line; null where the figure has none. */
  readonly floor: number | null;
};

/**
 * A figure at the snapshots. Seeds count where they have it at the same step and n. The line joins values of the n that most
 * have; others stand apart. Of a single seed the error bar of a share is known, of several their spread.
 */
export function metricCurve(
  looks: Looks,
  snapshots: readonly (readonly SnapshotInfo[])[],
  { place, metric, members }: { readonly place: Place; readonly metric: string; readonly members: boolean },
): FigureCurve {
  const read = (infos: readonly SnapshotInfo[]) =>
    new Map(
      infos.flatMap(({ step, metrics }) => {
        const found = metrics.find((each) => each.name === metric && Number.isFinite(each.value));
        return found ? [[step, found] as const] : [];
      }),
    );
  const all = snapshots.map(read);
  const own: ReadonlyMap<number, Metric> = all[0] ?? new Map<number, Metric>();
  const n = usualN([...own.values()].map((each) => each.n));
  const steps = [...own.keys()].sort((a, b) => a - b);
  const rows = all.map((seed) =>
    steps.map((step) => {
      const value = seed.get(step);
      return value && value.n === own.get(step)?.n ? value.value : Number.NaN;
    }),
  );
  const { means, spread } = overSeeds(rows, steps.length);
  const x = steps.map(place);
  const several = rows.length > 1;
  const isUsual = steps.map((step) => own.get(step)?.n === n);
  const marks = steps.flatMap((step, i): CurveMark[] => {
    const [y, value, std] = [means[i], own.get(step), spread[i]];
    if (y === null || y === undefined || !value) return [];
    const hollow = !isUsual[i];
    const seeds = std === null || std === undefined ? null : { low: y - std, high: y + std };
    const interval = several ? (hollow ? seeds : null) : shareInterval(metric, value.value, value.n);
    return hollow || interval ? [{ x: place(step), y, n: value.n, interval, hollow }] : [];
  });
  const usual = <T>(values: readonly T[]) => values.map((value, i) => (isUsual[i] ? value : null));
  const finite = (value: number | null) => (value !== null && Number.isFinite(value) ? value : null);
  return {
    ...looks,
    line: { x, y: usual(means) },
    spread: several ? usual(spread) : null,
    faint: several && members ? rows.map((y) => ({ x, y: usual(y).map(finite) })) : [],
    marks,
    floor: [...own.values()].findLast((value) => value.n === n)?.floor ?? null,
  };
}

function overSeeds(
  rows: readonly (readonly number[])[],
  length: number,
): { means: (number | null)[]; spread: (number | null)[] } {
  const columns = Array.from({ length }, (_, i) => momentsOf(rows.map((row) => row[i] ?? Number.NaN)));
  return { means: columns.map(({ mean, count }) => (count > 0 ? mean : null)), spread: columns.map(({ std }) => std) };
}

/** The lines of the floors, one for those that are told by the same digits; `letters[i]` names curve i. */
export function floorLines(
  floors: readonly (number | null)[],
  letters: readonly string[],
): readonly { readonly value: number; readonly words: string }[] {
  const lines = new Map<string, { readonly value: number; readonly of: string[] }>();
  floors.forEach((value, i) => {
    // A floor of zero is no news, and has no place on a logarithmic axis.
    if (value === null || !(value > 0)) return;
    const digits = value.toPrecision(2);
    const line = lines.get(digits) ?? { value, of: [] };
    line.of.push(letters[i] ?? '');
    lines.set(digits, line);
  });
  const whose = (of: readonly string[]) => (lines.size === 1 ? 'floor' : `floor of ${of.join(', ')}`);
  return [...lines.values()].map(({ value, of }) => ({ value, words: `${whose(of)} ${decimal(value)}` }));
}
