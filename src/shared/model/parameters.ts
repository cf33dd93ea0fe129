import { datasetOf } from '../flow/datasets.ts';
import type { RunConfig } from './run-config.ts';

/** One linear layer's kernel or bias. Kernels are stored `[in, out]` here and written `[out, in]` for PyTorch. */
export type ParameterSpec = {
  readonly name: string;
  readonly shape: readonly [number, number] | readonly [number];
  readonly fanIn: number;
};

/** Number of classes a one-hot model of this data has. */
export function classCount(config: Pick<RunConfig, 'data'>): number {
  return datasetOf(config.data).classes(config.data.params);
}

/** Length of the condition vector that enters the network: 0, the number of classes, or 1 (the radius). */
export function conditionWidth(config: Pick<RunConfig, 'model' | 'data'>): number {
  if (config.model === 'unconditional') return 0;
  return config.model === 'onehot' ? classCount(config) : 1;
}

/**
 * The network's parameters in PyTorch's names and order: `time_mlp.{0,2,4}`, `radius_mlp.{0,2,4}` (radius model), `net.{0,2,…}`.
 * This order is the order of every flat parameter array in checkpoints, snapshots and exports.
 */
export function parameterLayout(config: Pick<RunConfig, 'model' | 'data' | 'network'>): ParameterSpec[] {
  const { timeWidth, conditionWidth: embedWidth, width, depth } = config.network;
  const specs: ParameterSpec[] = [];
  const sequential = (prefix: string, sizes: readonly number[]) => {
    for (let i = 0; i + 1 < sizes.length; i++) {
      const fanIn = sizes[i] as number;
      const fanOut = sizes[i + 1] as number;
      specs.push({ name: `${prefix}.${2 * i}.weight`, shape: [fanIn, fanOut], fanIn });
      specs.push({ name: `${prefix}.${2 * i}.bias`, shape: [fanOut], fanIn });
    }
  };
  sequential('time_mlp', [1, timeWidth, timeWidth, timeWidth]);
  let inputs = 2 + timeWidth;
  if (config.model === 'radius') {
    sequential('radius_mlp', [1, embedWidth, embedWidth, embedWidth]);
    inputs += embedWidth;
  } else {
    inputs += conditionWidth(config);
  }
  sequential('net', [inputs, ...Array.from({ length: depth }, () => width), 2]);
  return specs;
}

export function parameterCount(config: Pick<RunConfig, 'model' | 'data' | 'network'>): number {
  return parameterLayout(config).reduce((sum, spec) => sum + spec.shape.reduce((a: number, b) => a * b, 1), 0);
}
