/** What the window calls a run's parts. */

import { datasetOf } from '../../shared/flow/datasets.ts';
import type { PointSet } from '../../shared/flow/draw.ts';
import { SOURCE_LABELS } from '../../shared/flow/sources.ts';
import type { Condition } from '../../shared/model/condition.ts';
import { conditionsOf } from '../../shared/model/condition-values.ts';
import type { ContinuousCondition, CouplingKind, SolverName, SourceName } from '../../shared/model/names.ts';
import { classCount } from '../../shared/model/parameters.ts';
import type { Metric, RunSummary } from '../../shared/model/records.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { decimal, short } from '../format.ts';

const SOLVER_LABELS = {
  euler: 'Euler',
  midpoint: 'Midpoint',
  heun: 'Heun',
  rk4: 'RK4',
  dopri5: 'Dormand–Prince 5(4)',
  'euler-maruyama': 'Euler–Maruyama',
} as const satisfies Record<SolverName, string>;
/** Velocity evaluations per solver step. */
const STAGES = { euler: 1, midpoint: 2, heun: 2, rk4: 4, dopri5: 6, 'euler-maruyama': 1 } as const satisfies Record<
  SolverName,
  number
>;

/** As they are named beside a run; the path is another matter ("Linear", never "OT path"). */
const COUPLING_WORDS = {
  independent: 'independent',
  ot: 'minibatch OT',
  sinkhorn: 'Sinkhorn',
  'class-ot': 'OT per class',
  c2ot: 'condition-aware OT',
  reflow: 'reflow',
} as const satisfies Record<CouplingKind, string>;

/** "Unconditional", "One-hot class"; "Continuous radius", "Continuous x₁". */
export function modelLabel(config: Pick<RunConfig, 'model' | 'continuous'>): string {
  switch (config.model) {
    case 'unconditional':
      return 'Unconditional';
    case 'onehot':
      return 'One-hot class';
    case 'radius':
      return `Continuous ${continuousWords(config).short}`;
  }
}
export const sourceLabel = (source: SourceName): string => SOURCE_LABELS[source];
export const solverLabel = (solver: SolverName): string => SOLVER_LABELS[solver];
export const evaluationCount = (solver: SolverName, steps: number): number => STAGES[solver] * steps;

/** "Ring of 8", "Ring of 5", "Two moons". */
export function dataLabel(config: Pick<RunConfig, 'data'>): string {
  if (config.data.name === 'ring') return `Ring of ${config.data.params.modes ?? classCount(config)}`;
  return datasetOf(config.data).label;
}

/** "One-hot class · independent coupling · Ring of 8"; a source other than the usual Gaussian is named. */
export function runLine(config: RunConfig): string {
  return [
    modelLabel(config),
    ...(config.source.name === 'gaussian' ? [] : [`${SOURCE_LABELS[config.source.name]} source`]),
    config.coupling.kind === 'independent' ? 'independent coupling' : COUPLING_WORDS[config.coupling.kind],
    dataLabel(config),
  ].join(' · ');
}

/** Second line of a run in lists: "independent", or "uniform, independent". */
export function runDetail(config: RunConfig): string {
  const pairing = COUPLING_WORDS[config.coupling.kind];
  const { name } = config.source;
  return name === 'gaussian' ? pairing : `${SOURCE_LABELS[name].toLowerCase()}, ${pairing}`;
}

/** "any", "class 2"; "r = 3.00", "x₁ = −0.50", "c = 1.25" after what the run's continuous condition is. */
export function conditionLabel(condition: Condition, config: Pick<RunConfig, 'continuous'>): string {
  switch (condition.kind) {
    case 'any':
      return 'any';
    case 'class':
      return `class ${condition.label}`;
    case 'radius':
      return `${continuousWords(config).symbol} = ${decimal(condition.value, 2)}`;
  }
}

/** Classes whose chips are shown: 0 for a model without classes. */
export function chipCount(config: RunConfig): number {
  return config.model === 'onehot' ? classCount(config) : 0;
}

type ContinuousWords = {
  readonly name: string;
  readonly symbol: string;
  /** Within a sentence or after "Continuous". */
  readonly short: string;
  /** All its values together. */
  readonly all: string;
};
const CONTINUOUS_WORDS = {
  radius: { name: 'Radius', symbol: 'r', short: 'radius', all: 'all radii' },
  x1: { name: 'First coordinate', symbol: 'x₁', short: 'x₁', all: 'every x₁' },
  column: { name: 'Column', symbol: 'c', short: 'column', all: 'the whole column' },
} as const satisfies Record<ContinuousCondition, ContinuousWords>;

/** What the continuous condition of a run is called: "Radius r", "x₁", the column of its points. */
export const continuousWords = ({ continuous }: Pick<RunConfig, 'continuous'>): ContinuousWords =>
  CONTINUOUS_WORDS[continuous];

/** Conditions between which 98 % of the training points lie: radii, first coordinates or the points' own column. */
export function conditionRange(config: RunConfig, data: PointSet): readonly [number, number] | null {
  if (config.model !== 'radius' || data.points.length < 2) return null;
  if (config.continuous === 'column' && data.column === null) return null;
  const values = conditionsOf(config, data).sort();
  const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? 0;
  return [at(0.01), at(0.99)];
}

export type KeyMetric = { readonly metric: Metric; readonly label: string };

/** The figure shown beside a run's name: exact W₂ once it was measured, sliced W₂ until then; a radius
 *  model draws at radii of our choice, so its score is the radius error. */
export function keyMetric(run: Pick<RunSummary, 'metrics'>): KeyMetric | null {
  for (const [name, label] of KEY_METRICS) {
    const metric = run.metrics.find((candidate) => candidate.name === name);
    if (metric) return { metric, label };
  }
  return null;
}

const KEY_METRICS = [
  // Only models of radii have it.
  ['radiusError', 'radius error'],
  ['w2', 'W₂'],
  ['slicedW2', 'sliced W₂'],
] as const;

/** What the library's scores are, above them: scores at different n are not to be compared. */
export function metricHeading(runs: readonly Pick<RunSummary, 'metrics'>[]): string | null {
  const found = runs.map(keyMetric).filter((key) => key !== null);
  const first = found[0];
  if (!first) return null;
  const labels = [...new Set(found.map((key) => key.label))];
  if (labels.length > 2) return 'mixed figures, lower is better';
  if (labels.length > 1) return `${labels.join(' / ')}, lower is better`;
  const sameN = found.every((key) => key.metric.n === first.metric.n);
  return `${first.label} ${sameN ? `at ${short(first.metric.n)}` : '(n differs)'}, lower is better`;
}

export function runColour(run: Pick<RunSummary, 'slot'> | null): string {
  return run && run.slot > 0 ? `var(--run-${run.slot})` : 'var(--text-3)';
}

export const isLive = (run: Pick<RunSummary, 'status'>): boolean =>
  run.status === 'training' || run.status === 'paused';
