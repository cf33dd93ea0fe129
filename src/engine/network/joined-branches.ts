/**
 * The small networks of time and of a continuous condition as one, for training. An op on a few numbers costs as much as one
 * on many, so two small networks side by side are one with twice the width and weights in two blocks, zeros elsewhere:
 *
 * [h_t, h_c] ← f([h_t, h_c] W + b), W = (W_t 0; 0 W_c), b = [b_t, b_c].
 *
 * Only a training holds parameters like this; checkpoints, snapshots and exports have the two networks apart.
 */
import { type ParameterSpec, parameterLayout, sizeOf } from '../../shared/model/parameters.ts';
import { type Tensor, tf } from '../tensorflow.ts';
import { ACTIVATION_FUNCTIONS } from './activation.ts';
import { ParameterReader, sequential } from './layers.ts';
import { BRANCH_LAYERS } from './time-features.ts';
import { type NetworkConfig, velocity } from './velocity-network.ts';

/** True where both small networks are there. */
function joinsBranches({ model, network }: NetworkConfig): boolean {
  return model === 'radius' && network.form === 'branches' && network.timeFeatures === 'mlp';
}

/** Parameters as a training holds them, and where each number of the ordinary layout is among them. */
export type JoinedLayout = {
  readonly specs: readonly ParameterSpec[];
  /** `[numbers of the ordinary layout]` */
  readonly places: Int32Array;
  /** For each tensor, 1 where it holds a parameter and 0 between the blocks; null where all of it does. */
  readonly masks: readonly (Float32Array | null)[];
};

export function joinedLayout(config: NetworkConfig): JoinedLayout {
  const layout = parameterLayout(config);
  const branches = joinsBranches(config) ? 2 * BRANCH_LAYERS : 0;
  const [first, second] = [layout.slice(0, branches), layout.slice(branches, 2 * branches)];
  const joined = first.map((spec, k) => beside(spec, second[k] as ParameterSpec));
  const specs = [...joined, ...layout.slice(2 * branches)];
  const starts = startsOf(specs);
  const places: number[] = [];
  layout.forEach((spec, k) => {
    const isBranch = k < 2 * branches;
    const which = isBranch ? k % branches : k - branches;
    const target = specs[which] as ParameterSpec;
    const before = isBranch && k >= branches ? (first[which] as ParameterSpec) : null;
    for (let at = 0; at < sizeOf(spec); at++)
      places.push((starts[which] as number) + placeIn(target, spec, before, at));
  });
  const isThere = new Float32Array(specs.reduce((sum, spec) => sum + sizeOf(spec), 0));
  for (const place of places) isThere[place] = 1;
  const masks = specs.map((spec, k) => {
    const start = starts[k] as number;
    const mask = isThere.slice(start, start + sizeOf(spec));
    return mask.includes(0) ? mask : null;
  });
  return { specs, places: Int32Array.from(places), masks };
}

/** Two kernels as blocks of one, or two biases one after the other. */
function beside(a: ParameterSpec, b: ParameterSpec): ParameterSpec {
  const [rows, columns] = a.shape;
  const [more, wider] = b.shape;
  const shape =
    columns === undefined || wider === undefined ? ([rows + more] as const) : ([rows + more, columns + wider] as const);
  return { name: `${a.name} | ${b.name}`, shape, fanIn: a.fanIn + b.fanIn };
}

function startsOf(specs: readonly ParameterSpec[]): number[] {
  let start = 0;
  return specs.map((spec) => {
    const mine = start;
    start += sizeOf(spec);
    return mine;
  });
}

/** Where number `at` of a tensor stands in `target`, right of and below the block `before`. */
function placeIn(target: ParameterSpec, spec: ParameterSpec, before: ParameterSpec | null, at: number): number {
  const columns = spec.shape[1];
  const wide = target.shape[1];
  if (columns === undefined || wide === undefined) return (before?.shape[0] ?? 0) + at;
  const row = (before?.shape[0] ?? 0) + Math.floor(at / columns);
  return row * wide + (before?.shape[1] ?? 0) + (at % columns);
}

/** `velocity` of parameters in the joined layout: the same numbers up to the order of sums. */
export function joinedVelocity(
  config: NetworkConfig,
  parameters: readonly Tensor[],
  xt: Tensor,
  t: Tensor,
  condition: Tensor | null,
): Tensor {
  if (!joinsBranches(config) || !condition) return velocity(config, parameters, xt, t, condition);
  const reader = new ParameterReader(parameters);
  const f = ACTIVATION_FUNCTIONS[config.network.activation];
  const features = sequential(tf.concat([t, condition], 1), reader.take(BRANCH_LAYERS), f);
  return sequential(tf.concat([xt, features], 1), reader.rest(), f);
}
