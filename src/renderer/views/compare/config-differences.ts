/** What two configurations have in common and what not, key by key. */
import type { RunConfig } from '../../../shared/model/run-config.ts';
import { decimal, whole } from '../../format.ts';
import { dataLabel, modelLabel, solverLabel, sourceLabel } from '../../state/run-words.ts';

export type ConfigRow = { readonly key: string; readonly a: string; readonly b: string; readonly same: boolean };

/** Every setting in the order of the training form, as words. */
function settings(config: RunConfig): readonly (readonly [string, string])[] {
  const { network, optimizer, sampling } = config;
  return [
    ['Model', modelLabel(config.model)],
    ['Data', dataLabel(config)],
    ...Object.entries(config.data.params).map(([key, value]) => [`Data ${key}`, number(value)] as const),
    ['Data points', whole(config.dataSize)],
    ['Data drawing', config.freshData ? 'fresh draws' : 'fixed set'],
    ['Coupling', config.coupling.kind],
    ['Path', config.path.kind],
    ['Source', sourceLabel(config.source.name)],
    ...Object.entries(config.source.params).map(([key, value]) => [`Source ${key}`, number(value)] as const),
    ['Width', whole(network.width)],
    ['Layers', whole(network.depth)],
    ['Time width', whole(network.timeWidth)],
    ['Condition width', whole(network.conditionWidth)],
    ['Activation', network.activation],
    ['Optimiser', optimizer.kind],
    ['Learning rate', number(optimizer.learningRate)],
    ['Weight decay', number(optimizer.weightDecay)],
    ['Beta 1', number(optimizer.beta1)],
    ['Beta 2', number(optimizer.beta2)],
    ['Epsilon', number(optimizer.epsilon)],
    ['Batch', whole(config.batch)],
    ['Steps', whole(config.steps)],
    ['Seed', String(config.seed)],
    ['Snapshot every', whole(config.snapshotEvery)],
    ['Checkpoint every', whole(config.checkpointEvery)],
    ['Solver', solverLabel(sampling.solver)],
    ['Solver steps', whole(sampling.steps)],
    ['Samples', whole(sampling.samples)],
  ];
}

/** Rows of both configurations; a key that one of them lacks reads "–" there. */
export function configRows(a: RunConfig, b: RunConfig): readonly ConfigRow[] {
  const [left, right] = [new Map(settings(a)), new Map(settings(b))];
  const keys = [...settings(a).map(([key]) => key), ...[...right.keys()].filter((key) => !left.has(key))];
  return keys.map((key) => {
    const [x, y] = [left.get(key) ?? '–', right.get(key) ?? '–'];
    return { key, a: x, b: y, same: x === y };
  });
}

function number(value: number): string {
  if (Number.isInteger(value)) return whole(value);
  return Math.abs(value) >= 1e-3 ? decimal(value, 4).replace(/0+$/, '') : value.toExponential().replace('-', '−');
}
