/** Settings in a few words, for lists of facts. What is as in the tutorials is left out where it says nothing. */
import type { OptimizerKind } from './names.ts';
import { hiddenWidths } from './parameters.ts';
import type { RunConfig } from './run-config.ts';

const OPTIMIZER_NAMES: Readonly<Record<OptimizerKind, string>> = { adamw: 'AdamW', adam: 'Adam', sgd: 'SGD' };

/** "branches, 4 layers of 128, relu; time by mlp, width 16". */
export function networkInWords(network: RunConfig['network']): string {
  const { form, timeFeatures, timeWidth, hidden, width, depth, activation } = network;
  const noun = form === 'residual' ? 'blocks' : 'layers';
  const layers = hidden.length > 0 ? `layers of ${hiddenWidths(network).join(', ')}` : `${depth} ${noun} of ${width}`;
  const time = timeFeatures === 'raw' ? 'time as it is' : `time by ${timeFeatures}, width ${timeWidth}`;
  return `${form}, ${layers}, ${activation}; ${time}`;
}

/** "AdamW 0.001, weight decay 0.01", and whatever else is on. */
export function optimizerInWords(optimizer: RunConfig['optimizer']): string {
  const { kind, learningRate, weightDecay, momentum, schedule, warmup, clip, ema } = optimizer;
  return [
    `${OPTIMIZER_NAMES[kind]} ${learningRate}`,
    `weight decay ${weightDecay}`,
    ...(momentum > 0 ? [`momentum ${momentum}`] : []),
    ...(schedule === 'constant' ? [] : [`${schedule} schedule`]),
    ...(warmup > 0 ? [`warm-up ${warmup}`] : []),
    ...(clip > 0 ? [`clipped at ${clip}`] : []),
    ...(ema > 0 ? [`averaged weights ${ema}`] : []),
  ].join(', ');
}

/** "condition dropped for 10 %, weight 2". */
export function guidanceInWords({ dropout, weight }: RunConfig['guidance']): string {
  return `condition dropped for ${Number((100 * dropout).toPrecision(4))} %, weight ${weight}`;
}
