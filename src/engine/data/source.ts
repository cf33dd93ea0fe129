import { pointFile } from '../../shared/flow/point-file.ts';
import { shapeTable } from '../../shared/flow/shape.ts';
import { type SourceSpec, sourceModes, UNIFORM_HALF_WIDTH } from '../../shared/flow/sources.ts';
import { random } from '../graph/index.ts';
import { type Tensor, tf } from '../tensorflow.ts';
import { stepSeed } from './seeds.ts';

/**
 * Source noise x0 [batch, 2] of one training step: standard normal; uniform on [−3.5, 3.5]²; or a random cell of the
 * shape plus a uniform place in it. Distributed as `drawSource` of src/shared, drawn inside the graph.
 */
export function sourceBatch(source: SourceSpec, batch: number, seed: number, step: Tensor): Tensor {
  switch (source.name) {
    case 'gaussian':
      return random.normal([batch, 2], stepSeed(seed, 'source', step));
    case 'uniform': {
      const unit = random.uniform([batch, 2], stepSeed(seed, 'source', step));
      return unit.mul(2 * UNIFORM_HALF_WIDTH).sub(UNIFORM_HALF_WIDTH);
    }
    case '8-gaussians': {
      const modes = sourceModes(source);
      const rows = random.integer([batch], stepSeed(seed, 'source', step), 0, modes.means.length);
      const spread = random.normal([batch, 2], stepSeed(seed, 'sourceJitter', step)).mul(modes.std);
      return tf.gather(tf.tensor2d(modes.means.flat(), [modes.means.length, 2]), rows as never).add(spread);
    }
    case 'file': {
      const own = pointFile(source.file);
      if (!own) throw new Error('The points of this source are not in this process.');
      const rows = random.integer([batch], stepSeed(seed, 'source', step), 0, own.points.length / 2);
      const spread = random
        .uniform([batch, 2], stepSeed(seed, 'sourceJitter', step))
        .sub(0.5)
        .mul(own.cell);
      return tf.gather(tf.tensor2d(own.points, [own.points.length / 2, 2]), rows as never).add(spread);
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
