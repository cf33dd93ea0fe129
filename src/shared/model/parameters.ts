import { datasetOf } from '../flow/datasets.ts';
import type { RunConfig } from './config-object.ts';

/** One linear layer's kernel or bias. Kernels are stored `[in, out]` here and written `[out, in]` for PyTorch. */
export type ParameterSpec = {
  readonly name: string;
  readonly shape: readonly [number, number] | readonly [number];
  readonly fanIn: number;
};

/** The part of a configuration that decides the network's parameters. */
export type NetworkConfig = Pick<RunConfig, 'model' | 'data' | 'network' | 'guidance'>;

/** Most parameters of a network: every snapshot keeps them once, every checkpoint three to four times. */
export const PARAMETER_BUDGET = 5_000_000;

/** Number of classes a one-hot model of this data has. */
export function classCount(config: Pick<RunConfig, 'data'>): number {
  return datasetOf(config.data).classes(config.data.params);
}

/**
 * Length of the condition vector that enters the network: 0, the number of classes, or 1 (the continuous condition).
 * A continuous condition that training drops at times is followed by a flag, 1 where it is given: `[c, 1]`, or `[0, 0]`
 * for none, because c = 0 is a condition like any other. No class is all zeros by itself.
 */
export function conditionWidth(config: Pick<RunConfig, 'model' | 'data' | 'guidance'>): number {
  if (config.model === 'unconditional') return 0;
  if (config.model === 'onehot') return classCount(config);
  return config.guidance.dropout > 0 ? 2 : 1;
}

/** Numbers that time enters as: `timeWidth` from its own network or as cosines and sines, or t itself. */
export function timeFeatureWidth({ timeFeatures, timeWidth }: RunConfig['network']): number {
  return timeFeatures === 'raw' ? 1 : timeWidth;
}

/** Widths of the hidden layers of the main network. */
export function hiddenWidths({ hidden, width, depth }: RunConfig['network']): readonly number[] {
  return hidden.length > 0 ? hidden : Array.from({ length: depth }, () => width);
}

/** A residual block widens to this many times its width and comes back. */
export const BLOCK_EXPANSION = 4;

function linear(name: string, fanIn: number, fanOut: number): ParameterSpec[] {
  return [
    { name: `${name}.weight`, shape: [fanIn, fanOut], fanIn },
    { name: `${name}.bias`, shape: [fanOut], fanIn },
  ];
}

/** Linear layers of an `nn.Sequential` with an activation between two of them. */
function sequential(prefix: string, sizes: readonly number[]): ParameterSpec[] {
  return sizes.slice(1).flatMap((fanOut, i) => linear(`${prefix}.${2 * i}`, sizes[i] as number, fanOut));
}

/** `x_embed`, `t_embed`, `c_embed` to one width, `blocks.K.{0,2}`, `out`. */
function residualLayout(config: NetworkConfig): ParameterSpec[] {
  const { width, depth } = config.network;
  const condition = conditionWidth(config);
  return [
    ...linear('x_embed', 2, width),
    ...linear('t_embed', timeFeatureWidth(config.network), width),
    ...(condition > 0 ? linear('c_embed', condition, width) : []),
    ...Array.from({ length: depth }, (_, k) =>
      sequential(`blocks.${k}`, [width, BLOCK_EXPANSION * width, width]),
    ).flat(),
    ...linear('out', width, 2),
  ];
}

/**
 * The network's parameters in PyTorch's names and order: `time_mlp.{0,2,4}` (time features by a network),
 * `radius_mlp.{0,2,4}` (branches with a continuous condition), `net.{0,2,…}`; see `residualLayout` for that form.
 * This order is the order of every flat parameter array in checkpoints, snapshots and exports.
 */
export function parameterLayout(config: NetworkConfig): ParameterSpec[] {
  const { form, timeFeatures, timeWidth, conditionWidth: embedWidth } = config.network;
  const time = timeFeatures === 'mlp' ? sequential('time_mlp', [1, timeWidth, timeWidth, timeWidth]) : [];
  if (form === 'residual') return [...time, ...residualLayout(config)];
  const condition = conditionWidth(config);
  const embeds = form === 'branches' && config.model === 'radius';
  const embed = embeds ? sequential('radius_mlp', [condition, embedWidth, embedWidth, embedWidth]) : [];
  const inputs = 2 + timeFeatureWidth(config.network) + (embeds ? embedWidth : condition);
  return [...time, ...embed, ...sequential('net', [inputs, ...hiddenWidths(config.network), 2])];
}

/** Numbers in one kernel or bias. */
export const sizeOf = ({ shape }: ParameterSpec): number => shape.reduce((a: number, b) => a * b, 1);

export function parameterCount(config: NetworkConfig): number {
  return parameterLayout(config).reduce((sum, spec) => sum + sizeOf(spec), 0);
}
