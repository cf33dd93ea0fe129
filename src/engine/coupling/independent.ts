import type { Tensor } from '../tensorflow.ts';

/** Pairs as drawn: `(x0, x1) ~ p0 × q`. x0, x1 `[batch, dim]`. */
export function independent(x0: Tensor, _x1: Tensor): Tensor {
  return x0;
}
