import { beforeAll, expect, test } from 'vitest';
import { DATASETS, type DataSpec, datasetOf } from '../../shared/flow/datasets.ts';
import { drawFresh, type PointSet } from '../../shared/flow/draw.ts';
import { keepPointFile, type PointFile } from '../../shared/flow/point-file.ts';
import { drawSource, type SourceSpec } from '../../shared/flow/sources.ts';
import { DATA_NAMES, SOURCES } from '../../shared/model/names.ts';
import { slicedWasserstein2 } from '../metric/sliced.ts';
import { loadTensorFlow, type Tensor, tf } from '../tensorflow.ts';
import { freshBatch } from './fresh.ts';
import { sourceBatch } from './source.ts';

const N = 4000;

/** 300 points in three classes on a line, each with a condition that tells its place. */
const OWN: PointFile = {
  hash: 'a'.repeat(64),
  name: 'own.csv',
  points: Float32Array.from({ length: 600 }, (_, k) => (k % 2 === 0 ? Math.floor(k / 200) * 2 - 2 : (k % 200) / 200)),
  labels: Int32Array.from({ length: 300 }, (_, i) => Math.floor(i / 100)),
  column: Float32Array.from({ length: 300 }, (_, i) => i),
  cell: 0.1,
};

beforeAll(async () => {
  await loadTensorFlow();
  keepPointFile(OWN);
});

const specOf = (name: DataSpec['name']): DataSpec =>
  name === 'file' ? { name, params: {}, file: OWN.hash } : { name, params: DATASETS[name].defaults };
const sourceOf = (name: SourceSpec['name']): SourceSpec => (name === 'file' ? { name, file: OWN.hash } : { name });

/** The numbers of one fresh batch. */
function drawnInGraph(spec: DataSpec, step: number): PointSet {
  const { points, labels, column } = freshBatch(spec, N, 3, tf.scalar(step, 'int32'));
  const numbers = (tensor: Tensor) => tensor.dataSync().slice();
  const set = {
    points: numbers(points) as Float32Array,
    labels: numbers(labels) as Int32Array,
    column: column === null ? null : (numbers(column) as Float32Array),
  };
  tf.dispose([points, labels]);
  return set;
}

/** The two samplers draw the same distribution: their distance is that of two draws of one sampler. */
function expectSameDistribution(graph: Float32Array, scalar: Float32Array, other: Float32Array, size: number): void {
  expect(slicedWasserstein2(graph, scalar)).toBeLessThan(2.5 * slicedWasserstein2(scalar, other) + 1e-3 * size);
}

test.each(DATA_NAMES)('fresh draws of %s in the graph are distributed as the scalar sampler', (name) => {
  const spec = specOf(name);
  const { classes, extent } = datasetOf(spec);
  const { points, labels } = drawnInGraph(spec, 17);
  expectSameDistribution(points, drawFresh(spec, N, 1).points, drawFresh(spec, N, 2).points, extent(spec.params));
  const count = classes(spec.params);
  const shares = Array.from({ length: count }, (_, k) => labels.filter((label) => label === k).length / N);
  // Five standard deviations of a share of 4000 draws.
  for (const share of shares) expect(Math.abs(share - 1 / count)).toBeLessThan(5 * Math.sqrt(1 / count / N));
});

test.each([
  ['pinwheel', 5, 0.12],
  ['c2ot-moons', 2, 0.25],
  ['file', 3, 0.05],
] as const)('a class of fresh draws of %s lies where the scalar sampler puts that class', (name, classes, within) => {
  const spec = specOf(name);
  const meanOf = ({ points, labels }: PointSet, label: number) => {
    const mine = Array.from(labels, (value, i) => (value === label ? i : -1)).filter((i) => i >= 0);
    const mean = (axis: 0 | 1) => mine.reduce((sum, i) => sum + (points[2 * i + axis] as number), 0) / mine.length;
    return [mean(0), mean(1)] as const;
  };
  const [drawn, truth] = [drawnInGraph(spec, 0), drawFresh(spec, N, 1)];
  for (let label = 0; label < classes; label++) {
    const [a, b] = [meanOf(drawn, label), meanOf(truth, label)];
    expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeLessThan(within);
  }
});

test('evenly spaced moons are so in every batch: half of the points on each, from end to end', () => {
  const spec = { name: 'c2ot-moons', params: { scale: 1, shift: 0, noise: 0, even: 1 } } as const;
  const { points, labels } = drawnInGraph(spec, 4);
  const expected = drawFresh(spec, N, 1);
  const sorted = (set: Pick<PointSet, 'points' | 'labels'>, moon: number) =>
    Array.from(set.labels, (label, i) => [label, set.points[2 * i] as number] as const)
      .filter(([label]) => label === moon)
      .map(([, x]) => x)
      .sort((a, b) => a - b);
  for (const moon of [0, 1]) {
    const [mine, theirs] = [sorted({ points, labels }, moon), sorted(expected, moon)];
    expect(mine).toHaveLength(N / 2);
    for (const [k, x] of mine.entries()) expect(x).toBeCloseTo(theirs[k] as number, 5);
  }
});

test('fresh rows of a file keep their class and column, and stay within their cell', () => {
  for (const set of [drawnInGraph(specOf('file'), 5), drawFresh(specOf('file'), N, 5)]) {
    set.labels.forEach((label, i) => {
      const row = set.column?.[i] as number;
      expect(label).toBe(OWN.labels?.[row]);
      for (const axis of [0, 1]) {
        const away = (set.points[2 * i + axis] as number) - (OWN.points[2 * row + axis] as number);
        expect(Math.abs(away)).toBeLessThanOrEqual(0.05 + 1e-6);
      }
    });
  }
});

test.each(SOURCES)('source %s in the graph is distributed as the scalar sampler', (name) => {
  const source = sourceOf(name);
  const graph = tf.tidy(() => sourceBatch(source, N, 3, tf.scalar(1, 'int32')));
  expectSameDistribution(graph.dataSync() as Float32Array, drawSource(source, 1, N), drawSource(source, 2, N), 3.5);
  graph.dispose();
});

test('the 8 Gaussians as source take a radius and a std, in the graph as in the scalar sampler', () => {
  const source: SourceSpec = { name: '8-gaussians', params: { radius: 2, std: 0.05 } };
  const graph = tf.tidy(() => sourceBatch(source, N, 3, tf.scalar(1, 'int32')));
  const drawn = [graph.dataSync() as Float32Array, drawSource(source, 1, N)] as const;
  for (const points of drawn) {
    for (let i = 0; i < N; i++) {
      const radius = Math.hypot(points[2 * i] as number, points[2 * i + 1] as number);
      // Six standard deviations.
      expect(Math.abs(radius - 2)).toBeLessThan(0.3);
    }
  }
  expectSameDistribution(drawn[0], drawn[1], drawSource(source, 2, N), 2);
  graph.dispose();
});
