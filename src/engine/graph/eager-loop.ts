/**
 * The same contract as a compiled loop, run op by op: for WebAssembly, which has no sessions. Slower, equally exact.
 */
import type { Tensor } from '@tensorflow/tfjs';
import { tf } from '../tensorflow.ts';
import type { Loop, LoopOptions } from './loop.ts';

export function eagerLoop({ body }: LoopOptions): Loop {
  return {
    operations: {},
    run(start, count, variables, invariants = []) {
      if (!Number.isInteger(count) || count < 1) throw new Error(`A loop runs 1 iteration or more, not ${count}.`);
      let current: Tensor[] = variables.map((variable) => tf.clone(variable));
      const emitted: Tensor[][] = [];
      for (let i = start; i < start + count; i++) {
        const [next, outputs] = tf.tidy(() => {
          const result = body(tf.scalar(i, 'int32'), current, invariants);
          return [result.variables.map((tensor) => tf.clone(tensor)), (result.outputs ?? []).map((o) => tf.clone(o))];
        }) as [Tensor[], Tensor[]];
        tf.dispose(current);
        current = next;
        outputs.forEach((output, k) => {
          const list = emitted[k] ?? [];
          list.push(output);
          emitted[k] = list;
        });
      }
      const outputs = emitted.map((list) => {
        const stacked = tf.stack(list);
        tf.dispose(list);
        return stacked;
      });
      return { variables: current, outputs };
    },
    dispose() {
      // Nothing is kept between runs.
    },
  };
}
