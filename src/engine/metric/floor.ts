import { type DataSpec, drawFresh, drawOfClasses } from '../../shared/flow/draw.ts';

/** Mean and spread over the draws that a floor was measured with. */
export type Floor = { readonly value: number; readonly std: number };

/** What the samples being compared were asked to be: n draws of everything, or one draw of each class in `labels`. */
export type Population =
  | { readonly kind: 'any'; readonly n: number }
  | { readonly kind: 'classes'; readonly labels: ArrayLike<number> };

const known = new Map<string, readonly unknown[]>();

/** True points of a population; draws with different `index` are independent of each other and of any run. */
function floorDraw(spec: DataSpec, population: Population, index: number): Float32Array {
  const n = population.kind === 'any' ? population.n : population.labels.length;
  const draw = { stream: 'floor', first: (index + 1) * n } as const;
  return population.kind === 'any'
    ? drawFresh(spec, n, 0, draw).points
    : drawOfClasses(spec, population.labels, 0, draw).points;
}

/** Pair k of independent true draws of a population. */
export function truthPair(spec: DataSpec, population: Population, k: number): [Float32Array, Float32Array] {
  return [floorDraw(spec, population, 2 * k), floorDraw(spec, population, 2 * k + 1)];
}

/** What was measured on every draw, computed once for each key. */
function cached<T>(key: readonly unknown[], draws: number, measure: (k: number) => T): readonly T[] {
  const text = JSON.stringify(key);
  const before = known.get(text);
  if (before) return before as readonly T[];
  const values = Array.from({ length: draws }, (_, k) => measure(k));
  known.set(text, values);
  return values;
}

export function floorOf(values: readonly number[]): Floor {
  const value = values.reduce((sum, v) => sum + v, 0) / values.length;
  const squares = values.reduce((sum, v) => sum + (v - value) ** 2, 0);
  return { value, std: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0 };
}

const keyOf = (spec: DataSpec, population: Population, name: string, draws: number) => [
  name,
  draws,
  spec,
  population.kind === 'any' ? population.n : Array.from(population.labels),
];

/**
 * A distance between pairs of independent true draws of the same size, draw by draw: their mean is what no model can be
 * expected to go below. `T` may be several distances that are computed in one go.
 */
export function distancesOfTruth<T>(
  name: string,
  spec: DataSpec,
  population: Population,
  distance: (a: Float32Array, b: Float32Array) => T,
  draws: number,
): readonly T[] {
  return cached(keyOf(spec, population, name, draws), draws, (k) => distance(...truthPair(spec, population, k)));
}

/** A figure of a single true draw of the same size: what a perfect model would score. */
export function drawFloor(
  name: string,
  spec: DataSpec,
  population: Population,
  figure: (points: Float32Array) => number,
  draws: number,
): Floor {
  return floorOf(cached(keyOf(spec, population, name, draws), draws, (k) => figure(floorDraw(spec, population, k))));
}
