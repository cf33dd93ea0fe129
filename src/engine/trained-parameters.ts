/** Parameters in the form that makes a training step cheap, and back to the layout that everything else uses. */
import { type ParameterSpec, sizeOf } from '../shared/model/parameters.ts';
import { flatSize, numbersFrom, tensorsFromFlat } from './flat.ts';
import { type JoinedLayout, joinedLayout } from './network/joined-branches.ts';
import type { NetworkConfig } from './network/velocity-network.ts';
import { type Tensor, tf } from './tensorflow.ts';

/**
 * Tensors below this many numbers stand side by side in one vector: an optimiser has a dozen ops for each tensor, and an op
 * on few numbers costs as much as one on many. Larger ones cost more to copy than that saves.
 */
const LARGE = 8192;

const isSmall = (spec: ParameterSpec) => sizeOf(spec) < LARGE;

/** A packed group is one vector of all small tensors, then the large ones as they are: parameters, or one kind of moments. */
export class TrainedParameters {
  readonly #layout: JoinedLayout;
  /** Sizes of the small tensors. */
  readonly #sizes: readonly number[];

  constructor(config: NetworkConfig) {
    this.#layout = joinedLayout(config);
    this.#sizes = this.#layout.specs.filter(isSmall).map(sizeOf);
  }

  /** Tensors of a group. */
  get count(): number {
    const { specs } = this.#layout;
    return specs.length - this.#sizes.length + (this.#sizes.length > 0 ? 1 : 0);
  }

  /** A packed group from numbers in the ordinary layout, which begin at `offset`. The caller owns it. */
  fromFlat(flat: Float32Array, offset = 0): Tensor[] {
    const { specs, places } = this.#layout;
    const joined = new Float32Array(flatSize(specs));
    places.forEach((place, k) => {
      joined[place] = flat[offset + k] as number;
    });
    return tf.tidy(() => this.#packed(tensorsFromFlat(specs, joined)));
  }

  /** Packed groups one after the other, as numbers in the ordinary layout. */
  toFlat(packed: readonly Tensor[]): Float32Array {
    const { places } = this.#layout;
    const groups = packed.length / this.count;
    const flat = new Float32Array(groups * places.length);
    for (let group = 0; group < groups; group++) {
      const tensors = packed.slice(group * this.count, (group + 1) * this.count);
      const joined = numbersFrom(() => this.unpack(tensors));
      places.forEach((place, k) => {
        flat[group * places.length + k] = joined[place] as number;
      });
    }
    return flat;
  }

  /** The tensors of a group as `joinedVelocity` takes them. */
  unpack(packed: readonly Tensor[]): Tensor[] {
    if (this.#sizes.length === 0) return [...packed];
    const [vector, ...large] = packed as [Tensor, ...Tensor[]];
    const small = tf.split(vector, [...this.#sizes]);
    let [nextSmall, nextLarge] = [0, 0];
    return this.#layout.specs.map((spec) =>
      isSmall(spec) ? (small[nextSmall++] as Tensor).reshape([...spec.shape]) : (large[nextLarge++] as Tensor),
    );
  }

  /** Gradients of the tensors that `unpack` gave, packed like them; 0 where there is no parameter. */
  packGradients(gradients: readonly Tensor[]): Tensor[] {
    const { specs, masks } = this.#layout;
    const masked = gradients.map((gradient, k) => {
      const mask = masks[k];
      return mask ? tf.mul(gradient, tf.tensor(mask, [...(specs[k] as ParameterSpec).shape])) : gradient;
    });
    return this.#packed(masked);
  }

  #packed(tensors: readonly Tensor[]): Tensor[] {
    const { specs } = this.#layout;
    const small = tensors.filter((_, k) => isSmall(specs[k] as ParameterSpec));
    const large = tensors.filter((_, k) => !isSmall(specs[k] as ParameterSpec));
    return small.length === 0 ? large : [tf.concat(small.map((tensor) => tensor.reshape([tensor.size]))), ...large];
  }
}
