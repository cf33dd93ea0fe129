/** Conditions as the network sees them: nothing, a one-hot vector, or the radius. */
import { datasetOf } from '../../shared/flow/datasets.ts';
import { type Condition, EVALUATION_RADII } from '../../shared/model/condition.ts';
import { classCount, conditionWidth } from '../../shared/model/parameters.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { UserError } from '../../shared/result.ts';
import { random } from '../graph/index.ts';
import { type Tensor, tf } from '../tensorflow.ts';
import { stepSeed } from './seeds.ts';

type ModelOfData = Pick<RunConfig, 'model' | 'data'>;
type Conditioned = Pick<RunConfig, 'model' | 'data' | 'guidance'>;

/** Condition of each of n particles as one number: class label, radius, or 0. Throws a `UserError` for a wrong one. */
export function particleConditions(config: ModelOfData, condition: Condition, n: number): Float32Array {
  if (config.model === 'onehot') {
    const classes = classCount(config);
    if (condition.kind === 'radius') {
      throw new UserError('bad-input', 'This model was trained on classes, so its condition is a class, not a radius.');
    }
    if (condition.kind === 'class' && condition.label >= classes) {
      throw new UserError('bad-input', `Class ${condition.label} does not exist: the model knows 0 to ${classes - 1}.`);
    }
    return Float32Array.from({ length: n }, (_, i) => (condition.kind === 'class' ? condition.label : i % classes));
  }
  if (config.model === 'radius') {
    if (condition.kind === 'class') {
      throw new UserError('bad-input', 'This model was trained on radii, so its condition is a radius, not a class.');
    }
    const radii = EVALUATION_RADII;
    return Float32Array.from({ length: n }, (_, i) =>
      condition.kind === 'radius' ? condition.value : (radii[i % radii.length] as number),
    );
  }
  if (condition.kind !== 'any') {
    throw new UserError('bad-input', 'This model is unconditional: it takes no condition.');
  }
  return new Float32Array(n);
}

/** Network input [n, width] of particle conditions, or null for an unconditional model. The caller owns it. */
export function conditionTensor(config: Conditioned, conditions: Float32Array): Tensor | null {
  const width = conditionWidth(config);
  if (width === 0) return null;
  if (config.model === 'radius') {
    const values = tf.tensor2d(conditions, [conditions.length, 1]);
    return width === 1 ? values : tf.tidy(() => flagged(values));
  }
  const oneHot = new Float32Array(conditions.length * width);
  conditions.forEach((label, i) => {
    oneHot[i * width + label] = 1;
  });
  return tf.tensor2d(oneHot, [conditions.length, width]);
}

/** `[c, 1]`: the condition and the flag that says it is given. */
function flagged(values: Tensor): Tensor {
  return tf.concat([values, tf.onesLike(values)], 1);
}

/**
 * Conditions with each row of them all zeros (no condition) with the dropout's probability p, for guidance: kept where a
 * uniform number is at least p. The same rows in every run of the seed.
 */
export function withDropout(config: Conditioned & Pick<RunConfig, 'seed'>, conditions: Tensor, step: Tensor): Tensor {
  const { dropout } = config.guidance;
  if (dropout === 0) return conditions;
  const draw = random.uniform([conditions.shape[0] as number, 1], stepSeed(config.seed, 'dropout', step));
  return conditions.mul(draw.greaterEqual(dropout).cast('float32'));
}

/** Condition of data points, as numbers: their class or their distance from the origin. */
export function dataConditions(config: ModelOfData, points: Float32Array, labels: Int32Array): Float32Array {
  if (config.model === 'onehot') return Float32Array.from(labels);
  return Float32Array.from(labels, (_, i) => Math.hypot(points[2 * i] as number, points[2 * i + 1] as number));
}

/** The same inside the graph, from a fresh batch: points [batch, 2], labels int32 [batch]. */
export function freshConditions(config: Conditioned, points: Tensor, labels: Tensor): Tensor | null {
  if (config.model === 'unconditional') return null;
  if (config.model === 'radius') {
    const values = points.square().sum(1, true).sqrt();
    return conditionWidth(config) === 1 ? values : flagged(values);
  }
  const classes = datasetOf(config.data).classes(config.data.params);
  return tf.gather(tf.eye(classes), labels as never);
}
