/** The fixed data set as the tutorials load it. */
import { drawDataset } from '../../shared/flow/draw.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { type Tensor, tf } from '../tensorflow.ts';
import { conditionTensor, dataConditions } from './condition.ts';

export { BatchOrder } from './batch-order.ts';

export type FixedData = {
  /** [dataSize, 2] */
  readonly points: Tensor;
  /** [dataSize, width], or null. */
  readonly conditions: Tensor | null;
};

/** The run's data set as tensors that the caller owns. */
export function fixedData(config: RunConfig): FixedData {
  const set = drawDataset(config.data, config.dataSize, config.seed);
  const conditions = conditionTensor(config, dataConditions(config, set));
  return { points: tf.tensor2d(set.points, [config.dataSize, 2]), conditions };
}
