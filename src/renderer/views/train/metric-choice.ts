/** Which two figures stand under the loss, and their points over the training. */
import { datasetOf } from '../../../shared/flow/datasets.ts';
import type { Metric, SnapshotInfo } from '../../../shared/model/records.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';
import { usualN } from '../../../shared/model/usual-n.ts';
import { shareInterval } from '../../../shared/statistics/share-interval.ts';
import type { MetricPoint } from '../../charts/metric-chart.ts';

/** In the order of what tells most about each kind of model; the first two that were measured are shown. */
const WANTED: Readonly<Record<RunConfig['model'], readonly string[]>> = {
  unconditional: ['slicedW2', 'modeShareMin', 'within3Std'],
  onehot: ['slicedW2', 'accuracy', 'within3Std'],
  radius: ['radiusError'],
};
/** Measured only where the data is a mixture, so that modes are known. */
const OF_MODES = new Set(['accuracy', 'modeShareMin', 'within3Std']);
const SHOWN = 2;

/** One or two names. Before the first snapshot the places are already taken, so nothing moves later. */
export function chosenMetrics(
  config: Pick<RunConfig, 'model' | 'data'>,
  infos: readonly SnapshotInfo[],
): readonly string[] {
  const hasModes = datasetOf(config.data).mixture !== undefined;
  const wanted = WANTED[config.model].filter((name) => hasModes || !OF_MODES.has(name));
  const measured = new Set(infos.flatMap((info) => info.metrics.map((metric) => metric.name)));
  if (measured.size === 0) return wanted.slice(0, SHOWN);
  const found = wanted.filter((name) => measured.has(name));
  return (found.length > 0 ? found : [...measured]).slice(0, SHOWN);
}

export type MetricHistory = {
  readonly points: readonly MetricPoint[];
  /** Of most points. */
  readonly n: number | null;
  /** Of those that stand apart. */
  readonly otherN: readonly number[];
  /** Of a perfect sampler at `n`. */
  readonly floor: number | null;
};

export function metricHistory(infos: readonly SnapshotInfo[], name: string): MetricHistory {
  const found = infos
    .map((info) => ({ step: info.step, metric: info.metrics.find((metric) => metric.name === name) }))
    .filter((each): each is { step: number; metric: Metric } => each.metric !== undefined);
  const n = usualN(found.map(({ metric }) => metric.n));
  return {
    points: found.map(({ step, metric }) => ({
      step,
      value: metric.value,
      n: metric.n,
      floor: metric.floor,
      apart: metric.n !== n,
      interval: shareInterval(name, metric.value, metric.n),
    })),
    n,
    otherN: [...new Set(found.map(({ metric }) => metric.n))].filter((each) => each !== n),
    floor: found.findLast(({ metric }) => metric.n === n)?.metric.floor ?? null,
  };
}
