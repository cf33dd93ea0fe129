import { datasetOf } from '../../shared/flow/datasets.ts';
import { type DataSpec, drawFresh, drawOfClasses } from '../../shared/flow/draw.ts';
import { conditionDraws, takesDrawnConditions } from '../../shared/model/condition-values.ts';
import type { MetricName } from '../../shared/model/metrics.ts';
import type { Metric, Trajectories } from '../../shared/model/records.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { distancesOfTruth, drawFloor, floorOf, type Population } from './floor.ts';
import { accuracy, modeCoverage, modeEntropy, modeShares, nearestModes, shareWithin3Std } from './modes.ts';
import { medianDistance, pairDistances } from './pair-sums.ts';
import { normalisedPathEnergy, pathEnergy } from './path-energy.ts';
import { firstCoordinateError, radiusError, radiusErrors } from './radius.ts';
import { slicedWasserstein2 } from './sliced.ts';
import { pathRatio } from './straightness.ts';
import { wasserstein2 } from './wasserstein.ts';

/** Samples that the exact W2 uses at most at the end of a training: its cost grows as n³. */
export const EXACT_SAMPLES = 1000;
/** Samples that energy distance and MMD use at most: their cost grows as n². */
const PAIR_SAMPLES = 1000;
const CHEAP_DRAWS = 8;
const EXACT_DRAWS = 3;
/** True draws whose median distance is the width of MMD's kernel. */
const BANDWIDTH_POINTS = 200;

/** An exact W2 that was computed before, with those of pairs of true draws. */
export type GivenW2 = { readonly value: number; readonly n: number; readonly truths: readonly number[] };

export type Measurement = {
  readonly config: RunConfig;
  readonly step: number;
  /** Final positions, `[n, 2]`. */
  readonly samples: Float32Array;
  /** What each sample was asked to be: class or continuous condition (ignored for an unconditional model), `[n]`. */
  readonly conditions: ArrayLike<number>;
  readonly trajectories?: (Trajectories & { readonly evaluations?: number; readonly energy?: number }) | null;
  /** True at the end of a run: adds the figures that take longer, and the error at every asked radius. */
  readonly closing: boolean;
  /** The conditions are those of true draws (`conditionDraws`), so sample i is compared with draw i. */
  readonly drawn?: boolean;
  /** Seed of the true draws that samples are compared with; the run's own when left out. */
  readonly truthSeed?: number;
  readonly w2?: GivenW2;
};

type Figure = Omit<Metric, 'step' | 'name'> & { readonly name: MetricName | `radiusError@${number}` };

/**
 * Every metric that applies to the run's model and data; `METRICS` of src/shared/model says what each is. Compared is
 * with fresh true draws of the same conditions. While a run trains: `slicedW2`, and for mixtures `modeShareMin` or
 * `accuracy`, and `within3Std`. Empty when a sample is not finite.
 */
export function measureSamples(measurement: Measurement): Metric[] {
  const { config, samples, step } = measurement;
  if (samples.length === 0 || !samples.every(Number.isFinite)) return [];
  const chosen = config.model === 'radius' && !comparedWithDraws(measurement);
  const figures = chosen ? radiusFigures(measurement) : distributionFigures(measurement);
  return [...figures, ...pathFigures(measurement)].map((figure) => ({ ...figure, step }));
}

const comparedWithDraws = ({ config, drawn }: Measurement) => drawn === true || takesDrawnConditions(config);

/** Samples at radii of our choice are not compared with the data's own distribution. */
function radiusFigures({ samples, conditions, closing }: Measurement): Figure[] {
  const all: Figure = { name: 'radiusError', value: radiusError(samples, conditions), n: samples.length / 2, floor: 0 };
  if (!closing) return [all];
  const each = radiusErrors(samples, conditions);
  return [all, ...each.map(({ radius, value, n }): Figure => ({ name: `radiusError@${radius}`, value, n, floor: 0 }))];
}

function distributionFigures(measurement: Measurement): Figure[] {
  const { config, samples, conditions, closing } = measurement;
  const figures: Figure[] = closing ? [...exactFigures(measurement), ...pairFigures(measurement)] : [];
  const n = samples.length / 2;
  const population = populationOf(config, conditions, n);
  const truths = distancesOfTruth('slicedW2', config.data, population, slicedWasserstein2, CHEAP_DRAWS);
  const value = slicedWasserstein2(samples, truthOf(measurement, n));
  figures.push({ name: 'slicedW2', value, n, floor: floorOf(truths).value }, ...modeFigures(measurement));
  if (config.model === 'radius' && config.continuous === 'x1') {
    figures.push({ name: 'conditionError', value: firstCoordinateError(samples, conditions), n, floor: 0 });
  }
  return figures;
}

/** True points `[n, 2]` of what the first n samples were asked to be. */
export function truthOf(measurement: Measurement, n: number): Float32Array {
  const { config, conditions, truthSeed } = measurement;
  // Point i is the very draw whose condition sample i was given.
  if (comparedWithDraws(measurement)) return conditionDraws(config, n).points;
  const seed = truthSeed ?? config.seed;
  const population = populationOf(config, conditions, n);
  return population.kind === 'any'
    ? drawFresh(config.data, n, seed).points
    : drawOfClasses(config.data, population.labels, seed).points;
}

export function populationOf(config: RunConfig, conditions: ArrayLike<number>, n: number): Population {
  return config.model === 'onehot'
    ? { kind: 'classes', labels: Array.from({ length: n }, (_, i) => conditions[i] as number) }
    : { kind: 'any', n };
}

