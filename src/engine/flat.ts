/** Parameters as one flat array (checkpoints, snapshots, exports) and as one tensor a layer (computation). */
import { type ParameterSpec, sizeOf } from '../shared/model/parameters.ts';
import { type Tensor, tf } from './tensorflow.ts';

/** Total numbers in a flat array of this layout. */
export function flatSize(layout: readonly ParameterSpec[]): number {
  return layout.reduce((sum, spec) => sum + sizeOf(spec), 0);
}

/** One tensor a layer, in the layout's order, from a flat array starting at `offset`. The caller owns them. */
export function tensorsFromFlat(layout: readonly ParameterSpec[], flat: Float32Array, offset = 0): Tensor[] {
  const end = offset + flatSize(layout);
  if (flat.length < end) throw new Error(`The parameters hold ${flat.length} numbers; this network needs ${end}.`);
  let position = offset;
  return layout.map((spec) => {
    const size = sizeOf(spec);
    const tensor = tf.tensor(flat.slice(position, position + size), [...spec.shape], 'float32');
    position += size;
    return tensor;
  });
}

/** The tensors' numbers one after the other. */
export function flatFromTensors(tensors: readonly Tensor[]): Float32Array {
  const flat = new Float32Array(tensors.reduce((sum, tensor) => sum + tensor.size, 0));
  let position = 0;
  for (const tensor of tensors) {
    flat.set(tensor.dataSync() as Float32Array, position);
    position += tensor.size;
  }
  return flat;
}

/**
 * The numbers of what `work` makes out of tensors that are dropped again. `tf.tidy` must not return them itself: it looks for
 * tensors in what it returns and puts every number of an array into a set, which for the checkpoints of a long training made
 * 100 MB of garbage a second.
 */
export function numbersFrom(work: () => readonly Tensor[]): Float32Array {
  let numbers = new Float32Array(0);
  tf.tidy(() => {
    numbers = flatFromTensors(work()) as Float32Array<ArrayBuffer>;
  });
  return numbers;
}

/** A loop, because `every` makes an object of each number. */
export function allFinite(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}
