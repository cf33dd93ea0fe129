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
