import { type NetworkConfig, parameterLayout } from '../../shared/model/parameters.ts';

/** A linear layer as PyTorch keeps it: `weight` [out][in] and `bias` [out]. */
export type TorchLinear = { readonly weight: number[][]; readonly bias: number[] };

/** Flat parameters as PyTorch's modules by name. */
export function torchNames(config: NetworkConfig, flat: Float32Array): Map<string, TorchLinear> {
  const layers = new Map<string, TorchLinear>();
  let offset = 0;
  for (const { name, shape } of parameterLayout(config)) {
    const [rows, columns] = shape;
    const size = rows * (columns ?? 1);
    const part = flat.subarray(offset, offset + size);
    offset += size;
    const module = name.slice(0, name.lastIndexOf('.'));
    const known = layers.get(module) ?? { weight: [], bias: [] };
    const weight = Array.from({ length: columns ?? 0 }, (_, j) =>
      Array.from({ length: rows }, (_, i) => part[i * (columns ?? 0) + j] as number),
    );
    layers.set(module, columns === undefined ? { ...known, bias: Array.from(part) } : { ...known, weight });
  }
  return layers;
}
