import { type DataSpec, drawFresh, drawOfClasses } from '../../shared/flow/draw.ts';

/** Mean and spread over the draws that a floor was measured with. */
export type Floor = { readonly value: number; readonly std: number };

/** What the samples being compared were asked to be: n draws of everything, or one draw of each class in `labels`. */
export type Population =
  | { readonly kind: 'any'; readonly n: number }
  | { readonly kind: 'classes'; readonly labels: ArrayLike<number> };

const known = new Map<string, Floor>();

/** True points of a population; draws with different `index` are independent of each other and of any run. */
function floorDraw(spec: DataSpec, population: Population, index: number): Float32Array {
  const n = population.kind === 'any' ? population.n : population.labels.length;
  const draw = { stream: 'floor', first: (index + 1) * n } as const;
  return population.kind === 'any'
    ? drawFresh(spec, n, 0, draw).points
    : drawOfClasses(spec, population.labels, 0, draw).points;
}

function cached(key: readonly unknown[], draws: number, measure: (k: number) => number): Floor {
  const text = JSON.stringify(key);
  const before = known.get(text);
  if (before) return before;
  const values = Array.from({ length: draws }, (_, k) => measure(k));
  const value = values.reduce((sum, v) => sum + v, 0) / draws;
  const squares = values.reduce((sum, v) => sum + (v - value) ** 2, 0);
  const floor = { value, std: draws > 1 ? Math.sqrt(squares / (draws - 1)) : 0 };
  known.set(text, floor);
  return floor;
}

const keyOf = (spec: DataSpec, population: Population, name: string, draws: number) => [
  name,
  draws,
  spec,
  population.kind === 'any' ? population.n : Array.from(population.labels),
];

/** A distance between two independent true draws of the same size: what no model can be expected to go below. */
export function distanceFloor(
  name: string,
  spec: DataSpec,
  population: Population,
  distance: (a: Float32Array, b: Float32Array) => number,
  draws: number,
): Floor {
  return cached(keyOf(spec, population, name, draws), draws, (k) =>
    distance(floorDraw(spec, population, 2 * k), floorDraw(spec, population, 2 * k + 1)),
  );
}

/** A figure of a single true draw of the same size: what a perfect model would score. */
export function drawFloor(
  name: string,
  spec: DataSpec,
  population: Population,
  figure: (points: Float32Array) => number,
  draws: number,
): Floor {
  return cached(keyOf(spec, population, name, draws), draws, (k) => figure(floorDraw(spec, population, k)));
}
