import type { Metric, RunSummary } from '../shared/model/records.ts';
import { figure } from './format.ts';
import { tableOf } from './terminal.ts';

const LABELS: Readonly<Record<string, string>> = {
  loss: 'loss, last 50 steps',
  w2: 'W2 to fresh data',
  slicedW2: 'sliced W2',
  modeShareMin: 'smallest mode share',
  within3Std: 'share within 3 std',
  accuracy: 'class accuracy',
  radiusError: 'radius error',
  pathRatio: 'path length / chord',
};

/** A metric's name in words. */
export function metricLabel(name: string): string {
  const [stem = name, at] = name.split('@');
  const label = LABELS[stem] ?? stem;
  return at === undefined ? label : `${label} at r = ${at}`;
}

const order = Object.keys(LABELS);
const rank = ({ name }: Metric) => {
  const index = order.indexOf(name.split('@')[0] ?? name);
  return index === -1 ? order.length : index;
};

/** The order that tables list metrics in. */
export const compareMetrics = (a: Metric, b: Metric): number =>
  rank(a) - rank(b) || a.name.localeCompare(b.name, 'en', { numeric: true });

/** Every figure beside its floor: the same figure between two true draws of the same n, or of a perfect model. */
export function metricTable(runs: readonly RunSummary[]): string {
  const rows = runs.flatMap((run) =>
    run.metrics
      .toSorted(compareMetrics)
      .map(({ name, value, n, floor }, i) => [
        i === 0 ? run.name : '',
        metricLabel(name),
        figure(value),
        floor === null ? '–' : figure(floor),
        String(n),
      ]),
  );
  if (rows.length === 0) return 'No metrics were measured.';
  return tableOf(
    [
      { head: 'run' },
      { head: 'metric' },
      { head: 'value', align: 'right' },
      { head: 'floor', align: 'right' },
      { head: 'n', align: 'right' },
    ],
    rows,
  );
}
