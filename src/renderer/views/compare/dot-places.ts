/** Where the dots and whiskers of a figure stand on their common axis. */
import type { MetricCell } from '../../../shared/comparison/metric-rows.ts';

export type DotPlace = { readonly at: number; readonly low: number; readonly high: number };
export type DotAxis = {
  /** One a run, 0 to 1; null where it has no such figure. */
  readonly dots: readonly (DotPlace | null)[];
  /** Baseline ± std. */
  readonly band: DotPlace | null;
  /** Of each run, since it depends on n and on what was asked of the samples; null where it has none. */
  readonly floors: readonly (number | null)[];
  readonly logarithmic: boolean;
};

/** A little air at both ends, so that no dot is cut. */
const AIR = 0.05;
/** From this ratio on, small values would all lie on one spot of a linear axis. */
const WIDE = 12;

/** Places of means and of mean ± std; logarithmic where the values span more than a decade and are positive. */
export function dotAxis(cells: readonly (MetricCell | null)[], baseline: number): DotAxis {
  const there = cells.filter((cell) => cell !== null);
  const means = there.map((cell) => cell.mean);
  const logarithmic = means.length > 1 && Math.min(...means) > 0 && Math.max(...means) > WIDE * Math.min(...means);
  const floors = there
    .map((cell) => cell.floor)
    .filter((floor): floor is number => floor !== null && (!logarithmic || floor > 0));
  const smallest = Math.min(...means, ...floors);
  const scale = (value: number) => (logarithmic ? Math.log(Math.max(value, smallest / 2)) : value);
  const ends = there.flatMap(({ mean, std }) => [scale(mean - (std ?? 0)), scale(mean + (std ?? 0))]);
  ends.push(...floors.map(scale));
  const low = Math.min(...ends);
  const span = Math.max(...ends) - low;
  const place = (value: number) => (span > 0 ? AIR + (1 - 2 * AIR) * ((scale(value) - low) / span) : 0.5);
  const dots = cells.map(
    (cell) =>
      cell && {
        at: place(cell.mean),
        low: place(cell.mean - (cell.std ?? 0)),
        high: place(cell.mean + (cell.std ?? 0)),
      },
  );
  const floorOf = (cell: MetricCell | null) =>
    cell === null || cell.floor === null || (logarithmic && cell.floor <= 0) ? null : place(cell.floor);
  return { dots, band: dots[baseline] ?? null, floors: cells.map(floorOf), logarithmic };
}
