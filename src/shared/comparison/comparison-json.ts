/** `compare --json`: others script against this shape. */
import type { Comparison } from './comparison.ts';
import type { MetricCell } from './metric-rows.ts';
import type { SettingValue } from './setting-words.ts';

export type ComparisonJson = {
  /** Id of the run that the others are held against. */
  readonly baseline: string;
  readonly runs: readonly {
    readonly id: string;
    readonly name: string;
    readonly status: string;
    readonly step: number;
    /** Seeds that its means are taken over, and the runs they come from, its own first. */
    readonly seeds: readonly number[];
    readonly seedRuns: readonly string[];
  }[];
  /** Settings in all, and those that differ: one value a run in the order of `runs`, null where it has none. */
  readonly settings: number;
  readonly differences: readonly {
    readonly key: string;
    readonly label: string;
    readonly values: readonly SettingValue[];
  }[];
  readonly metrics: readonly {
    readonly name: string;
    readonly label: string;
    readonly better: 'lower' | 'higher' | 'neither';
    /** One a run in the order of `runs`; null where it has no such figure. */
    readonly values: readonly (MetricValueJson | null)[];
  }[];
};

export type MetricValueJson = {
  readonly mean: number;
  /** Of the sample; null with one seed. */
  readonly std: number | null;
  readonly seeds: number;
  readonly n: number;
  readonly floor: number | null;
  /** Mean minus the baseline's mean; null for the baseline and where the two cannot be compared. */
  readonly delta: number | null;
  readonly deltaPercent: number | null;
  /** True: smaller than the larger standard deviation over the seeds, or p ≥ 0.05 in Welch's test. Null: one seed on both sides. */
  readonly withinNoise: boolean | null;
  readonly p: number | null;
  readonly verdict: 'baseline' | 'better' | 'worse' | 'changed' | 'within-noise' | 'equal' | NotCompared;
};
type NotCompared = 'n-differs' | 'data-differs' | 'target-differs' | 'missing';

export function comparisonJson(comparison: Comparison): ComparisonJson {
  const { runs, groups, baseline, config, metrics } = comparison;
  return {
    baseline: runs[baseline]?.id ?? '',
    runs: runs.map(({ id, name, status, step }, index) => {
      const group = groups[index] ?? [];
      return {
        id,
        name,
        status,
        step,
        seeds: group.map((run) => run.config.seed),
        seedRuns: group.map((run) => run.id),
      };
    }),
    settings: config.length,
    differences: config.filter((row) => !row.same).map(({ key, label, values }) => ({ key, label, values })),
    metrics: metrics.map(({ name, label, better, cells }) => ({
      name,
      label,
      better,
      values: cells.map((cell) => cell && valueJson(cell)),
    })),
  };
}

function valueJson({ verdict, ...figures }: MetricCell): MetricValueJson {
  if (verdict.kind !== 'change' && verdict.kind !== 'within-noise') {
    const delta = verdict.kind === 'equal' ? 0 : null;
    return { ...figures, delta, deltaPercent: delta, withinNoise: null, p: null, verdict: verdict.kind };
  }
  const { difference, percent, better, p, spread, kind } = verdict;
  return {
    ...figures,
    delta: difference,
    deltaPercent: percent,
    withinNoise: spread === null ? null : kind === 'within-noise',
    p,
    verdict: kind === 'within-noise' ? kind : better === null ? 'changed' : better ? 'better' : 'worse',
  };
}
