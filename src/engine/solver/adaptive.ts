/** Adaptive steps of Dormand–Prince 5(4) as pieces of a traced graph: one iteration is one attempt. */
import { type Tensor, tf } from '../tensorflow.ts';
import { DENSE_WEIGHTS, dopri5, ERROR_WEIGHTS } from './dopri5.ts';
import { advance, type VelocityField, weighted } from './step.ts';

/** All float32 scalars. `sign` is 1 forward and −1 backward in t. */
export type AdaptiveSettings = {
  readonly end: Tensor;
  readonly sign: Tensor;
  readonly rtol: Tensor;
  readonly atol: Tensor;
};

/** What one attempt hands to the next. x and slope are `[n, width]`, the rest scalars; `size` is the step's length. */
export type AdaptiveState = {
  readonly x: Tensor;
  /** v(x, t): the last slope of an accepted step is the first of the next. */
  readonly slope: Tensor;
  readonly t: Tensor;
  readonly size: Tensor;
  /** Error of the last accepted step, for the controller. */
  readonly before: Tensor;
  /** 1 after a rejected attempt: the next step must not grow. */
  readonly held: Tensor;
};

/** Controller: factor = 0.9 · error^(−0.17) · before^0.04, the PI form with β = 0.04, kept between 0.2 and 10. */
const SAFETY = 0.9;
const BETA = 0.04;
const ERROR_POWER = 0.2 - 0.75 * BETA;
const SMALLEST_FACTOR = 0.2;
const LARGEST_FACTOR = 10;
const SMALLEST_BEFORE = 1e-4;
/** A step that would leave less than this share of itself takes the rest as well. */
const REACH = 1.01;
const TINY = 1e-10;
const FINITE = 1e30;

/** Root of the mean square over the whole batch of `values / (atol + rtol |scale|)`: 1 is just within tolerance. */
function norm(values: Tensor, scale: Tensor, { rtol, atol }: AdaptiveSettings): Tensor {
  return values.div(scale.abs().mul(rtol).add(atol)).square().mean().sqrt();
}

/** A first step length from the size of x, of its slope and of how the slope changes (Hairer et al., II.4). */
export function firstState(v: VelocityField, x: Tensor, t: Tensor, settings: AdaptiveSettings): AdaptiveState {
  const slope = v(x, t);
  const steepness = norm(slope, x, settings);
  const guess = tf.where(
    tf.logicalOr(norm(x, x, settings).less(1e-5), steepness.less(1e-5)),
    tf.scalar(1e-4),
    norm(x, x, settings).div(steepness.add(TINY)).mul(0.01),
  );
  const span = settings.end.sub(t).abs();
  const probe = tf.minimum(guess, span) as Tensor;
  const ahead = v(x.add(slope.mul(probe.mul(settings.sign))), t.add(probe.mul(settings.sign)));
  const bend = norm(ahead.sub(slope), x, settings).div(probe);
  const most = tf.maximum(steepness, bend);
  const size = tf.minimum(tf.minimum(probe.mul(100), tf.pow(tf.div(0.01, most.add(TINY)), 0.2)), span);
  return {
    x,
    slope,
    t,
    size: tf.where(size.less(FINITE), size, tf.scalar(1e-4)),
    before: tf.scalar(SMALLEST_BEFORE),
    held: tf.scalar(0),
  };
}

/** Evaluations of `firstState` and of one attempt. */
export const FIRST_EVALUATIONS = 2;
export const ATTEMPT_EVALUATIONS = 6;

/** Columns of `report`: time before, signed step, 1 where it was accepted, 1 where there was something left to do, next length. */
export type Attempt = {
  readonly next: AdaptiveState;
  /** `[5]`. */
  readonly report: Tensor;
  /** `[n, 5 · width]`: start, end, slopes at both, and the interpolant's last coefficient. */
  readonly dense: Tensor;
};

/**
 * One attempt: seven stages (the first is known), the error of the embedded order 4, acceptance where the error norm is
 * at most 1, and the next length. A norm that is not finite counts as a rejection. After the end nothing changes.
 */
export function attempt(v: VelocityField, state: AdaptiveState, settings: AdaptiveSettings): Attempt {
  const { x, slope, t, size, before, held } = state;
  const { end, sign } = settings;
  const left = end.sub(t).mul(sign);
  const active = left.greater(0);
  const reaches = size.mul(REACH).greaterEqual(left);
  const length = tf.where(reaches, left, size) as Tensor;
  const dt = length.mul(sign);
  const after = tf.where(reaches, end, t.add(dt)) as Tensor;
  const slopes = [slope];
  dopri5.c.forEach((fraction, stage) => {
    if (stage === 0) return;
    slopes.push(v(advance(x, dt, dopri5.a[stage] ?? [], slopes), fraction === 1 ? after : t.add(dt.mul(fraction))));
  });
  const reached = advance(x, dt, dopri5.b, slopes);
  slopes.push(v(reached, after));
  const error = norm(weighted(slopes, ERROR_WEIGHTS).mul(dt), tf.maximum(x.abs(), reached.abs()), settings);
  const accepted = tf.logicalAnd(active, error.lessEqual(1));
  const safe = tf.maximum(tf.where(error.less(FINITE), error, tf.scalar(FINITE)), TINY);
  const shrink = tf.pow(safe, -ERROR_POWER).mul(SAFETY);
  const largest = tf.where(
    tf.logicalOr(held.greater(0), accepted.logicalNot()),
    tf.scalar(1),
    tf.scalar(LARGEST_FACTOR),
  );
  const factor = tf.maximum(tf.minimum(shrink.mul(tf.pow(before, BETA)), largest), SMALLEST_FACTOR);
  const next: AdaptiveState = {
    x: tf.where(accepted, reached, x),
    slope: tf.where(accepted, slopes[slopes.length - 1] as Tensor, slope),
    t: tf.where(accepted, after, t),
    size: tf.where(active, length.mul(factor), size),
    before: tf.where(accepted, tf.maximum(safe, SMALLEST_BEFORE), before),
    held: tf.where(active, accepted.logicalNot().cast('float32'), held),
  };
  const flags = [accepted.cast('float32'), active.cast('float32')];
  return {
    next,
    report: tf.stack([t, dt, ...flags, next.size]),
    dense: tf.concat(
      [x, reached, slope, slopes[slopes.length - 1] as Tensor, weighted(slopes, DENSE_WEIGHTS).mul(dt)],
      1,
    ),
  };
}
