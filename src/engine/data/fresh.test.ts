import { beforeAll, expect, test } from 'vitest';
import { DATASETS } from '../../shared/flow/datasets.ts';
import { drawFresh } from '../../shared/flow/draw.ts';
import { drawSource } from '../../shared/flow/sources.ts';
import { DATA_NAMES, SOURCES } from '../../shared/model/names.ts';
import { slicedWasserstein2 } from '../metric/sliced.ts';
import { loadTensorFlow, tf } from '../tensorflow.ts';
import { freshBatch } from './fresh.ts';
import { sourceBatch } from './source.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

const N = 4000;

/** The two samplers draw the same distribution: their distance is that of two draws of one sampler. */
function expectSameDistribution(graph: Float32Array, scalar: Float32Array, other: Float32Array, size: number): void {
  expect(slicedWasserstein2(graph, scalar)).toBeLessThan(2.5 * slicedWasserstein2(scalar, other) + 1e-3 * size);
}

test.each(DATA_NAMES)('fresh draws of %s in the graph are distributed as the scalar sampler', (name) => {
  const { defaults, classes, extent } = DATASETS[name];
  const spec = { name, params: defaults };
  const batch = tf.tidy(() => freshBatch(spec, N, 3, tf.scalar(17, 'int32')));
  const points = batch.points.dataSync() as Float32Array;
  const labels = batch.labels.dataSync();
  expectSameDistribution(points, drawFresh(spec, N, 1).points, drawFresh(spec, N, 2).points, extent(defaults));
  const count = classes(defaults);
  const shares = Array.from({ length: count }, (_, k) => labels.filter((label) => label === k).length / N);
  // Five standard deviations of a share of 4000 draws.
  for (const share of shares) expect(Math.abs(share - 1 / count)).toBeLessThan(5 * Math.sqrt(1 / count / N));
  tf.dispose([batch.points, batch.labels]);
});

test('a class of fresh draws lies where the scalar sampler puts that class', () => {
  const spec = { name: 'pinwheel', params: DATASETS.pinwheel.defaults } as const;
  const batch = tf.tidy(() => freshBatch(spec, N, 3, tf.scalar(0, 'int32')));
  const meanOf = (points: Float32Array, labels: ArrayLike<number>, label: number) => {
    const mine = Array.from(labels, (value, i) => (value === label ? i : -1)).filter((i) => i >= 0);
    const mean = (axis: 0 | 1) => mine.reduce((sum, i) => sum + (points[2 * i + axis] as number), 0) / mine.length;
    return [mean(0), mean(1)] as const;
  };
  const truth = drawFresh(spec, N, 1);
  for (let label = 0; label < 5; label++) {
    const a = meanOf(batch.points.dataSync() as Float32Array, batch.labels.dataSync(), label);
    const b = meanOf(truth.points, truth.labels, label);
    expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeLessThan(0.12);
  }
  tf.dispose([batch.points, batch.labels]);
});

test.each(SOURCES)('source %s in the graph is distributed as the scalar sampler', (name) => {
  const graph = tf.tidy(() => sourceBatch({ name }, N, 3, tf.scalar(1, 'int32')));
  expectSameDistribution(graph.dataSync() as Float32Array, drawSource({ name }, 1, N), drawSource({ name }, 2, N), 3.5);
  graph.dispose();
});
