/** The times of a training's draws. */
import type { RunConfig } from '../../shared/model/run-config.ts';
import { random } from '../graph/index.ts';
import { type Tensor, tf } from '../tensorflow.ts';
import { stepSeed } from './seeds.ts';

type Timed = Pick<RunConfig, 'batch' | 'seed'>;

/** Times `[batch, 1]` of one step (int32 scalar), uniform in [0, 1). */
export function timesOfStep({ batch, seed }: Timed, step: Tensor): Tensor {
  return random.uniform([batch, 1], stepSeed(seed, 'time', step));
}

/** The times that `count` steps from `first` on draw, one step after the other: `[count · batch]`. */
export function drawnTimes(config: Timed, first: number, count: number): Float32Array {
  const times = new Float32Array(count * config.batch);
  for (let k = 0; k < count; k++) {
    // Without a result: `tf.tidy` would look for tensors in every number of it.
    tf.tidy(() => {
      times.set(timesOfStep(config, tf.scalar(first + k, 'int32')).dataSync() as Float32Array, k * config.batch);
    });
  }
  return times;
}
