import type { DrawnPoint } from './dataset.ts';
import { type DataSpec, datasetOf } from './datasets.ts';
import { permutation, RandomStream, type StreamName } from './random.ts';

export type { DataSpec } from './datasets.ts';
/** points is `[n, 2]` row-major; labels are classes, 0 where the data has none; column is `[n]`, or null without one. */
export type PointSet = {
  readonly points: Float32Array;
  readonly labels: Int32Array;
  readonly column: Float32Array | null;
};

type Draw = { readonly stream: StreamName; readonly first?: number };

/** n points put by `draw`, which is given their number and random numbers of their own, and returns their class. */
function collect(
  n: number,
  hasColumn: boolean,
  { seed, stream, first = 0 }: Draw & { readonly seed: number },
  draw: (i: number, random: RandomStream, point: DrawnPoint) => number,
): PointSet {
  const points = new Float32Array(2 * n);
  const labels = new Int32Array(n);
  const column = hasColumn ? new Float32Array(n) : null;
  const point: DrawnPoint = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    labels[i] = draw(i, new RandomStream(seed, stream, first + i), point);
    points[2 * i] = point[0];
    points[2 * i + 1] = point[1];
    if (column !== null) column[i] = point[2] ?? 0;
  }
  return { points, labels, column };
}

function drawPoints(spec: DataSpec, n: number, seed: number, draw: Draw, labelOf: (i: number) => number | undefined) {
  const dataset = datasetOf(spec);
  // In an order drawn from the seed, so that any part of the set is a fair sample of it.
  const order = () => permutation(n, new RandomStream(seed, 'even', draw.first ?? 0));
  const even = dataset.even?.(spec.params) ? evenPlaces(dataset.classes(spec.params), order(), labelOf) : null;
  return collect(n, dataset.hasColumn ?? false, { ...draw, seed }, (i, random, point) =>
    dataset.draw(spec.params, random, point, even?.labels[i] ?? labelOf(i), even?.along[i]),
  );
}

/**
 * Class and place along its shape of n points that are evenly spaced: equally many of each class (or those asked for), the
 * m of a class at 0, 1/(m − 1), …, 1. `order` is the order in which the points are put.
 */
export function evenPlaces(
  classes: number,
  order: Int32Array,
  labelOf: (i: number) => number | undefined = () => undefined,
): { readonly labels: Int32Array; readonly along: Float64Array } {
  const n = order.length;
  const labels = new Int32Array(n);
  const along = new Float64Array(n);
  const counts = new Int32Array(classes);
  order.forEach((i, k) => {
    const label = labelOf(i) ?? Math.floor((k * classes) / n);
    labels[i] = label;
    along[i] = counts[label] as number;
    counts[label] = (counts[label] as number) + 1;
  });
  for (let i = 0; i < n; i++) {
    const last = (counts[labels[i] as number] as number) - 1;
    along[i] = last === 0 ? 0.5 : (along[i] as number) / last;
  }
  return { labels, along };
}

/**
 * The fixed data set of a run: n independent draws, classes included, each from its own counter, so the first k points
 * of a larger set are the same points (but for evenly spaced ones, which are drawn together). Classes are not evened out:
 * the tutorials' published losses (2.905 for the ring) are those of sets whose classes were drawn; even classes cost about
 * 0.02 more. Points of the user's own are taken as they are, in an order drawn from the seed: each once before any of them
 * again.
 */
export function drawDataset(spec: DataSpec, n: number, seed: number): PointSet {
  const { rows, hasColumn = false } = datasetOf(spec);
  if (rows === undefined) return drawPoints(spec, n, seed, { stream: 'data' }, () => undefined);
  let order: Int32Array = new Int32Array(0);
  return collect(n, hasColumn, { seed, stream: 'data' }, (i, random, point) => {
    const place = i % rows.count;
    if (place === 0) order = permutation(rows.count, new RandomStream(seed, 'rows', i / rows.count));
    return rows.draw(order[place] ?? 0, random, point);
  });
}

/** n independent true draws, classes included, that share no random number with the run's data set. */
export function drawFresh(spec: DataSpec, n: number, seed: number, draw: Draw = { stream: 'evaluation' }): PointSet {
  return drawPoints(spec, n, seed, draw, () => undefined);
}

/** One true draw of each given class: what a perfect class-conditional model would return for these conditions. */
export function drawOfClasses(
  spec: DataSpec,
  labels: ArrayLike<number>,
  seed: number,
  draw: Draw = { stream: 'evaluation' },
): PointSet {
  return drawPoints(spec, labels.length, seed, draw, (i) => labels[i]);
}
