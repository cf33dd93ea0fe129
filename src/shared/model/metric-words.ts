/** What the figures that runs are judged by are called, and which way is better. Once: window and command line share it. */
import type { Metric } from './records.ts';

export type MetricWords = {
  readonly label: string;
  readonly better: 'lower' | 'higher' | 'neither';
  /** Bounds of a figure that has them; null: as the values need. */
  readonly range: readonly [number, number] | null;
  readonly logarithmic: boolean;
};

const WORDS: Readonly<Record<string, MetricWords>> = {
  w2: { label: 'W₂ to data', better: 'lower', range: null, logarithmic: true },
  slicedW2: { label: 'Sliced W₂', better: 'lower', range: null, logarithmic: true },
  accuracy: { label: 'Class accuracy', better: 'higher', range: [0, 1], logarithmic: false },
  within3Std: { label: 'Within 3 std', better: 'higher', range: [0, 1], logarithmic: false },
  modeShareMin: { label: 'Smallest mode share', better: 'higher', range: null, logarithmic: false },
  radiusError: { label: 'Radius error', better: 'lower', range: null, logarithmic: true },
  pathRatio: { label: 'Path length over chord', better: 'lower', range: null, logarithmic: false },
  loss: { label: 'Loss', better: 'lower', range: null, logarithmic: true },
};

export function metricWords(name: string): MetricWords {
  const known = WORDS[name];
  if (known) return known;
  const at = /^radiusError@(.+)$/.exec(name)?.[1];
  const label = at === undefined ? name : `Radius error at ${at}`;
  return { label, better: at === undefined ? 'neither' : 'lower', range: null, logarithmic: false };
}

/** Figures in the order in which they are told. */
const ORDER = Object.keys(WORDS);

export function orderedMetrics(metrics: readonly Metric[]): readonly Metric[] {
  const place = (metric: Metric) => {
    const index = ORDER.indexOf(metric.name);
    return index === -1 ? ORDER.length : index;
  };
  return metrics.toSorted((a, b) => place(a) - place(b) || a.name.localeCompare(b.name));
}
