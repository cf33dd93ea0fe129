import type { PathKind } from '../../shared/model/names.ts';
import type { Tensor } from '../tensorflow.ts';
import { linear } from './linear.ts';

/** A point on the way from `x0` to `x1` and the conditional velocity there: `dxt = d/dt xt`. */
export type PathPoint = { readonly xt: Tensor; readonly dxt: Tensor };

/** A probability path: x0, x1 are `[batch, dim]`, t is `[batch, 1]` in [0, 1]. */
export type Path = (x0: Tensor, x1: Tensor, t: Tensor) => PathPoint;

export const PATHS: Readonly<Partial<Record<PathKind, Path>>> = { linear };
