/** The figures of two runs beside each other. */
import type { Metric, RunSummary } from '../../../shared/model/records.ts';
import { metricWords, orderedMetrics } from '../../state/metric-words.ts';

export type Verdict =
  | { readonly kind: 'change'; readonly percent: number; readonly better: boolean | null }
  | { readonly kind: 'n-differs' }
  | { readonly kind: 'data-differs' }
  | { readonly kind: 'no-change' }
  | { readonly kind: 'none' };

export type MetricRow = {
  readonly name: string;
  readonly label: string;
  readonly better: 'lower' | 'higher' | 'neither';
  readonly a: Metric | null;
  readonly b: Metric | null;
  /** Of B against A. */
  readonly verdict: Verdict;
  /** Places of the values and of the floor on a shared axis, 0 to 1. */
  readonly places: Readonly<Record<'a' | 'b' | 'floorA' | 'floorB', number | null>>;
};

type Measured = Pick<RunSummary, 'metrics'> & { readonly config: Pick<RunSummary['config'], 'data'> };

export function metricRows(a: Measured, b: Measured): readonly MetricRow[] {
  const sameData = JSON.stringify(sorted(a.config.data)) === JSON.stringify(sorted(b.config.data));
  const names = [...new Set(orderedMetrics([...a.metrics, ...b.metrics]).map((metric) => metric.name))];
  return names.map((name) => {
    const find = (run: Measured) => run.metrics.find((metric) => metric.name === name) ?? null;
    const [left, right] = [find(a), find(b)];
    const { label, better } = metricWords(name);
    return {
      name,
      label,
      better,
      a: left,
      b: right,
      verdict: verdict(left, right, better, sameData),
      places: places(left, right),
    };
  });
}

/** A distribution with its parameters in a fixed order. */
function sorted(data: RunSummary['config']['data']): unknown {
  return [data.name, Object.entries(data.params).toSorted(([x], [y]) => x.localeCompare(y))];
}

/** Values of different n, or of different data, are never compared. */
function verdict(a: Metric | null, b: Metric | null, better: MetricRow['better'], sameData: boolean): Verdict {
  if (!a || !b) return { kind: 'none' };
  if (!sameData) return { kind: 'data-differs' };
  if (a.n !== b.n) return { kind: 'n-differs' };
  if (a.value === b.value) return { kind: 'no-change' };
  if (a.value === 0) return { kind: 'none' };
  const percent = (100 * (b.value - a.value)) / Math.abs(a.value);
  return { kind: 'change', percent, better: better === 'neither' ? null : percent < 0 === (better === 'lower') };
}

/** A little air at both ends, so that no dot is cut. */
const AIR = 0.06;

function places(a: Metric | null, b: Metric | null): MetricRow['places'] {
  const values = [a?.value, b?.value, a?.floor, b?.floor].filter((value) => value !== null && value !== undefined);
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  const place = (value: number | null | undefined) => {
    if (value === null || value === undefined) return null;
    return span === 0 ? 0.5 : AIR + (1 - 2 * AIR) * ((value - low) / span);
  };
  return { a: place(a?.value), b: place(b?.value), floorA: place(a?.floor), floorB: place(b?.floor) };
}
