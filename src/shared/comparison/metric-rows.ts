/** The figures of several runs beside each other: mean and spread over seeds, change to a baseline, and its verdict. */
import { metricWords, orderedMetrics } from '../model/metric-words.ts';
import type { Metric } from '../model/records.ts';
import type { RunConfig } from '../model/run-config.ts';
import { momentsOf } from '../statistics/moments.ts';
import { NOISE_LEVEL, SEEDS_FOR_TEST, welchTest } from '../statistics/welch.ts';
import type { ComparedRun } from './seed-groups.ts';

export type Verdict =
  | { readonly kind: 'baseline' | 'missing' | 'n-differs' | 'data-differs' | 'target-differs' | 'equal' }
  | {
      /**
       * `within-noise`: smaller than the seeds' spread (the larger of the two standard deviations), or p ≥ 0.05 in Welch's test
       * over the seeds. `change`: neither, or there were too few seeds to tell.
       */
      readonly kind: 'change' | 'within-noise';
      readonly difference: number;
      /** Of the baseline; null when that is zero. */
      readonly percent: number | null;
      /** Null where neither way is better. */
      readonly better: boolean | null;
      /** Null without a test: one of the two has fewer than three seeds. */
      readonly p: number | null;
      /** Larger standard deviation over the seeds of the two; null where both have one seed. */
      readonly spread: number | null;
    };

export type MetricCell = {
  readonly mean: number;
  readonly std: number | null;
  readonly seeds: number;
  readonly n: number;
  /** The same figure between two true draws of the same n, mean over the seeds; null where it has no meaning. */
  readonly floor: number | null;
  readonly verdict: Verdict;
};

export type MetricRow = {
  readonly name: string;
  readonly label: string;
  readonly better: 'lower' | 'higher' | 'neither';
  /** One a picked run; null where it has no such figure. */
  readonly cells: readonly (MetricCell | null)[];
};

type Measured = { readonly values: readonly number[]; readonly n: number; readonly floors: readonly number[] };

/** `groups[i]` are the runs that stand for picked run i, itself first; `baseline` is an index into them. */
export function metricRows(groups: readonly (readonly ComparedRun[])[], baseline: number): readonly MetricRow[] {
  const picked = groups.flatMap((group) => group.slice(0, 1));
  const names = [...new Set(orderedMetrics(picked.flatMap((run) => run.metrics)).map((metric) => metric.name))];
  return names.map((name) => {
    const { label, better } = metricWords(name);
    const measured = groups.map((group) => measure(group, name));
    const base = measured[baseline] ?? null;
    const data = picked.map((run) => dataKey(run.config, name));
    const targets = picked.map((run) => targetKey(run.config, name));
    const cells = measured.map((one, index) => {
      if (!one) return null;
      const { mean, std, count } = momentsOf(one.values);
      const floor = one.floors.length === 0 ? null : momentsOf(one.floors).mean;
      const verdict = ((): Verdict => {
        if (index === baseline) return { kind: 'baseline' };
        if (!base) return { kind: 'missing' };
        if (data[index] !== data[baseline]) return { kind: 'data-differs' };
        if (targets[index] !== targets[baseline]) return { kind: 'target-differs' };
        return judge(one, base, better);
      })();
      return { mean, std, seeds: count, n: one.n, floor, verdict };
    });
    return { name, label, better, cells };
  });
}

/** The figure of the picked run and of its siblings where they have it at the same step and n. */
function measure(group: readonly ComparedRun[], name: string): Measured | null {
  const find = (run: ComparedRun): Metric | undefined =>
    run.metrics.find((metric) => metric.name === name && Number.isFinite(metric.value));
  const own = group[0] && find(group[0]);
  if (!own) return null;
  const same = group.map(find).filter((metric) => metric?.n === own.n && metric.step === own.step) as Metric[];
  const floors = same.map((metric) => metric.floor).filter((floor) => floor !== null);
  return { values: same.map((metric) => metric.value), n: own.n, floors };
}

/** Values of different n are never compared. */
function judge(one: Measured, base: Measured, better: MetricRow['better']): Verdict {
  if (one.n !== base.n) return { kind: 'n-differs' };
  const [own, { mean: reference, std }] = [momentsOf(one.values), momentsOf(base.values)];
  const difference = own.mean - reference;
  const spread = own.std === null && std === null ? null : Math.max(own.std ?? 0, std ?? 0);
  const test = welchTest(one.values, base.values);
  if (difference === 0 && test === null) return { kind: 'equal' };
  const isNoise = (spread !== null && Math.abs(difference) < spread) || (test !== null && test.p >= NOISE_LEVEL);
  return {
    kind: isNoise ? 'within-noise' : 'change',
    difference,
    percent: reference === 0 ? null : (100 * difference) / Math.abs(reference),
    better: better === 'neither' || difference === 0 ? null : difference < 0 === (better === 'lower'),
    p: test?.p ?? null,
    spread,
  };
}

/** "1 seed, no test": why there is no p; null when there is one. */
export function noTestWords(cell: MetricCell, base: MetricCell): string | null {
  const fewest = Math.min(cell.seeds, base.seeds);
  return fewest >= SEEDS_FOR_TEST ? null : `${fewest} seed${fewest === 1 ? '' : 's'}, no test`;
}

/** What decides whether two runs are scored against the same points; errors of a condition also need the same condition. */
function dataKey({ data, continuous }: RunConfig, metric: string): string {
  const told = metric.startsWith('radiusError') ? continuous : null;
  return JSON.stringify([data.name, data.file ?? null, inOrder(data.params), told]);
}

/** Settings of other origin come in another order. */
const inOrder = (params: Readonly<Record<string, number>>) =>
  Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1));

/** What the pairs of a training are drawn from, as far as it changes the least loss. */
function pairingOf({ coupling, batch }: RunConfig): readonly (string | number | null)[] {
  const { kind, epsilon, conditionWeight, targetRatio } = coupling;
  if (kind === 'independent' || kind === 'reflow') return [kind];
  const of = { sinkhorn: [epsilon], c2ot: [conditionWeight, targetRatio], ot: [], 'class-ot': [] } as const;
  return [kind, coupling.batch ?? batch, ...of[kind]];
}

/**
 * What a figure is a distance to, where that is not the data: the losses of two trainings have different irreducible parts
 * when their velocities are different ones, and the likelihood of a point of a class is another number than that of a point.
 */
function targetKey(config: RunConfig, metric: string): string {
  const { model, continuous, source, path, guidance } = config;
  const told = [model, model === 'radius' ? continuous : null];
  if (metric === 'loss') {
    const from = [source.name, source.file ?? null, inOrder(source.params)];
    const along = [path.kind, inOrder(path.params)];
    return JSON.stringify([told, guidance.dropout, from, along, pairingOf(config)]);
  }
  return metric === 'nll' ? JSON.stringify(told) : '';
}
