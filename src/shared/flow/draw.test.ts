import { describe, expect, test } from 'vitest';
import { DATA_NAMES, SOURCES } from '../model/names.ts';
import { DATASETS, datasetOf } from './datasets.ts';
import { type DataSpec, drawDataset, drawFresh, drawOfClasses } from './draw.ts';
import { keepPointFile, type PointFile } from './point-file.ts';
import { drawSource } from './sources.ts';

/** Points of the user's own: as many of each class as chance would have it, half of them mirrored. */
const OWN: PointFile = {
  hash: 'b'.repeat(64),
  name: 'own.npy',
  points: Float32Array.from({ length: 800 }, (_, k) => (k % 4 < 2 ? 1 : -1) * (k / 400)),
  labels: Int32Array.from({ length: 400 }, (_, i) => i % 2),
  column: Float32Array.from({ length: 400 }, (_, i) => i),
  cell: 0,
};
keepPointFile(OWN);

const specOf = (name: DataSpec['name']): DataSpec =>
  name === 'file' ? { name, params: {}, file: OWN.hash } : { name, params: { ...DATASETS[name].defaults } };

describe.each(DATA_NAMES)('%s', (name) => {
  const spec = specOf(name);
  const dataset = datasetOf(spec);

  test('the first points of a larger draw are the same points', () => {
    const small = drawDataset(spec, 50, 9);
    const large = drawDataset(spec, 200, 9);
    expect([...large.points.subarray(0, 100)]).toEqual([...small.points]);
    expect([...large.labels.subarray(0, 50)]).toEqual([...small.labels]);
  });

  test('points are finite and practically all within the extent', () => {
    const { points } = drawFresh(spec, 4000, 1);
    const extent = dataset.extent(spec.params);
    expect(points.every(Number.isFinite)).toBe(true);
    const outside = points.filter((value) => Math.abs(value) > extent).length;
    expect(outside).toBeLessThan(8);
  });

  test('every class of the data set comes up as often as chance has it, and drawn classes are those asked for', () => {
    const classes = dataset.classes(spec.params);
    const n = 2000;
    const { labels } = drawDataset(spec, n, 2);
    for (let label = 0; label < classes; label++) {
      const share = labels.filter((other) => other === label).length / n;
      // Five standard deviations of a share.
      expect(Math.abs(share - 1 / classes)).toBeLessThanOrEqual(5 * Math.sqrt(((1 / classes) * (1 - 1 / classes)) / n));
    }
    const asked = [0, classes - 1, classes - 1];
    expect([...drawOfClasses(spec, asked, 4).labels]).toEqual(asked);
  });

  test('the defaults are inside their own ranges', () => {
    for (const [key, { min, max }] of Object.entries(dataset.ranges)) {
      expect(dataset.defaults[key]).toBeGreaterThanOrEqual(min);
      expect(dataset.defaults[key]).toBeLessThanOrEqual(max);
    }
    expect(Object.keys(dataset.defaults)).toEqual(Object.keys(dataset.ranges));
  });
});

test('another seed gives other points, and fresh draws share none with the data set', () => {
  const spec = specOf('ring');
  const first = drawDataset(spec, 100, 1).points;
  expect(drawDataset(spec, 100, 2).points).not.toEqual(first);
  expect(drawFresh(spec, 100, 1).points).not.toEqual(first);
});

test('mode k of the ring lies at the angle 2πk/8 with standard deviation 0.25', () => {
  const { points, labels } = drawDataset(specOf('ring'), 16_000, 3);
  for (let mode = 0; mode < 8; mode++) {
    let [sumX, sumY, squares, count] = [0, 0, 0, 0];
    const [meanX, meanY] = [3 * Math.cos((Math.PI * mode) / 4), 3 * Math.sin((Math.PI * mode) / 4)];
    labels.forEach((label, i) => {
      if (label !== mode) return;
      const [x, y] = [points[2 * i] ?? 0, points[2 * i + 1] ?? 0];
      sumX += x;
      sumY += y;
      squares += (x - meanX) ** 2 + (y - meanY) ** 2;
      count++;
    });
    expect(sumX / count).toBeCloseTo(meanX, 1);
    expect(sumY / count).toBeCloseTo(meanY, 1);
    expect(Math.abs(Math.sqrt(squares / (2 * count)) - 0.25)).toBeLessThan(0.01);
  }
});

test('the annulus has uniform radii', () => {
  const { points } = drawFresh(specOf('annulus'), 20_000, 5);
  const radii = Array.from({ length: 20_000 }, (_, i) => Math.hypot(points[2 * i] ?? 0, points[2 * i + 1] ?? 0));
  expect(Math.min(...radii)).toBeGreaterThanOrEqual(0.75 - 1e-5);
  expect(Math.max(...radii)).toBeLessThanOrEqual(3.75 + 1e-5);
  for (const radius of [1.5, 2.25, 3]) {
    const share = radii.filter((r) => r < radius).length / radii.length;
    expect(Math.abs(share - (radius - 0.75) / 3)).toBeLessThan(0.015);
  }
});

test('the checkerboard fills exactly the squares of one colour', () => {
  for (const cells of [4, 3]) {
    const { points } = drawFresh({ name: 'checkerboard', params: { cells, size: 4 } }, 3000, 1);
    const seen = new Set<number>();
    const side = 8 / cells;
    for (let i = 0; i < 3000; i++) {
      const column = Math.min(cells - 1, Math.floor(((points[2 * i] ?? 0) + 4) / side));
      const row = Math.min(cells - 1, Math.floor(((points[2 * i + 1] ?? 0) + 4) / side));
      expect((row + column) % 2).toBe(0);
      seen.add(row * cells + column);
    }
    expect(seen.size).toBe(Math.ceil((cells * cells) / 2));
  }
});

