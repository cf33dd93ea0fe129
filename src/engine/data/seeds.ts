import { philox } from '../../shared/flow/random.ts';
import { type Tensor, tf } from '../tensorflow.ts';

/** What a training step draws. New uses are added at the end, so old runs keep their numbers. */
export const DRAWS = {
  time: 0,
  source: 1,
  sourceJitter: 2,
  data: 3,
  dataPlace: 4,
  dataNoise: 5,
  dropout: 6,
  sampleNoise: 32,
  probe: 33,
} as const;
export type DrawName = keyof typeof DRAWS;

/** The key of one use of a run's seed, an int32: Philox mixes them, so neighbouring seeds share nothing. */
export function drawKey(seed: number, draw: DrawName): number {
  const words = new Uint32Array(4);
  philox([DRAWS[draw], 0, 0, 1], [seed >>> 0, 3], words);
  return (words[0] as number) | 0;
}

/** Seed tensor [key, step] of one use at one step; `step` is an int32 scalar. */
export function stepSeed(seed: number, draw: DrawName, step: Tensor): Tensor {
  return tf.stack([tf.scalar(drawKey(seed, draw), 'int32'), step]).cast('int32');
}
