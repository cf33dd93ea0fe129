/** log p_t of given points under a flow, by integrating backward to the source. */

import { RandomStream } from '../../shared/flow/random.ts';
import type { LogDensity } from '../../shared/flow/source-density.ts';
import type { SolverName } from '../../shared/model/names.ts';
import { integrate } from '../integrate.ts';
import type { GraphField } from '../integration.ts';
import type { LoopCache } from '../loop-cache.ts';
import { type Tensor, tf } from '../tensorflow.ts';
import { AUGMENTED, exactField, hutchinsonField } from './augmented-field.ts';

export type LikelihoodTask = {
  /** `[n, 2]`. */
  readonly points: Float32Array;
  /** Time whose density it is; 1 is the data. */
  readonly t: number;
  readonly source: LogDensity;
  readonly solver: Exclude<SolverName, 'euler-maruyama'>;
  readonly steps: number;
  readonly rtol: number;
  readonly atol: number;
  /** 0: the exact divergence. Otherwise the number of Rademacher probes. */
  readonly probes: number;
  /** Of the probes. */
  readonly seed: number;
  /** The field of some rows, which repeat the points' rows in order; the caller's tensors live until `work` is done. */
  withField<T>(rows: Int32Array, work: (field: GraphField) => Promise<T>): Promise<T>;
};

export type LogLikelihood = {
  /** Nats per point `[n]`; −∞ where the flow comes from a place without source mass. */
  readonly logp: Float32Array;
  /** Standard error of each over the probes `[n]`; null for the exact divergence or a single probe. */
  readonly spread: Float32Array | null;
  /** Points whose log p is −∞. */
  readonly outside: number;
  /** Velocity evaluations of each point. */
  readonly evaluations: number;
};

/** Rows of one graph, so that few graphs serve every number of points; the smallest that holds them all. */
const BLOCKS = [256, 1024, 4096] as const;

export async function logLikelihood(loops: LoopCache, task: LikelihoodTask): Promise<LogLikelihood> {
  const n = task.points.length / 2;
  const probes = Math.max(1, task.probes);
  const total = n * probes;
  const block = BLOCKS.find((size) => size >= total) ?? (BLOCKS[BLOCKS.length - 1] as number);
  const rows = new Float64Array(total);
  let evaluations = 0;
  for (let first = 0; first < total; first += block) {
    const result = await blockOf(loops, task, first, block, probes);
    evaluations = Math.max(evaluations, result.evaluations);
    rows.set(result.values.subarray(0, Math.min(block, total - first)), first);
  }
  return { ...meanOverProbes(rows, n, probes), evaluations };
}

/** log p of rows first … first + block − 1; row r is point ⌊r / probes⌋, and rows past the end repeat the last. */
async function blockOf(loops: LoopCache, task: LikelihoodTask, first: number, block: number, probes: number) {
  const { points, t, source, solver, steps, rtol, atol } = task;
  const last = points.length / 2 - 1;
  const rows = Int32Array.from({ length: block }, (_, k) => Math.min(last, Math.floor((first + k) / probes)));
  const start = new Float32Array(block * AUGMENTED);
  rows.forEach((row, k) => {
    start.set(points.subarray(2 * row, 2 * row + 2), k * AUGMENTED);
  });
  const values = new Float64Array(block);
  if (t === 0) {
    rows.forEach((row, k) => {
      values[k] = source(points[2 * row] as number, points[2 * row + 1] as number);
    });
    return { values, evaluations: 0 };
  }
  const probe = task.probes > 0 ? rademacher(task.seed, first, block) : null;
  try {
    const { frames, evaluations } = await task.withField(rows, (field) =>
      integrate(loops, probe ? hutchinsonField(field, probe) : exactField(field), {
        ...{ start, width: AUGMENTED, from: t, to: 0, solver, steps, kept: [0, steps], rtol, atol, noise: null },
      }),
    );
    const end = frames.subarray(start.length);
    for (let k = 0; k < block; k++) {
      const [x = 0, y = 0, change = 0] = end.subarray(k * AUGMENTED, (k + 1) * AUGMENTED);
      values[k] = source(x, y) + change;
    }
    return { values, evaluations };
  } finally {
    tf.dispose(probe ?? []);
  }
}

/** ±1 for rows first … first + count − 1, `[count, 2]`: row r of a seed has the same probe however rows are cut. */
function rademacher(seed: number, first: number, count: number): Tensor {
  const values = new Float32Array(2 * count);
  for (let k = 0; k < count; k++) {
    const word = new RandomStream(seed, 'probe', first + k).word();
    values[2 * k] = word & 1 ? 1 : -1;
    values[2 * k + 1] = word & 2 ? 1 : -1;
  }
  return tf.tensor2d(values, [count, 2]);
}

function meanOverProbes(rows: Float64Array, n: number, probes: number) {
  const logp = new Float32Array(n);
  const spread = probes > 1 ? new Float32Array(n) : null;
  let outside = 0;
  for (let i = 0; i < n; i++) {
    const own = rows.subarray(i * probes, (i + 1) * probes);
    const mean = own.reduce((sum, value) => sum + value, 0) / probes;
    logp[i] = mean;
    if (mean === Number.NEGATIVE_INFINITY) outside++;
    if (!spread || !Number.isFinite(mean)) continue;
    const squares = own.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    spread[i] = Math.sqrt(squares / (probes - 1) / probes);
  }
  return { logp, spread, outside };
}
