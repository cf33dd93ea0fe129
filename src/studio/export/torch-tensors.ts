import { type NetworkConfig, parameterCount, parameterLayout } from '../../shared/model/parameters.ts';
import type { NamedTensor } from './safetensors.ts';

/** `[rows, columns]` row-major to `[columns, rows]`. */
function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) result[j * rows + i] = values[i * columns + j] as number;
  }
  return result;
}

/** A network's flat parameters as PyTorch's state dictionary: the same names, kernels `[out, in]`. */
export function torchTensors(config: NetworkConfig, parameters: Float32Array): NamedTensor[] {
  const expected = parameterCount(config);
  if (parameters.length !== expected)
    throw new Error(`The network has ${expected} parameters, not ${parameters.length}.`);
  let offset = 0;
  return parameterLayout(config).map(({ name, shape }) => {
    const [rows, columns] = shape;
    const length = rows * (columns ?? 1);
    const values = parameters.slice(offset, offset + length);
    offset += length;
    return columns === undefined
      ? { name, shape, values }
      : { name, shape: [columns, rows], values: transposed(values, rows, columns) };
  });
}
