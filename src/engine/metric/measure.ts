import { datasetOf } from '../../shared/flow/datasets.ts';
import { type DataSpec, drawFresh, drawOfClasses } from '../../shared/flow/draw.ts';
import { conditionDraws, takesDrawnConditions } from '../../shared/model/condition-values.ts';
import type { Metric, Trajectories } from '../../shared/model/records.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { distanceFloor, drawFloor, type Population } from './floor.ts';
import { accuracy, modeShares, nearestModes, shareWithin3Std } from './modes.ts';
import { radiusError, radiusErrors } from './radius.ts';
import { slicedWasserstein2 } from './sliced.ts';
import { pathRatio } from './straightness.ts';
import { wasserstein2 } from './wasserstein.ts';

/** Samples that the exact W2 uses at most: its cost grows as n³. */
const EXACT_SAMPLES = 1000;
const CHEAP_DRAWS = 8;
const EXACT_DRAWS = 3;

export type Measurement = {
  readonly config: RunConfig;
  readonly step: number;
  /** Final positions, `[n, 2]`. */
  readonly samples: Float32Array;
  /** What each sample was asked to be: class or radius (ignored for an unconditional model), `[n]`. */
  readonly conditions: ArrayLike<number>;
  readonly trajectories?: Trajectories | null;
  /** True at the end of a run: adds the exact W2 and the error at every asked radius. */
  readonly closing: boolean;
};

type Figure = Omit<Metric, 'step'>;

/**
 * Every metric that applies to the run's model and data: `w2` (closing) and `slicedW2` against fresh true draws,
 * `modeShareMin`, `within3Std` and `accuracy` for mixtures, `radiusError` (and closing `radiusError@r`) for the radius
 * model, `pathRatio` where trajectories are given. Distances are in data units and not squared. Empty when a sample is
 * not finite.
 */
export function measureSamples(measurement: Measurement): Metric[] {
  const { config, samples, step, trajectories } = measurement;
  if (samples.length === 0 || !samples.every(Number.isFinite)) return [];
  const byRadius = config.model === 'radius' && !takesDrawnConditions(config);
  const figures = byRadius ? radiusFigures(measurement) : distributionFigures(measurement);
  if (trajectories) figures.push({ name: 'pathRatio', ...pathRatio(trajectories), floor: null });
  return figures.map((figure) => ({ ...figure, step }));
}

/** The radius model draws at radii of our choice, so its samples are not compared with the data's own distribution. */
function radiusFigures({ samples, conditions, closing }: Measurement): Figure[] {
  const all = { name: 'radiusError', value: radiusError(samples, conditions), n: samples.length / 2, floor: 0 };
  if (!closing) return [all];
  const each = radiusErrors(samples, conditions);
  return [all, ...each.map(({ radius, value, n }) => ({ name: `radiusError@${radius}`, value, n, floor: 0 }))];
}

function distributionFigures({ config, samples, conditions, closing }: Measurement): Figure[] {
  const spec: DataSpec = config.data;
  const figures: Figure[] = [];
  const compare = (name: string, limit: number, distance: typeof wasserstein2, draws: number) => {
    const n = Math.min(limit, samples.length / 2);
    const population = populationOf(config, conditions, n);
    const truth = takesDrawnConditions(config)
      ? conditionDraws(config, n)
      : population.kind === 'any'
        ? drawFresh(spec, n, config.seed)
        : drawOfClasses(spec, population.labels, config.seed);
    const value = distance(samples.subarray(0, 2 * n), truth.points);
    const floor = distanceFloor(name, spec, population, distance, draws).value;
    figures.push({ name, value, n, floor });
  };
  if (closing) compare('w2', EXACT_SAMPLES, wasserstein2, EXACT_DRAWS);
  compare('slicedW2', Number.POSITIVE_INFINITY, slicedWasserstein2, CHEAP_DRAWS);
  figures.push(...modeFigures(config, samples, conditions));
  return figures;
}

function populationOf(config: RunConfig, conditions: ArrayLike<number>, n: number): Population {
  return config.model === 'onehot'
    ? { kind: 'classes', labels: Array.from({ length: n }, (_, i) => conditions[i] as number) }
    : { kind: 'any', n };
}

function modeFigures(config: RunConfig, samples: Float32Array, conditions: ArrayLike<number>): Figure[] {
  const spec: DataSpec = config.data;
  const mixture = datasetOf(spec).mixture?.(spec.params);
  if (mixture === undefined) return [];
  const n = samples.length / 2;
  const population = populationOf(config, conditions, n);
  const of = (name: string, figure: (points: Float32Array) => number): Figure => ({
    name,
    value: figure(samples),
    n,
    floor: drawFloor(name, spec, population, figure, CHEAP_DRAWS).value,
  });
  const within3Std = of('within3Std', (points) => shareWithin3Std(nearestModes(points, mixture), mixture.std));
  if (config.model === 'onehot') {
    return [of('accuracy', (points) => accuracy(nearestModes(points, mixture), conditions)), within3Std];
  }
  const least = (points: Float32Array) => Math.min(...modeShares(nearestModes(points, mixture), mixture.means.length));
  return [of('modeShareMin', least), within3Std];
}
