/** Labels of the settings in the order of the training form, and their values in words. */
import { NUMBER_FIELDS } from '../model/fields.ts';

const field = (name: keyof typeof NUMBER_FIELDS): string => NUMBER_FIELDS[name].label;

/** By path in the configuration. A setting that is not here is still told, by its path, after these. */
export const SETTING_LABELS: Readonly<Record<string, string>> = {
  model: 'Model',
  'data.name': 'Data',
  'data.file': 'Data file',
  'data.params': 'Data',
  dataSize: field('dataSize'),
  freshData: 'Data drawing',
  continuous: 'Continuous condition',
  'source.name': 'Source',
  'source.file': 'Source file',
  'source.params': 'Source',
  'path.kind': 'Path',
  'path.params': 'Path',
  'coupling.kind': 'Coupling',
  'coupling.batch': field('otBatch'),
  'coupling.reuse': field('otReuse'),
  'coupling.epsilon': field('sinkhornEpsilon'),
  'coupling.conditionWeight': field('conditionWeight'),
  'coupling.targetRatio': field('targetRatio'),
  'coupling.teacher': 'Reflow teacher',
  'coupling.pairs': field('reflowPairs'),
  'network.form': 'Network',
  'network.width': field('width'),
  'network.depth': field('depth'),
  'network.hidden': 'Hidden widths',
  'network.timeFeatures': 'Time features',
  'network.timeWidth': field('timeWidth'),
  'network.conditionWidth': 'Condition width',
  'network.activation': 'Activation',
  'optimizer.kind': 'Optimiser',
  'optimizer.learningRate': field('learningRate'),
  'optimizer.schedule': 'Learning-rate schedule',
  'optimizer.warmup': field('warmup'),
  'optimizer.weightDecay': field('weightDecay'),
  'optimizer.beta1': field('beta1'),
  'optimizer.beta2': field('beta2'),
  'optimizer.epsilon': field('epsilon'),
  'optimizer.momentum': field('momentum'),
  'optimizer.clip': field('clip'),
  'optimizer.ema': field('ema'),
  'guidance.dropout': field('guidanceDropout'),
  'guidance.weight': field('guidanceWeight'),
  batch: field('batch'),
  steps: field('steps'),
  seed: field('seed'),
  snapshotEvery: field('snapshotEvery'),
  checkpointEvery: field('checkpointEvery'),
  'sampling.solver': 'Solver',
  'sampling.steps': field('solverSteps'),
  'sampling.samples': field('samples'),
  'sampling.rtol': field('rtol'),
  'sampling.atol': field('atol'),
  'sampling.noise': field('noise'),
};

/** Where a setting stands in the list; parameters of a distribution or path stand with it. */
const PLACES = new Map(Object.keys(SETTING_LABELS).map((key, place) => [key, place]));
const parentOf = (key: string): string => key.slice(0, key.lastIndexOf('.'));

export function settingPlace(key: string): number {
  return PLACES.get(key) ?? PLACES.get(parentOf(key)) ?? PLACES.size;
}

/** "Learning rate", "Data modes"; the path itself for what has no name yet. */
export function settingLabel(key: string): string {
  const known = SETTING_LABELS[key];
  if (known !== undefined) return known;
  const parent = SETTING_LABELS[parentOf(key)];
  return parent === undefined ? key : `${parent} ${key.slice(key.lastIndexOf('.') + 1)}`;
}

export type SettingValue = string | number | boolean | null | readonly number[];

/** Names that read better as words; others are shown as they are written on the command line. */
const VALUE_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  model: { unconditional: 'Unconditional', onehot: 'One-hot class', radius: 'Continuous radius' },
  'coupling.kind': { ot: 'minibatch OT', 'class-ot': 'OT per class', sinkhorn: 'Sinkhorn', c2ot: 'C²OT' },
  'optimizer.kind': { adamw: 'AdamW', adam: 'Adam', sgd: 'SGD' },
  freshData: { true: 'fresh draws', false: 'fixed set' },
  'network.timeFeatures': { mlp: 'small network', fourier: 'Fourier' },
};

/** A value in words: true minus, thin-space groups, "–" for none; a file by the start of its hash. */
export function settingText(key: string, value: SettingValue): string {
  if (value === null) return '–';
  if (typeof value === 'number') return numberText(value, key === 'seed');
  if (typeof value === 'object') return value.length === 0 ? '–' : value.map((each) => numberText(each)).join(', ');
  const word = VALUE_WORDS[key]?.[String(value)];
  if (word !== undefined) return word;
  if (key.endsWith('.file')) return String(value).slice(0, 8);
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
}

function numberText(value: number, plain = false): string {
  const size = Math.abs(value);
  const text =
    plain || value === 0
      ? String(value)
      : size >= 1e7 || size < 1e-3
        ? value.toExponential().replace('e+', 'e')
        : Number.isInteger(value)
          ? String(value).replace(/\B(?=(\d{3})+$)/g, '\u2009')
          : String(Number(value.toPrecision(6)));
  return text.replaceAll('-', '−');
}
