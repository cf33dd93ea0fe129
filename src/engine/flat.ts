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

export function allFinite(values: Float32Array): boolean {
  return values.every(Number.isFinite);
}
