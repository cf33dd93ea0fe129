import { compareMetricNames, isSquared, metricTitle } from '../shared/model/metrics.ts';
import type { Metric, RunSummary } from '../shared/model/records.ts';
import { figure } from './format.ts';
import { tableOf } from './terminal.ts';

/** A metric's name in words; the loss says what it is a mean of. */
export function metricLabel(name: string): string {
  return name === 'loss' ? 'Loss, last 50 steps' : metricTitle(name);
}

/** The order that tables list metrics in. */
export const compareMetrics = (a: Metric, b: Metric): number => compareMetricNames(a.name, b.name);

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
        isSquared(name) ? 'squared' : '',
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
      { head: '' },
    ],
    rows,
  );
}
