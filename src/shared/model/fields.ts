/** Allowed ranges of every number a user can set: the one source for the form, the command line and the schemas. */
export type NumberField = {
  readonly label: string;
  /** Command-line flag that sets it. */
  readonly flag: string;
  readonly kind: 'whole' | 'real';
  readonly min: number;
  readonly max: number;
  /** True when `min` itself is not allowed. */
  readonly above?: boolean;
  readonly unit?: string;
};

export const NUMBER_FIELDS = {
  batch: { label: 'Batch', flag: '--batch', kind: 'whole', min: 1, max: 8192, unit: 'samples' },
  steps: { label: 'Steps', flag: '--steps', kind: 'whole', min: 1, max: 10_000_000 },
  epochs: { label: 'Epochs', flag: '--epochs', kind: 'whole', min: 1, max: 10_000_000 },
  learningRate: { label: 'Learning rate', flag: '--lr', kind: 'real', min: 0, above: true, max: 1e6 },
  weightDecay: { label: 'Weight decay', flag: '--weight-decay', kind: 'real', min: 0, max: 1 },
  seed: { label: 'Seed', flag: '--seed', kind: 'whole', min: 0, max: 2_147_483_647 },
  dataSize: { label: 'Data points', flag: '--data-size', kind: 'whole', min: 1, max: 1_000_000 },
  width: { label: 'Width', flag: '--width', kind: 'whole', min: 1, max: 2048, unit: 'wide' },
  depth: { label: 'Layers', flag: '--depth', kind: 'whole', min: 1, max: 12, unit: 'layers' },
  timeWidth: { label: 'Time width', flag: '--time-width', kind: 'whole', min: 1, max: 1024 },
  conditionWidth: { label: 'Condition width', flag: '--condition-width', kind: 'whole', min: 1, max: 1024 },
  snapshotEvery: {
    label: 'Snapshot every',
    flag: '--snapshot-every',
    kind: 'whole',
    min: 1,
    max: 10_000_000,
    unit: 'steps',
  },
  checkpointEvery: {
    label: 'Checkpoint every',
    flag: '--checkpoint-every',
    kind: 'whole',
    min: 1,
    max: 1_000_000,
    unit: 'steps',
  },
  samples: { label: 'Samples', flag: '--n', kind: 'whole', min: 1, max: 100_000 },
  solverSteps: { label: 'Solver steps', flag: '--solver-steps', kind: 'whole', min: 1, max: 10_000 },
  radius: { label: 'Radius', flag: '--condition', kind: 'real', min: 0, max: 100 },
  condition: { label: 'Condition', flag: '--condition', kind: 'real', min: -1e6, max: 1e6 },
  beta1: { label: 'Beta 1', flag: '--beta1', kind: 'real', min: 0, max: 0.9999 },
  beta2: { label: 'Beta 2', flag: '--beta2', kind: 'real', min: 0, max: 0.999999 },
  epsilon: { label: 'Epsilon', flag: '--adam-epsilon', kind: 'real', min: 0, above: true, max: 1 },
  momentum: { label: 'Momentum', flag: '--momentum', kind: 'real', min: 0, max: 0.9999 },
  warmup: { label: 'Warm-up', flag: '--warmup', kind: 'whole', min: 0, max: 10_000_000, unit: 'steps' },
  clip: { label: 'Gradient clipping', flag: '--clip', kind: 'real', min: 0, max: 1e6 },
  ema: { label: 'EMA decay', flag: '--ema', kind: 'real', min: 0, max: 0.999999 },
  guidanceDropout: { label: 'Condition dropout', flag: '--guidance', kind: 'real', min: 0, max: 0.9 },
  guidanceWeight: { label: 'Guidance weight', flag: '--guidance-weight', kind: 'real', min: 0, max: 50 },
  otBatch: { label: 'OT batch', flag: '--ot-batch', kind: 'whole', min: 2, max: 8192, unit: 'pairs' },
  otReuse: { label: 'Uses of a pair', flag: '--ot-reuse', kind: 'whole', min: 1, max: 1000, unit: 'times' },
  sinkhornEpsilon: { label: 'Sinkhorn epsilon', flag: '--epsilon', kind: 'real', min: 1e-4, max: 100 },
  conditionWeight: { label: 'Condition weight', flag: '--condition-weight', kind: 'real', min: 0, max: 1e6 },
  targetRatio: { label: 'Target ratio', flag: '--target-ratio', kind: 'real', min: 1e-4, max: 1 },
  reflowPairs: { label: 'Reflow pairs', flag: '--pairs', kind: 'whole', min: 2, max: 200_000, unit: 'pairs' },
  rtol: { label: 'Relative tolerance', flag: '--rtol', kind: 'real', min: 1e-9, max: 1 },
  atol: { label: 'Absolute tolerance', flag: '--atol', kind: 'real', min: 1e-9, max: 1 },
  noise: { label: 'Noise', flag: '--noise', kind: 'real', min: 0, max: 10 },
  seeds: { label: 'Seeds', flag: '--seeds', kind: 'whole', min: 1, max: 100 },
  tablePoints: { label: 'Points', flag: '--n', kind: 'whole', min: 100, max: 20_000 },
  time: { label: 'Time', flag: '--t', kind: 'real', min: 0, max: 1 },
  grid: { label: 'Grid', flag: '--grid', kind: 'whole', min: 2, max: 401 },
  extent: { label: 'Extent', flag: '--extent', kind: 'real', min: 0, above: true, max: 1000 },
  labParticles: { label: 'Particles', flag: '--n', kind: 'whole', min: 1, max: 5000 },
  probes: { label: 'Probes', flag: '--probes', kind: 'whole', min: 1, max: 1000 },
} as const satisfies Record<string, NumberField>;

export type NumberFieldName = keyof typeof NUMBER_FIELDS;

const group = (value: number): string =>
  Math.abs(value) >= 10_000 && Number.isInteger(value)
    ? value.toLocaleString('en-US').replaceAll(',', '\u2009')
    : String(value);

/** "a whole number from 1 to 8 192": the allowed range in words. */
export function rangeInWords(field: NumberField): string {
  const kind = field.kind === 'whole' ? 'a whole number' : 'a number';
  return field.above
    ? `${kind} above ${group(field.min)}, up to ${group(field.max)}`
    : `${kind} from ${group(field.min)} to ${group(field.max)}`;
}

/** Null when `value` is allowed, otherwise the range in words. */
export function fieldProblem(name: NumberFieldName, value: number): string | null {
  const field: NumberField = NUMBER_FIELDS[name];
  const inside =
    Number.isFinite(value) &&
    value <= field.max &&
    (field.above ? value > field.min : value >= field.min) &&
    (field.kind === 'real' || Number.isInteger(value));
  return inside ? null : rangeInWords(field);
}
