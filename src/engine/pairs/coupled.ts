/** Pairs by cost: OT batches are made ahead by worker threads and reach the graph as tables. */
import type { RunConfig } from '../../shared/model/run-config.ts';
import { OtBatches, otBatchOf, type PairedBatch } from '../coupling/ot-batch.ts';
import { fixedData } from '../data/batches.ts';
import { freshConditions } from '../data/condition.ts';
import { type Tensor, tf } from '../tensorflow.ts';
import { rowsOf } from './independent.ts';
import type { PairSource } from './pair-source.ts';
import { PairWorkers } from './pair-workers.ts';
import { PlanPool } from './plan-pool.ts';

export function coupledPairs(config: RunConfig, rows: number): PairSource {
  const prepared = new PreparedPairs(config, rows);
  return config.freshData ? freshPairs(config, rows, prepared) : fixedPairs(config, rows, prepared);
}

/** x0, x1 and conditions come as tables: `[rows, batch · 2]` twice, `[rows, batch]`, and the step they start at. */
function freshPairs(config: RunConfig, rows: number, prepared: PreparedPairs): PairSource {
  const { batch } = config;
  return {
    constants: [],
    tables(start, count) {
      prepared.fill(start, count);
      return [
        tf.tensor2d(prepared.x0, [rows, 2 * batch]),
        tf.tensor2d(prepared.x1, [rows, 2 * batch]),
        tf.tensor2d(prepared.conditions, [rows, batch]),
        tf.tensor1d([start], 'int32'),
      ];
    },
    batch(i, given) {
      const [x0, x1, conditions, start] = given as [Tensor, Tensor, Tensor, Tensor];
      const points = pointsOfStep(i, x1, start, batch);
      const told = rowOf(i, conditions, start).reshape([batch, 1]);
      const labels = told.reshape([batch]).cast('int32');
      return {
        x0: pointsOfStep(i, x0, start, batch),
        x1: points,
        condition: freshConditions(config, { points, labels, column: told }),
      };
    },
    ready: (start) => prepared.ready(start),
    whenReady: (start) => prepared.whenReady(start),
    dispose: () => prepared.dispose(),
  };
}

/** The data stays in the graph and is picked by its rows, as for independent pairs; only x0 comes as a table. */
function fixedPairs(config: RunConfig, rows: number, prepared: PreparedPairs): PairSource {
  const { batch } = config;
  const { points, conditions } = fixedData(config);
  const constants = conditions ? [points, conditions] : [points];
  return {
    constants,
    tables(start, count) {
      prepared.fill(start, count);
      return [
        tf.tensor2d(prepared.rows, [rows, batch], 'int32'),
        tf.tensor1d([start], 'int32'),
        tf.tensor2d(prepared.x0, [rows, 2 * batch]),
      ];
    },
    batch(i, given) {
      const [table, start, x0, data, told] = given as [Tensor, Tensor, Tensor, Tensor, Tensor | undefined];
      const picked = rowsOf(i, table, start, batch) as never;
      return {
        x0: pointsOfStep(i, x0, start, batch),
        x1: tf.gather(data, picked),
        condition: told ? tf.gather(told, picked) : null,
      };
    },
    ready: (start) => prepared.ready(start),
    whenReady: (start) => prepared.whenReady(start),
    dispose() {
      prepared.dispose();
      tf.dispose(constants);
    },
  };
}

const rowOf = (i: Tensor, table: Tensor, start: Tensor) => tf.gather(table, i.reshape([1]).sub(start) as never);
const pointsOfStep = (i: Tensor, table: Tensor, start: Tensor, batch: number) =>
  rowOf(i, table, start).reshape([batch, 2]);

/**
 * The pairs of a chunk's steps, taken from OT batches. Batches that no worker has made yet are made here, which gives the
 * same numbers later; a training asks for `ready` steps only and never waits that way.
 */
class PreparedPairs {
  /** Tables of a chunk, used again by the next: `[rows, batch · 2]`, the same, `[rows, batch]` and the rows of fixed data. */
  readonly x0: Float32Array;
  readonly x1: Float32Array;
  readonly conditions: Float32Array;
  readonly rows: Int32Array;
  readonly #config: RunConfig;
  readonly #pool: PlanPool;
  readonly #workers: PairWorkers;
  /** OT batches that are made ahead. */
  readonly #ahead: number;
  /** Plan and row of each pair of one step. */
  readonly #plans: Int32Array;
  readonly #places: Int32Array;
  #own: OtBatches | null = null;
  #disposed = false;

  constructor(config: RunConfig, rows: number) {
    const { batch, coupling } = config;
    this.#config = config;
    this.x0 = new Float32Array(2 * rows * batch);
    this.x1 = new Float32Array(2 * rows * batch);
    this.conditions = new Float32Array(rows * batch);
    this.rows = new Int32Array(rows * batch);
    this.#plans = new Int32Array(batch);
    this.#places = new Int32Array(batch);
    this.#pool = new PlanPool(config);
    this.#workers = new PairWorkers(config);
    this.#ahead = Math.max(2, Math.ceil((2 * rows * batch) / (otBatchOf(config) * coupling.reuse)));
  }

  ready(start: number): number {
    const missing = this.#firstMissing(start);
    return Math.max(0, this.#pool.stepOf(missing) - start);
  }

  async whenReady(start: number): Promise<void> {
    while (!this.#disposed && this.ready(start) < 1) await this.#workers.whenMade(this.#firstMissing(start));
  }

  fill(start: number, count: number): void {
    const { batch } = this.#config;
    this.#workers.forgetBefore(this.#pool.window(start).first);
    for (let k = 0; k < count; k++) {
      this.#pool.places(start + k, this.#plans, this.#places);
      for (let i = 0, at = k * batch; i < batch; i++, at++) {
        const made = this.#batch(this.#plans[i] as number);
        const row = this.#places[i] as number;
        this.x0[2 * at] = made.x0[2 * row] as number;
        this.x0[2 * at + 1] = made.x0[2 * row + 1] as number;
        this.x1[2 * at] = made.x1[2 * row] as number;
        this.x1[2 * at + 1] = made.x1[2 * row + 1] as number;
        this.conditions[at] = made.conditions[row] as number;
        this.rows[at] = made.rows[row] ?? 0;
      }
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#workers.dispose();
  }

  /** The first plan from those of a step on that is not there. */
  #firstMissing(start: number): number {
    const { first, count } = this.#pool.window(start);
    return first + this.#workers.ready(first, first + count + this.#ahead);
  }

  #batch(index: number): PairedBatch {
    const made = this.#workers.get(index);
    if (made) return made;
    this.#own ??= new OtBatches(this.#config);
    const batch = this.#own.make(index);
    this.#workers.keep(batch);
    return batch;
  }
}
