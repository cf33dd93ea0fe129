/**
 * The flow with its divergence as a third coordinate: `d/dt (x, ℓ) = (v(x, t), ∇·v(x, t))`. From ℓ = 0 at t back to 0
 * it ends at x0 and `ℓ = −∫₀ᵗ ∇·v`, so `log p_t(x) = log p0(x0) + ℓ` (Chen et al. 2018, arXiv 1806.07366).
 */
import type { GraphField } from '../integration.ts';
import { type Tensor, tf } from '../tensorflow.ts';

/** Width of the augmented state. */
export const AUGMENTED = 3;

type Slopes = { readonly value: Tensor; readonly gradient: Tensor };

/** v(x) and the gradient of `Σ over the batch of read(v(x))` by x: one forward and one backward pass. */
function slopesOf(v: (x: Tensor) => Tensor, x: Tensor, read: (value: Tensor) => Tensor): Slopes {
  let kept: Tensor | null = null;
  const gradient = tf.grad((place) => {
    const value = v(place as Tensor);
    // The gradient's own scope would dispose of it.
    kept = tf.keep(tf.clone(value));
    return read(value).sum() as never;
  })(x as never) as Tensor;
  if (kept === null) throw new Error('The velocity was not evaluated.');
  const value = tf.clone(kept as Tensor);
  tf.dispose(kept);
  return { value, gradient };
}

const column = (values: Tensor, axis: number) => tf.slice(values, [0, axis], [values.shape[0] as number, 1]);

/** Exact in the plane: `∂v₁/∂x₁ + ∂v₂/∂x₂`, one backward pass each. */
export function exactField(field: GraphField): GraphField {
  return {
    name: `${field.name} exact divergence`,
    constants: field.constants,
    velocity: (state, t, constants) => {
      const x = tf.slice(state, [0, 0], [state.shape[0] as number, 2]);
      const v = (place: Tensor) => field.velocity(place, t, constants);
      const first = slopesOf(v, x, (value) => column(value, 0));
      const second = slopesOf(v, x, (value) => column(value, 1));
      const divergence = tf.add(column(first.gradient, 0), column(second.gradient, 1)) as Tensor;
      return tf.concat([first.value, divergence], 1);
    },
  };
}

/**
 * Hutchinson's estimate `εᵀ (∂v/∂x) ε` with a Rademacher probe ε a row, fixed for the whole integration (Grathwohl et
 * al. 2019, arXiv 1810.01367): unbiased, one backward pass. `probes` is `[rows, 2]` of ±1.
 */
export function hutchinsonField(field: GraphField, probes: Tensor): GraphField {
  return {
    name: `${field.name} hutchinson`,
    constants: [probes, ...field.constants],
    velocity: (state, t, [probe, ...constants]) => {
      const x = tf.slice(state, [0, 0], [state.shape[0] as number, 2]);
      const v = (place: Tensor) => field.velocity(place, t, constants);
      const { value, gradient } = slopesOf(v, x, (each) => each.mul(probe as Tensor));
      return tf.concat([value, gradient.mul(probe as Tensor).sum(1, true)], 1);
    },
  };
}
