import { describe, expect, test } from 'vitest';
import { DATASETS } from '../../shared/flow/datasets.ts';
import { drawFresh } from '../../shared/flow/draw.ts';
import { drawSource } from '../../shared/flow/sources.ts';
import type { DataName, SourceName } from '../../shared/model/names.ts';
import { assign } from '../testing/assignment.ts';
import { squaredDistances } from '../testing/numbers.ts';
import { type Points, pointsOf, pricesFrom, type Transport, transport, transportFrom } from './exact.ts';

const CASES: readonly (readonly [SourceName, DataName])[] = [
  ['gaussian', 'ring'],
  ['8-gaussians', 'c2ot-moons'],
  ['uniform', 'checkerboard'],
  ['gaussian', 'four-gaussians'],
];

function draw(source: SourceName, data: DataName, n: number, seed: number) {
  const x0 = drawSource({ name: source }, seed, n);
  const x1 = drawFresh({ name: data, params: DATASETS[data].defaults }, n, seed).points;
  return { x0, x1, x: pointsOf(x0), y: pointsOf(x1) };
}

const costOf = (x: Points, y: Points, i: number, j: number) =>
  x.axes.reduce((sum, axis, d) => sum + ((axis[i] ?? 0) - (y.axes[d]?.[j] ?? 0)) ** 2, 0);

const total = (x: Points, y: Points, { columnOfRow }: Transport) =>
  columnOfRow.reduce((sum, j, i) => sum + costOf(x, y, i, j), 0);

/** A pairing is optimal when its prices prove it: no reduced cost below zero, and zero on the pairs. */
function expectProven(x: Points, y: Points, solved: Transport) {
  const { columnOfRow, u, v } = solved;
  expect([...columnOfRow].sort((a, b) => a - b)).toEqual(Array.from({ length: x.n }, (_, i) => i));
  let [lowest, onPairs] = [0, 0];
  for (let i = 0; i < x.n; i++) {
    for (let j = 0; j < x.n; j++) {
      const reduced = costOf(x, y, i, j) - (u[i] ?? 0) - (v[j] ?? 0);
      lowest = Math.min(lowest, reduced);
      if (columnOfRow[i] === j) onPairs = Math.max(onPairs, Math.abs(reduced));
    }
  }
  expect(lowest).toBeGreaterThan(-1e-8);
  expect(onPairs).toBeLessThan(1e-8);
}

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((order) => order.concat(-1).map((_, at) => order.toSpliced(at, 0, n - 1)));
}

test('no permutation of up to seven points is cheaper', () => {
  for (let n = 1; n <= 7; n++) {
    for (let seed = 0; seed < 6; seed++) {
      const { x, y } = draw('gaussian', 'ring', n, seed);
      const best = Math.min(
        ...permutations(n).map((order) => order.reduce((sum, j, i) => sum + costOf(x, y, i, j), 0)),
      );
      expect(total(x, y, transport(x, y))).toBeCloseTo(best, 9);
    }
  }
});

describe.each(CASES)('%s to %s', (source, data) => {
  test('256 points cost what the plain solver finds, and the prices prove it', () => {
    const { x0, x1, x, y } = draw(source, data, 256, 5);
    const solved = transport(x, y);
    expectProven(x, y, solved);
    expect(total(x, y, solved)).toBeCloseTo(assign(squaredDistances(x0, x1), 256).cost, 6);
  });

  test('another batch’s prices give the same pairs, and so do absurd ones', () => {
    const first = draw(source, data, 200, 1);
    const { x, y } = draw(source, data, 333, 2);
    const cold = transport(x, y);
    const warm = transportFrom(x, y, pricesFrom(first.x, transport(first.x, first.y).u, y));
    const absurd = transportFrom(
      x,
      y,
      Float64Array.from({ length: x.n }, (_, j) => 50 * Math.sin(j)),
    );
    expect(warm.columnOfRow).toEqual(cold.columnOfRow);
    expect(absurd.columnOfRow).toEqual(cold.columnOfRow);
  });
});

test('a third coordinate counts', () => {
  const { x0, x1 } = draw('gaussian', 'ring', 150, 3);
  const third = (phase: number) => Float64Array.from({ length: 150 }, (_, i) => 5 * Math.sin(i + phase));
  const [x, y] = [pointsOf(x0, third(0)), pointsOf(x1, third(2))];
  expectProven(x, y, transport(x, y));
});

test('points that are all alike, and points given twice, are paired too', () => {
  const { x0, x1 } = draw('gaussian', 'ring', 300, 4);
  const same = new Float32Array(600).fill(1.5);
  expectProven(pointsOf(x0), pointsOf(same), transport(pointsOf(x0), pointsOf(same)));
  const twice = Float32Array.from([...x1.subarray(0, 300), ...x1.subarray(0, 300)]);
  expectProven(pointsOf(x0), pointsOf(twice), transport(pointsOf(x0), pointsOf(twice)));
});

test('points that are not finite are refused', () => {
  const bad = Float32Array.of(Number.NaN, 0, 1, 1);
  expect(() => transport(pointsOf(bad), pointsOf(Float32Array.of(0, 0, 1, 1)))).toThrow(/finite/);
});
