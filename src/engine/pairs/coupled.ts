/** Pairs by cost: OT batches are made ahead by worker threads and reach the graph as tables. */
import type { RunConfig } from '../../shared/model/run-config.ts';
import { OtBatches, otBatchOf, type PairedBatch } from '../coupling/ot-batch.ts';
import { BatchOrder } from '../data/batch-order.ts';
import { fixedData } from '../data/batches.ts';
import { freshConditions } from '../data/condition.ts';
import { type Tensor, tf } from '../tensorflow.ts';
import { rowsOf, rowTables } from './independent.ts';
import type { PairSource } from './pair-source.ts';
import { PairWorkers } from './pair-workers.ts';

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
  const order = new BatchOrder(config);
  const { points, conditions } = fixedData(config);
  const constants = conditions ? [points, conditions] : [points];
  return {
    constants,
    tables(start, count) {
      prepared.fill(start, count);
      return [...rowTables(order, start, count, rows, batch), tf.tensor2d(prepared.x0, [rows, 2 * batch])];
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
 * The pairs of a chunk's steps, cut from OT batches. Batches that no worker has made yet are made here, which gives the
 * same numbers later; a training asks for `ready` steps only and never waits that way.
 */
class PreparedPairs {
  /** Tables of a chunk, used again by the next: `[rows, batch · 2]`, the same, and `[rows, batch]`. */
  readonly x0: Float32Array;
  readonly x1: Float32Array;
  readonly conditions: Float32Array;
  readonly #config: RunConfig;
  /** Steps that an OT batch is cut into. */
  readonly #cuts: number;
  readonly #workers: PairWorkers;
  #own: OtBatches | null = null;

  constructor(config: RunConfig, rows: number) {
    const { batch } = config;
    this.#config = config;
    this.#cuts = otBatchOf(config) / batch;
    this.x0 = new Float32Array(2 * rows * batch);
    this.x1 = new Float32Array(2 * rows * batch);
    this.conditions = new Float32Array(rows * batch);
    this.#workers = new PairWorkers(config, Math.ceil((2 * rows) / this.#cuts));
  }

  ready(start: number): number {
    const first = Math.floor(start / this.#cuts);
    return Math.max(0, (first + this.#workers.ready(first)) * this.#cuts - start);
  }

  whenReady(start: number): Promise<void> {
    return this.#workers.whenReady(Math.floor(start / this.#cuts));
  }

  fill(start: number, count: number): void {
    const { batch } = this.#config;
    for (let k = 0; k < count; k++) {
      const made = this.#batch(Math.floor((start + k) / this.#cuts));
      const first = ((start + k) % this.#cuts) * batch;
      this.x0.set(made.x0.subarray(2 * first, 2 * (first + batch)), 2 * k * batch);
      this.x1.set(made.x1.subarray(2 * first, 2 * (first + batch)), 2 * k * batch);
      this.conditions.set(made.conditions.subarray(first, first + batch), k * batch);
    }
  }

  #batch(index: number): PairedBatch {
    const made = this.#workers.get(index);
    if (made) return made;
    this.#own ??= new OtBatches(this.#config);
    const batch = this.#own.make(index);
    this.#workers.keep(batch);
    return batch;
  }

  dispose(): void {
    this.#workers.dispose();
  }
}
