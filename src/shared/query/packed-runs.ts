/**
 * A whole library on its way to the window. Ten thousand summaries as objects are copied property by property between the
 * studio, the main process, the preload and the page, which takes seconds; one text and one array of numbers cross at once.
 * What many runs share (settings without their seed, the machine) is written once and shared again on the other side.
 */
import type { Metric, RunSummary } from '../model/records.ts';
import type { RunConfig } from '../model/run-config.ts';

export type PackedRuns = {
  readonly text: string;
  /** The small loss curves of all runs, one after the other. */
  readonly sparklines: Float32Array;
};

type PackedMetric = readonly [name: string, step: number, value: number | string, n: number, floor: number | null];
type Packed = {
  /** Keys of a summary that stand in a row as they are, in its order. */
  readonly plain: readonly string[];
  /** Settings with a seed of 0. */
  readonly configs: readonly RunConfig[];
  readonly backends: readonly RunSummary['backend'][];
  readonly rows: readonly PackedRow[];
};
type PackedRow = readonly [
  plain: readonly unknown[],
  config: number,
  seed: number,
  backend: number,
  metrics: readonly PackedMetric[],
  best: readonly PackedMetric[],
  sparkline: number,
];

const OWN = new Set(['config', 'backend', 'metrics', 'best', 'sparkline']);
/** By the network, an object that the configurations of a library share where they differ in their seed only. */
const texts = new WeakMap<RunConfig['network'], { readonly config: RunConfig; readonly text: string }>();

/** Settings but for the seed; those that were packed before are not written again. */
function textOf(config: RunConfig): string {
  const known = texts.get(config.network);
  if (known !== undefined && differInSeedOnly(known.config, config)) return known.text;
  const text = JSON.stringify({ ...config, seed: 0 });
  texts.set(config.network, { config, text });
  return text;
}

/** By identity of the parts: equal parts that are two objects count as different. */
function differInSeedOnly(a: RunConfig, b: RunConfig): boolean {
  if (a === b) return true;
  const keys = Object.keys(a) as (keyof RunConfig)[];
  return keys.length === Object.keys(b).length && keys.every((key) => key === 'seed' || a[key] === b[key]);
}

/** Each different text once, with its place. */
class Pool {
  readonly #places = new Map<string, number>();

  place(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    const place = this.#places.size;
    this.#places.set(text, place);
    return place;
  }

  get json(): string {
    return `[${[...this.#places.keys()].join(',')}]`;
  }
}

export function packRuns(runs: readonly RunSummary[]): PackedRuns {
  const plain = Object.keys(runs[0] ?? {}).filter((key) => !OWN.has(key)) as (keyof RunSummary)[];
  const [configs, backends] = [new Pool(), new Pool()];
  const sparklines = new Float32Array(runs.reduce((sum, run) => sum + run.sparkline.length, 0));
  let at = 0;
  const rows = runs.map((run): PackedRow => {
    sparklines.set(run.sparkline, at);
    at += run.sparkline.length;
    return [
      plain.map((key) => run[key]),
      configs.place(textOf(run.config)),
      run.config.seed,
      backends.place(JSON.stringify(run.backend)),
      run.metrics.map(packedMetric),
      run.best.map(packedMetric),
      run.sparkline.length,
    ];
  });
  const parts = `"plain":${JSON.stringify(plain)},"configs":${configs.json},"backends":${backends.json}`;
  return { text: `{${parts},"rows":${JSON.stringify(rows)}}`, sparklines };
}

export function unpackRuns({ text, sparklines }: PackedRuns): readonly RunSummary[] {
  const { plain, configs, backends, rows } = JSON.parse(text) as Packed;
  let at = 0;
  return rows.map(([values, config, seed, backend, metrics, best, length]) => {
    const run: Record<string, unknown> = {};
    for (let i = 0; i < plain.length; i++) run[plain[i] as string] = values[i];
    run.config = { ...configs[config], seed };
    run.backend = backends[backend] ?? null;
    run.metrics = metrics.map(metricOf);
    run.best = best.map(metricOf);
    run.sparkline = Array.from(sparklines.subarray(at, at + length));
    at += length;
    // Written by `packRuns` from a summary, key by key.
    return run as RunSummary;
  });
}

/** JSON has neither infinities nor NaN. */
const packedMetric = ({ name, step, value, n, floor }: Metric): PackedMetric => [
  name,
  step,
  Number.isFinite(value) ? value : String(value),
  n,
  floor,
];
const metricOf = ([name, step, value, n, floor]: PackedMetric): Metric => ({
  name,
  step,
  value: Number(value),
  n,
  floor,
});
