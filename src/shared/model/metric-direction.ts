/** Which way each figure is better. `neither`: it only describes, so it has no best value. */
import { type Better, metricInfo } from './metrics.ts';
import type { Metric } from './records.ts';

export type Direction = Better;

export function metricDirection(name: string): Direction {
  return metricInfo(name)?.better ?? 'neither';
}

/**
 * The best of a run's figures by name, `NaN` never. Only values of the same n as the newest one count: a figure of
 * another n is another figure. The earliest of equal values is kept.
 */
export function bestMetrics(metrics: readonly Metric[]): Metric[] {
  const newest = new Map<string, Metric>();
  for (const metric of metrics) {
    const known = newest.get(metric.name);
    if (!known || metric.step >= known.step) newest.set(metric.name, metric);
  }
  const best = new Map<string, Metric>();
  for (const metric of metrics.toSorted((a, b) => a.step - b.step)) {
    const direction = metricDirection(metric.name);
    if (direction === 'neither' || Number.isNaN(metric.value) || metric.n !== newest.get(metric.name)?.n) continue;
    const known = best.get(metric.name);
    if (!known || (direction === 'lower' ? metric.value < known.value : metric.value > known.value)) {
      best.set(metric.name, metric);
    }
  }
  return [...best.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
