/** Which two figures stand under the loss, and their points over the training. */
import type { Metric, SnapshotInfo } from '../../../shared/model/records.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';
import type { MetricPoint } from '../../charts/metric-chart.ts';

/** In the order of what tells most about each kind of model; the first two that were measured are shown. */
const WANTED: Readonly<Record<RunConfig['model'], readonly string[]>> = {
  unconditional: ['slicedW2', 'modeShareMin', 'within3Std', 'pathRatio'],
  onehot: ['slicedW2', 'accuracy', 'within3Std', 'pathRatio'],
  radius: ['radiusError', 'slicedW2', 'pathRatio'],
};

export function chosenMetrics(model: RunConfig['model'], infos: readonly SnapshotInfo[]): readonly [string, string] {
  const wanted = WANTED[model];
  const measured = new Set(infos.flatMap((info) => info.metrics.map((metric) => metric.name)));
  // Before the first snapshot the places are already taken, so nothing moves later.
  const names = measured.size === 0 ? wanted : wanted.filter((name) => measured.has(name));
  const [first = wanted[0] ?? 'slicedW2', second = wanted.find((name) => name !== first) ?? first] = names;
  return [first, second];
}

export type MetricHistory = {
  readonly points: readonly MetricPoint[];
  readonly n: number | null;
  /** True when values of different n stand side by side. */
  readonly mixedN: boolean;
  readonly floor: number | null;
};

export function metricHistory(infos: readonly SnapshotInfo[], name: string): MetricHistory {
  const found = infos
    .map((info) => ({ step: info.step, metric: info.metrics.find((metric) => metric.name === name) }))
    .filter((each): each is { step: number; metric: Metric } => each.metric !== undefined);
  const last = found.at(-1)?.metric ?? null;
  return {
    points: found.map(({ step, metric }) => ({ step, value: metric.value })),
    n: last?.n ?? null,
    mixedN: found.some(({ metric }) => metric.n !== last?.n),
    floor: last?.floor ?? null,
  };
}
