import { RandomStream } from '../../shared/flow/random.ts';
import { parameterCount, parameterLayout } from '../../shared/model/parameters.ts';
import type { NetworkConfig } from './velocity-network.ts';

/**
 * Initial parameters as PyTorch's `nn.Linear` draws them: weights and biases uniform in ±1/√fanIn.
 * Flat, `[parameterCount]`, in `parameterLayout` order; tensor k takes its numbers from its own counter, so a wider
 * network does not change what the other layers get.
 */
export function initialParameters(config: NetworkConfig, seed: number): Float32Array {
  const parameters = new Float32Array(parameterCount(config));
  let offset = 0;
  parameterLayout(config).forEach(({ shape, fanIn }, k) => {
    const random = new RandomStream(seed, 'initialise', k);
    const bound = 1 / Math.sqrt(fanIn);
    const end = offset + shape.reduce((product: number, size) => product * size, 1);
    while (offset < end) parameters[offset++] = bound * (2 * random.uniform() - 1);
  });
  return parameters;
}
