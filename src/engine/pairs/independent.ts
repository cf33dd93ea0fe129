/** Pairs as drawn, `(x0, x1) ~ p0 × q`: the source inside the graph, the data from a fixed set or drawn beside it. */
import type { RunConfig } from '../../shared/model/run-config.ts';
import { BatchOrder, fixedData } from '../data/batches.ts';
import { freshConditions } from '../data/condition.ts';
import { freshBatch } from '../data/fresh.ts';
import { sourceBatch } from '../data/source.ts';
import { type Tensor, tf } from '../tensorflow.ts';
import type { PairSource } from './pair-source.ts';

/** `rows`: steps that the table of data rows has room for. */
export function independentPairs(config: RunConfig, rows: number): PairSource {
  return config.freshData ? freshPairs(config) : fixedPairs(config, rows);
}

/** Pairs that need no preparing. */
export const alwaysReady = { ready: () => Number.POSITIVE_INFINITY, whenReady: async () => undefined } as const;

function freshPairs(config: RunConfig): PairSource {
  const { batch, seed, data, source } = config;
  return {
    ...alwaysReady,
    constants: [],
    tables: () => [],
    batch(i) {
      const drawn = freshBatch(data, batch, seed, i);
      return { x0: sourceBatch(source, batch, seed, i), x1: drawn.points, condition: freshConditions(config, drawn) };
    },
    dispose: () => undefined,
  };
}

function fixedPairs(config: RunConfig, rows: number): PairSource {
  const { batch, seed, source } = config;
  const order = new BatchOrder(config);
  const { points, conditions } = fixedData(config);
  const constants = conditions ? [points, conditions] : [points];
  return {
    ...alwaysReady,
    constants,
    tables: (start, count) => rowTables(order, start, count, rows, batch),
    batch(i, given) {
      const [table, start, data, told] = given as [Tensor, Tensor, Tensor, Tensor | undefined];
      const picked = rowsOf(i, table, start, batch);
      const condition = told ? tf.gather(told, picked as never) : null;
      return { x0: sourceBatch(source, batch, seed, i), x1: tf.gather(data, picked as never), condition };
    },
    dispose: () => tf.dispose(constants),
  };
}

/** Data rows of `count` steps as an int32 `[rows, batch]` table, and the step that the table starts at. */
export function rowTables(order: BatchOrder, start: number, count: number, rows: number, batch: number): Tensor[] {
  return [tf.tensor2d(order.table(start, count, rows), [rows, batch], 'int32'), tf.tensor1d([start], 'int32')];
}

/** The row of a table that belongs to step `i`, flat. */
export function rowsOf(i: Tensor, table: Tensor, start: Tensor, batch: number): Tensor {
  const row = i.reshape([1]).sub(start);
  return tf.gather(table, row as never).reshape([batch]);
}
