import { shapeTable } from '../../shared/flow/shape.ts';
import { UNIFORM_HALF_WIDTH } from '../../shared/flow/sources.ts';
import type { SourceName } from '../../shared/model/names.ts';
import { random } from '../graph/index.ts';
import { type Tensor, tf } from '../tensorflow.ts';
import { stepSeed } from './seeds.ts';

/**
 * Source noise x0 [batch, 2] of one training step: standard normal; uniform on [−3.5, 3.5]²; or a random cell of the
 * shape plus a uniform place in it. Distributed as `drawSource` of src/shared, drawn inside the graph.
 */
export function sourceBatch(source: SourceName, batch: number, seed: number, step: Tensor): Tensor {
  switch (source) {
    case 'gaussian':
      return random.normal([batch, 2], stepSeed(seed, 'source', step));
    case 'uniform': {
      const unit = random.uniform([batch, 2], stepSeed(seed, 'source', step));
      return unit.mul(2 * UNIFORM_HALF_WIDTH).sub(UNIFORM_HALF_WIDTH);
    }
    case 'shape': {
      const { points, cell } = shapeTable();
      const rows = random.integer([batch], stepSeed(seed, 'source', step), 0, points.length / 2);
      const jitter = random
        .uniform([batch, 2], stepSeed(seed, 'sourceJitter', step))
        .sub(0.5)
        .mul(cell);
      return tf.gather(tf.tensor2d(points, [points.length / 2, 2]), rows as never).add(jitter);
    }
  }
}
