/** Every figure that runs are judged by: what it is called, its unit, whether it is squared, and which way is better. */

export type Better = 'lower' | 'higher' | 'neither';

export type MetricInfo = {
  readonly label: string;
  /** For tables that LaTeX sets. */
  readonly latex: string;
  /** `x`: data units. Empty: a share, a ratio or a count. */
  readonly unit: '' | 'x' | 'x²' | 'nats' | 'steps';
  /** True for W2², MMD² and the like: squared figures must not be compared with plain ones. */
  readonly squared: boolean;
  readonly better: Better;
  /** Bounds of a figure that has them; null: as the values need. */
  readonly range: readonly [number, number] | null;
  readonly logarithmic: boolean;
  /** One sentence: what it measures, and what its floor is. */
  readonly about: string;
};

const SHARE = { unit: '', squared: false, better: 'higher', range: [0, 1], logarithmic: false } as const;
const DISTANCE = { unit: 'x', squared: false, better: 'lower', range: null, logarithmic: true } as const;

/** In the order in which they are told. */
export const METRICS = {
  loss: {
    ...DISTANCE,
    label: 'Loss',
    latex: 'loss',
    unit: 'x²',
    squared: true,
    about:
      'Mean squared error of the velocity per coordinate over the last 50 steps; the floor is the irreducible loss.',
  },
  w2: {
    ...DISTANCE,
    label: 'W₂ to data',
    latex: '$W_2$',
    about: '2-Wasserstein distance to fresh true draws by exact assignment; the floor is that of two true draws.',
  },
  w2Squared: {
    ...DISTANCE,
    label: 'W₂² to data',
    latex: '$W_2^2$',
    unit: 'x²',
    squared: true,
    about: 'The square of W₂, which some tables print; its floor is the mean square of two true draws.',
  },
  slicedW2: {
    ...DISTANCE,
    label: 'Sliced W₂',
    latex: 'sliced $W_2$',
    about: 'Root mean square of the 1-D W₂ over 128 fixed directions.',
  },
  energyDistance: {
    ...DISTANCE,
    label: 'Energy distance',
    latex: 'energy distance',
    squared: true,
    about: '2 E‖X − Y‖ − E‖X − X′‖ − E‖Y − Y′‖, the square of the energy statistic’s metric; in data units.',
  },
  mmd: {
    ...DISTANCE,
    label: 'MMD², RBF',
    latex: '$\\mathrm{MMD}^2$',
    unit: '',
    squared: true,
    about: 'Squared maximum mean discrepancy with a Gaussian kernel as wide as the median distance of 200 true draws.',
  },
  accuracy: {
    ...SHARE,
    label: 'Class accuracy',
    latex: 'accuracy',
    about: 'Share whose nearest mode is the class asked for.',
  },
  within3Std: {
    ...SHARE,
    label: 'Within 3 std',
    latex: 'within $3\\sigma$',
    about: 'Share within three standard deviations of the nearest mode; 0.989 for the truth.',
  },
  modeShareMin: {
    ...SHARE,
    label: 'Smallest mode share',
    latex: 'smallest mode share',
    range: null,
    about: 'Share of the samples at the mode that gets the fewest.',
  },
  modeCoverage: {
    ...SHARE,
    label: 'Mode coverage',
    latex: 'mode coverage',
    about: 'Share of the modes that get at least a tenth of their due within three standard deviations.',
  },
  modeEntropy: {
    ...SHARE,
    label: 'Mode entropy',
    latex: 'mode entropy',
    about: 'Entropy of the mode shares over its largest value: 1 when every mode gets as many.',
  },
  radiusError: {
    ...DISTANCE,
    label: 'Radius error',
    latex: 'radius error',
    about: 'Mean |‖x‖ − r| for the radii asked for.',
  },
  conditionError: {
    ...DISTANCE,
    label: 'Condition error',
    latex: 'condition error',
    about: 'Mean |x₁ − c| for a model told the first coordinate.',
  },
  nll: {
    ...DISTANCE,
    label: 'Test NLL',
    latex: 'NLL (nats)',
    unit: 'nats',
    logarithmic: false,
    about: 'Mean negative log-likelihood of fresh true draws; the floor is that of the true density.',
  },
  pathEnergy: {
    ...DISTANCE,
    // Less than the floor is less than the way to the data costs, so less is not better.
    better: 'neither',
    label: 'Path energy',
    latex: 'path energy',
    unit: 'x²',
    squared: true,
    about:
      '∫ E‖v‖² dt along the sampled paths, by their own solver. The floor is the squared W₂ between source and data.',
  },
  npe: {
    ...DISTANCE,
    label: 'NPE',
    latex: 'NPE',
    unit: '',
    about:
      'Normalised path energy |∫E‖v‖²dt − W₂²| / W₂², with W₂² between source and true draws: 0 for optimal transport, its floor.',
  },
  pathRatio: {
    ...DISTANCE,
    label: 'Path length over chord',
    latex: 'path length / chord',
    unit: '',
    logarithmic: false,
    about: 'Mean length of the paths over the distance of their ends: 1 for straight paths.',
  },
  nfe: {
    ...DISTANCE,
    label: 'Velocity evaluations',
    latex: 'NFE',
    unit: 'steps',
    better: 'neither',
    logarithmic: false,
    about: 'Velocity evaluations for each sample.',
  },
} as const satisfies Record<string, MetricInfo>;

export type MetricName = keyof typeof METRICS;

/** What is known of a figure: `radiusError@1.5` is the radius error at 1.5; null for a name from elsewhere. */
export function metricInfo(name: string): MetricInfo | null {
  const stem = name.split('@')[0] ?? name;
  return Object.hasOwn(METRICS, stem) ? METRICS[stem as MetricName] : null;
}

export function isSquared(name: string): boolean {
  return metricInfo(name)?.squared ?? false;
}

/** "W₂ to data", "Radius error at 1.5". */
export function metricTitle(name: string): string {
  const label = metricInfo(name)?.label ?? name;
  const at = /@(.+)$/.exec(name)?.[1];
  return at === undefined ? label : `${label} at ${at}`;
}

const ORDER: readonly string[] = Object.keys(METRICS);

function place(name: string): number {
  const index = ORDER.indexOf(name.split('@')[0] ?? name);
  return index === -1 ? ORDER.length : index;
}

/** The order that tables and charts list figures in. */
export function compareMetricNames(a: string, b: string): number {
  return place(a) - place(b) || a.localeCompare(b, 'en', { numeric: true });
}
