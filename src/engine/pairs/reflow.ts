/** Pairs (x0, φ(x0)) of a trained flow as a fixed set: learning them straightens the flow (Liu et al., "Flow Straight and Fast", 2023). */
import type { RunConfig } from '../../shared/model/run-config.ts';
import { BatchOrder } from '../data/batch-order.ts';
import { conditionTensor } from '../data/condition.ts';
import { type Tensor, tf } from '../tensorflow.ts';
import { alwaysReady, rowsOf, rowTables } from './independent.ts';
import type { PairSource } from './pair-source.ts';

/** x0 and x1 = φ(x0) `[n, 2]`, and the condition under which the teacher carried each. */
export type TeacherPairs = {
  readonly x0: Float32Array;
  readonly x1: Float32Array;
  readonly conditions: Float32Array;
};

/** Batches of pairs, shuffled every epoch: who is paired with whom never changes. */
export function taughtPairs(config: RunConfig, rows: number, { x0, x1, conditions }: TeacherPairs): PairSource {
  const { batch, seed } = config;
  const n = conditions.length;
  const order = new BatchOrder({ batch, seed, dataSize: n });
  const told = conditionTensor(config, conditions);
  const constants: Tensor[] = [tf.tensor2d(x0, [n, 2]), tf.tensor2d(x1, [n, 2]), ...(told ? [told] : [])];
  return {
    ...alwaysReady,
    constants,
    tables: (start, count) => rowTables(order, start, count, rows, batch),
    batch(i, given) {
      const [table, start, from, to, known] = given as [Tensor, Tensor, Tensor, Tensor, Tensor | undefined];
      const picked = rowsOf(i, table, start, batch) as never;
      return {
        x0: tf.gather(from, picked),
        x1: tf.gather(to, picked),
        condition: known ? tf.gather(known, picked) : null,
      };
    },
    dispose: () => tf.dispose(constants),
  };
}
