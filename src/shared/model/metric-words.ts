/** What the figures that runs are judged by are called, and which way is better. Once: window and command line share it. */
import { type Better, compareMetricNames, metricInfo, metricTitle } from './metrics.ts';
import type { Metric } from './records.ts';

export type MetricWords = {
  readonly label: string;
  readonly better: Better;
  /** Bounds of a figure that has them; null: as the values need. */
  readonly range: readonly [number, number] | null;
  readonly logarithmic: boolean;
};

export function metricWords(name: string): MetricWords {
  const info = metricInfo(name);
  return {
    label: metricTitle(name),
    better: info?.better ?? 'neither',
    range: info?.range ?? null,
    logarithmic: info?.logarithmic ?? false,
  };
}

/** Figures in the order in which they are told. */
export function orderedMetrics(metrics: readonly Metric[]): readonly Metric[] {
  return metrics.toSorted((a, b) => compareMetricNames(a.name, b.name));
}
