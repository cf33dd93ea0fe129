import { type PathSpec, pathParams } from '../../shared/flow/path.ts';
import type { PathKind } from '../../shared/model/names.ts';
import type { Tensor } from '../tensorflow.ts';
import { circular } from './circular.ts';
import { cosine } from './cosine.ts';
import { linear } from './linear.ts';
import { polynomial } from './polynomial.ts';
import { squareRoot } from './square-root.ts';
import { mixed, type SchedulePath, type TracedSchedule } from './traced-schedule.ts';
import { varianceExploding } from './variance-exploding.ts';
import { variancePreserving } from './variance-preserving.ts';

export type { TracedSchedule, Weight } from './traced-schedule.ts';

/** A point on the way from `x0` to `x1` and the conditional velocity there: `dxt = d/dt xt`. */
export type PathPoint = { readonly xt: Tensor; readonly dxt: Tensor };

export const PATHS: Readonly<Record<PathKind, SchedulePath>> = {
  linear,
  'square-root': squareRoot,
  circular,
  'variance-exploding': varianceExploding,
  'variance-preserving': variancePreserving,
  cosine,
  polynomial,
};

/** The path's weights at times t `[batch, 1]`, defaults of its parameters filled in. */
export function tracedSchedule(path: PathSpec, t: Tensor): TracedSchedule {
  return PATHS[path.kind](t, pathParams(path));
}

/** `xt = alphaT·x1 + sigmaT·x0` and `dxt = dAlphaT·x1 + dSigmaT·x0`; x0, x1 `[batch, dim]`, t `[batch, 1]`. */
export function pathPoint(path: PathSpec, x0: Tensor, x1: Tensor, t: Tensor): PathPoint {
  const { alphaT, sigmaT, dAlphaT, dSigmaT } = tracedSchedule(path, t);
  return { xt: mixed(alphaT, x1, sigmaT, x0), dxt: mixed(dAlphaT, x1, dSigmaT, x0) };
}
