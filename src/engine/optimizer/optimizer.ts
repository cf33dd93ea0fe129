/** One step of whatever a configuration asks for. The default, AdamW at a constant rate, is `adamw` and nothing else. */
import { hasAverage, momentCount } from '../../shared/model/optimizer-state.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import type { Tensor } from '../tensorflow.ts';
import { adamw } from './adamw.ts';
import { averaged } from './average.ts';
import { clipped } from './clip.ts';
import { learningRate } from './learning-rate.ts';
import { sgd, withWeightDecay } from './sgd.ts';

type Config = Pick<RunConfig, 'optimizer' | 'steps'>;

/** Parameters and what is remembered beside them: moments, then averaged weights, each in the same tensors. */
export type OptimizerState = { readonly parameters: readonly Tensor[]; readonly memory: readonly Tensor[] };

/** @param base learning rate before warm-up and schedule, float32 scalar */
export function optimizerStep(
  config: Config,
  { parameters, memory }: OptimizerState,
  gradients: readonly Tensor[],
  step: Tensor,
  base: Tensor,
): OptimizerState {
  const { optimizer } = config;
  const moments = memory.slice(0, momentCount(config) * parameters.length);
  const rate = learningRate(config, step, base);
  const next = update(config, { parameters, memory: moments }, clipped(gradients, optimizer.clip), step, rate);
  if (!hasAverage(config)) return next;
  const average = averaged(memory.slice(moments.length), next.parameters, step, optimizer.ema);
  return { parameters: next.parameters, memory: [...next.memory, ...average] };
}

/** The weights that sampling uses. */
export function samplingTensors(config: Config, { parameters, memory }: OptimizerState): readonly Tensor[] {
  return hasAverage(config) ? memory.slice(momentCount(config) * parameters.length) : parameters;
}

function update(
  { optimizer }: Config,
  { parameters, memory }: OptimizerState,
  gradients: readonly Tensor[],
  step: Tensor,
  rate: Tensor,
): OptimizerState {
  if (optimizer.kind === 'sgd') {
    const next = sgd({ parameters, velocity: memory }, gradients, rate, optimizer);
    return { parameters: next.parameters, memory: next.velocity };
  }
  const count = parameters.length;
  const state = { parameters, m: memory.slice(0, count), v: memory.slice(count) };
  const isAdam = optimizer.kind === 'adam';
  const decayed = isAdam ? withWeightDecay(parameters, gradients, optimizer.weightDecay) : gradients;
  const next = adamw(state, decayed, step, rate, isAdam ? { ...optimizer, weightDecay: 0 } : optimizer);
  return { parameters: next.parameters, memory: [...next.m, ...next.v] };
}
