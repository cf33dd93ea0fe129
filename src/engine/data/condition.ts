/** Conditions as the network sees them: nothing, a one-hot vector, or one continuous number. */
import { datasetOf } from '../../shared/flow/datasets.ts';
import type { PointSet } from '../../shared/flow/draw.ts';
import { type Condition, EVALUATION_RADII } from '../../shared/model/condition.ts';
import {
  type ConditionedBy,
  conditionDraws,
  conditionsOf,
  labelsInTurn,
  takesDrawnConditions,
} from '../../shared/model/condition-values.ts';
import { fieldProblem } from '../../shared/model/fields.ts';
import { classCount, conditionWidth } from '../../shared/model/parameters.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { UserError } from '../../shared/result.ts';
import { random } from '../graph/index.ts';
import { type Tensor, tf } from '../tensorflow.ts';
import type { FreshBatch } from './fresh.ts';
import { stepSeed } from './seeds.ts';

type Conditioned = Pick<RunConfig, 'model' | 'data' | 'guidance'>;

/**
 * Condition of each of n particles as one number: class label, continuous condition, or 0. `any`: classes in turn; the
 * evaluation radii in turn; the conditions of fixed true draws, particle i that of draw i, for other continuous ones.
 * Throws a `UserError` for a wrong one.
 */
export function particleConditions(config: ConditionedBy, condition: Condition, n: number): Float32Array {
  switch (config.model) {
    case 'onehot':
      return classConditions(config, condition, n);
    case 'radius':
      return continuousConditions(config, condition, n);
    case 'unconditional':
      if (condition.kind === 'any') return new Float32Array(n);
      throw new UserError('bad-input', 'This model is unconditional: it takes no condition.');
  }
}

function classConditions(config: ConditionedBy, condition: Condition, n: number): Float32Array {
  const classes = classCount(config);
  if (condition.kind === 'radius') {
    throw new UserError('bad-input', 'This model was trained on classes, so its condition is a class, not a number.');
  }
  if (condition.kind === 'class' && condition.label >= classes) {
    throw new UserError('bad-input', `Class ${condition.label} does not exist: the model knows 0 to ${classes - 1}.`);
  }
  return labelsInTurn(condition.kind === 'class' ? condition.label : null, classes, n);
}

function continuousConditions(config: ConditionedBy, condition: Condition, n: number): Float32Array {
  const radius = config.continuous === 'radius';
  if (condition.kind === 'class') {
    const what = radius
      ? 'radii, so its condition is a radius'
      : 'a continuous condition, so its condition is a number';
    throw new UserError('bad-input', `This model was trained on ${what}, not a class.`);
  }
  if (condition.kind === 'radius') {
    const range = radius ? fieldProblem('radius', condition.value) : null;
    if (range !== null) throw new UserError('bad-input', `The radius is ${condition.value}, but must be ${range}.`);
    return new Float32Array(n).fill(condition.value);
  }
  if (takesDrawnConditions(config)) return conditionsOf(config, conditionDraws(config, n));
  return Float32Array.from({ length: n }, (_, i) => EVALUATION_RADII[i % EVALUATION_RADII.length] as number);
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

/** Condition of data points, as numbers: their class or their continuous condition. */
export function dataConditions(config: ConditionedBy, set: PointSet): Float32Array {
  return conditionsOf(config, set);
}

/** The same inside the graph, from a fresh batch: points [batch, 2], labels int32 [batch], column [batch, 1]. */
export function freshConditions(config: Conditioned & ConditionedBy, drawn: FreshBatch): Tensor | null {
  if (config.model === 'unconditional') return null;
  if (config.model === 'onehot') {
    return tf.gather(tf.eye(datasetOf(config.data).classes(config.data.params)), drawn.labels as never);
  }
  const values = continuousOf(config, drawn);
  return conditionWidth(config) === 1 ? values : flagged(values);
}

function continuousOf({ continuous }: ConditionedBy, { points, column }: FreshBatch): Tensor {
  switch (continuous) {
    case 'radius':
      return points.square().sum(1, true).sqrt();
    case 'x1':
      return points.slice([0, 0], [-1, 1]);
    case 'column':
      if (column === null) throw new Error('These points have no column of conditions.');
      return column;
  }
}
