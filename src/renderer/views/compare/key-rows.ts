import type { MetricRow } from '../../../shared/comparison/metric-rows.ts';

/** Figures that stand open, so that the curves below stay in sight. */
const KEY_ROWS = 3;

/**
 * What says most first: how near the data, how well the condition is met, how straight the way, how costly, how trained. Of
 * figures that say the same the first that was measured counts.
 */
const ORDER: readonly (readonly string[])[] = [
  ['w2', 'w2Squared'],
  ['accuracy', 'radiusError', 'conditionError'],
  ['npe', 'pathEnergy'],
  ['nfe'],
  ['within3Std'],
  ['pathRatio'],
  ['loss'],
  ['slicedW2'],
];

/** True when a figure tells two of the runs apart. */
const differs = ({ cells }: MetricRow) => new Set(cells.flatMap((cell) => (cell ? [cell.mean] : []))).size > 1;

/** The few rows to begin with: those that tell the runs apart, by what says most; others only to fill up. */
export function keyRows(rows: readonly MetricRow[]): readonly MetricRow[] {
  const named = ORDER.flatMap((names) => {
    const found = names.flatMap((name) => rows.filter((row) => row.name === name));
    return found.slice(0, 1);
  });
  const first = [...named.filter(differs), ...named, ...rows];
  return [...new Set(first)].slice(0, KEY_ROWS);
}