function exactW2(measurement: Measurement): GivenW2 {
  const { config, samples, conditions } = measurement;
  const n = Math.min(EXACT_SAMPLES, samples.length / 2);
  const truths = distancesOfTruth('w2', config.data, populationOf(config, conditions, n), wasserstein2, EXACT_DRAWS);
  return { value: wasserstein2(samples.subarray(0, 2 * n), truthOf(measurement, n)), n, truths };
}

function exactFigures(measurement: Measurement): Figure[] {
  const { value, n, truths } = measurement.w2 ?? exactW2(measurement);
  const squares = truths.map((distance) => distance ** 2);
  return [
    { name: 'w2', value, n, floor: floorOf(truths).value },
    { name: 'w2Squared', value: value ** 2, n, floor: floorOf(squares).value },
  ];
}

function pairFigures(measurement: Measurement): Figure[] {
  const { config, samples, conditions } = measurement;
  const n = Math.min(PAIR_SAMPLES, samples.length / 2);
  const bandwidth = medianDistance(drawFresh(config.data, BANDWIDTH_POINTS, 0, { stream: 'floor' }).points);
  const distances = (a: Float32Array, b: Float32Array) => pairDistances(a, b, bandwidth);
  const population = populationOf(config, conditions, n);
  const truths = distancesOfTruth('pairs', config.data, population, distances, EXACT_DRAWS);
  const { energyDistance, mmd } = distances(samples.subarray(0, 2 * n), truthOf(measurement, n));
  const floor = (of: 'energyDistance' | 'mmd') => floorOf(truths.map((truth) => truth[of])).value;
  return [
    { name: 'energyDistance', value: energyDistance, n, floor: floor('energyDistance') },
    { name: 'mmd', value: mmd, n, floor: floor('mmd') },
  ];
}

function modeFigures({ config, samples, conditions, closing }: Measurement): Figure[] {
  const spec: DataSpec = config.data;
  const mixture = datasetOf(spec).mixture?.(spec.params);
  if (mixture === undefined) return [];
  const n = samples.length / 2;
  const population = populationOf(config, conditions, n);
  const of = (name: MetricName, figure: (points: Float32Array) => number): Figure => ({
    name,
    value: figure(samples),
    n,
    floor: drawFloor(name, spec, population, figure, CHEAP_DRAWS).value,
  });
  const sharesOf = (points: Float32Array) => modeShares(nearestModes(points, mixture), mixture.means.length);
  const least = () => of('modeShareMin', (points) => Math.min(...sharesOf(points)));
  const within = () => of('within3Std', (points) => shareWithin3Std(nearestModes(points, mixture), mixture.std));
  const coverage = () => of('modeCoverage', (points) => modeCoverage(nearestModes(points, mixture), mixture));
  const entropy = () => of('modeEntropy', (points) => modeEntropy(sharesOf(points)));
  if (config.model === 'onehot') {
    return [of('accuracy', (points) => accuracy(nearestModes(points, mixture), conditions)), within()];
  }
  return closing ? [least(), coverage(), entropy(), within()] : [least(), within()];
}

function pathFigures(measurement: Measurement): Figure[] {
  const { trajectories } = measurement;
  if (!trajectories) return [];
  const n = trajectories.particleCount;
  const figures: Figure[] = [
    ...energyFigures(measurement, trajectories),
    { name: 'pathRatio', ...pathRatio(trajectories), floor: null },
  ];
  const { evaluations } = trajectories;
  if (evaluations !== undefined) figures.push({ name: 'nfe', value: evaluations, n, floor: null });
  return figures;
}

/**
 * The floor of the energy is the least that any flow spends: W2² between the source points and true draws of what each was
 * asked to be, at the same n. That of NPE, which is the excess over it, is 0. There is no true
 * distribution at a radius to end at, so the energy of a radius model has no floor. NPE is told for a model that is told nothing, as it is published. The paths of an
 * SDE have no energy: their noise makes it grow without end as the steps get smaller.
 */
function energyFigures(measurement: Measurement, trajectories: NonNullable<Measurement['trajectories']>): Figure[] {
  const { model, sampling } = measurement.config;
  if (sampling.solver === 'euler-maruyama') return [];
  const energy = trajectories.energy ?? pathEnergy(trajectories);
  const n = Math.min(EXACT_SAMPLES, trajectories.particleCount);
  const transport = transportSquared(measurement, trajectories, n);
  const figure: Figure = { name: 'pathEnergy', value: energy, n: trajectories.particleCount, floor: transport };
  if (model !== 'unconditional' || transport === null || transport === 0) return [figure];
  return [figure, { name: 'npe', value: normalisedPathEnergy(energy, transport), n, floor: 0 }];
}

/** W2² from the first n source points to true draws; class by class for a model that is told the class. */
function transportSquared(measurement: Measurement, { frames }: Trajectories, n: number): number | null {
  const { config, conditions } = measurement;
  if (config.model === 'radius') return null;
  const truth = truthOf(measurement, n);
  const start = frames.subarray(0, 2 * n);
  if (config.model === 'unconditional') return wasserstein2(start, truth) ** 2;
  const members = new Map<number, number[]>();
  for (let i = 0; i < n; i++) {
    const label = conditions[i] as number;
    members.set(label, [...(members.get(label) ?? []), i]);
  }
  const rows = (points: Float32Array, of: readonly number[]) =>
    Float32Array.from(of.flatMap((i) => [points[2 * i] as number, points[2 * i + 1] as number]));
  const sums = Array.from(members.values(), (of) => of.length * wasserstein2(rows(start, of), rows(truth, of)) ** 2);
  return sums.reduce((sum, one) => sum + one, 0) / n;
}