/** Half width that holds practically all of a source. */
const LIMITS = { gaussian: 6, uniform: 3.52, shape: 3.52, '8-gaussians': 8, file: 2.01 } as const;

test.each(SOURCES)('source %s: particle i does not depend on who else is drawn, and stays within its box', (name) => {
  const source = name === 'file' ? { name, file: OWN.hash } : { name };
  const all = drawSource(source, 6, 2000);
  const some = drawSource(source, 6, [5, 1999]);
  expect([...some]).toEqual([...all.subarray(10, 12), ...all.subarray(3998, 4000)]);
  expect(all.every((value) => Math.abs(value) < LIMITS[name])).toBe(true);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  // Five standard deviations of the mean of 4000 coordinates.
  const spread = Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length);
  expect(Math.abs(mean)).toBeLessThan((5 * spread) / Math.sqrt(2000));
});

test('a fixed set of own points has every row once before any of them again, with its class and column', () => {
  const { points, labels, column } = drawDataset(specOf('file'), 800, 3);
  const rows = Array.from(column ?? []);
  expect(new Set(rows.slice(0, 400)).size).toBe(400);
  expect(new Set(rows.slice(400)).size).toBe(400);
  expect(rows.slice(0, 400)).not.toEqual(rows.slice(400));
  rows.forEach((row, i) => {
    expect([...points.subarray(2 * i, 2 * i + 2)]).toEqual([...OWN.points.subarray(2 * row, 2 * row + 2)]);
    expect(labels[i]).toBe(row % 2);
  });
});

test('the moons: each point half a circle of radius `scale` away from the middle of its arc, around (x, y)', () => {
  const { points, labels } = drawFresh({ name: 'moons', params: { scale: 2, noise: 0, x: 3, y: -1 } }, 1000, 2);
  labels.forEach((moon, i) => {
    // The arcs are centred at −(1, ½) and (1, ½) from the middle of the set, and the second opens upwards.
    const side = moon === 0 ? 1 : -1;
    const [dx, dy] = [(points[2 * i] ?? 0) - 3 + side, (points[2 * i + 1] ?? 0) + 1 + side / 2];
    expect(Math.hypot(dx, dy)).toBeCloseTo(2, 4);
    expect(side * dy).toBeGreaterThanOrEqual(0);
  });
});

test('the moons of C2OT: half circles, one scalar of noise added to both coordinates, then ×3 − 1', () => {
  const { points, labels } = drawFresh(specOf('c2ot-moons'), 4000, 2);
  const noises: number[] = [];
  labels.forEach((moon, i) => {
    const [x, y] = [((points[2 * i] ?? 0) + 1) / 3, ((points[2 * i + 1] ?? 0) + 1) / 3];
    // With the centre at (0, 0) or (1, ½), ‖(x, y) − noise·(1, 1) − centre‖ = 1 has noise as its root in [0, 0.2).
    const [a, b] = moon === 0 ? [x, y] : [x - 1, y - 0.5];
    const root = Math.sqrt((a + b) ** 2 - 2 * (a * a + b * b - 1));
    const noise = [(a + b - root) / 2, (a + b + root) / 2].find((value) => value > -1e-5 && value < 0.2 + 1e-5);
    expect(noise).toBeDefined();
    noises.push(noise ?? Number.NaN);
  });
  // Uniform: mean 0.1 and variance 0.2²/12, but where both roots fit, the smaller one was taken.
  const mean = noises.reduce((sum, value) => sum + value, 0) / noises.length;
  expect(mean).toBeGreaterThan(0.09);
  expect(mean).toBeLessThan(0.105);
});

describe('evenly spaced moons', () => {
  const even = { name: 'c2ot-moons', params: { scale: 1, shift: 0, noise: 0, even: 1 } } as const;
  const n = 102;
  const angles = ({ points, labels }: ReturnType<typeof drawFresh>, moon: number) =>
    Array.from(
      labels,
      (label, i) => [label, Math.acos((moon === 0 ? 1 : -1) * ((points[2 * i] as number) - moon))] as const,
    )
      .filter(([label]) => label === moon)
      .map(([, angle]) => angle);

  test.each([
    ['fresh draws', () => drawFresh(even, n, 3)],
    ['a fixed set', () => drawDataset(even, n, 3)],
    [
      'asked classes',
      () =>
        drawOfClasses(
          even,
          Array.from({ length: n }, (_, i) => i % 2),
          3,
        ),
    ],
  ])('%s have half of the points on each moon, the angles from 0 to π in equal steps', (_, draw) => {
    const set = draw();
    for (const moon of [0, 1]) {
      const sorted = angles(set, moon).sort((a, b) => a - b);
      expect(sorted).toHaveLength(51);
      for (const [k, angle] of sorted.entries()) expect(angle).toBeCloseTo((Math.PI * k) / 50, 3);
    }
  });

  test('come in an order drawn from seed and counter, so that every quarter has all of both moons', () => {
    const set = drawFresh(even, 400, 3);
    const quarter = { ...set, points: set.points.subarray(0, 200), labels: set.labels.subarray(0, 100) };
    for (const moon of [0, 1]) {
      expect(angles(quarter, moon).length).toBeGreaterThan(30);
      expect(Math.min(...angles(quarter, moon))).toBeLessThan(0.6);
      expect(Math.max(...angles(quarter, moon))).toBeGreaterThan(2.5);
    }
    expect(drawFresh(even, 400, 3)).toEqual(set);
    expect(drawFresh(even, 400, 4).labels).not.toEqual(set.labels);
    expect(drawFresh(even, 400, 3, { stream: 'pairData', first: 400 }).labels).not.toEqual(set.labels);
  });
});
