import { expect, test } from 'vitest';
import { PATHS } from '../../shared/model/names.ts';
import {
  type Box,
  bandPath,
  cursorArrows,
  extentOf,
  planeArrows,
  profilePath,
  roundExtent,
  speedPaths,
  topSpeed,
  weightPath,
  yOfValue,
} from './path-figures.ts';

const box: Box = { left: 10, top: 20, width: 200, height: 100, extent: 4 };
const linear = { kind: 'linear', params: {} } as const;
const numbers = (path: string) => [...path.matchAll(/-?[\d.]+/g)].map(Number);

test('values lie upward from the middle of the box', () => {
  expect([4, 0, -4].map((value) => yOfValue(box, value))).toEqual([20, 70, 120]);
});

test('the half width is round and holds the noise of the path', () => {
  expect(roundExtent([2.6])).toBe(3);
  expect(roundExtent([31])).toBe(40);
  const spots = { means: [[1.5]], std: 0 };
  expect(extentOf(linear, spots)).toBe(3);
  expect(extentOf({ kind: 'variance-exploding', params: { sigmaMax: 10 } }, spots)).toBe(30);
});

test('the band of the linear path closes on the data point', () => {
  const points = numbers(bandPath(linear, 2, 0, 1, box));
  // Half-way round: t = 1 on the upper edge.
  const end = points.slice(200, 202);
  expect(end).toEqual([210, yOfValue(box, 2)]);
  expect(points.slice(0, 2)).toEqual([10, yOfValue(box, 1)]);
});

test('straight paths at one speed fill one bin', () => {
  const bins = speedPaths(linear, [[-1, 1]], 3.9, box);
  expect(bins.filter((path) => path !== '')).toHaveLength(1);
  expect(bins[8]).not.toBe('');
});

test.each(PATHS)('every shape of path %s is made of finite numbers, t = 0 and 1 included', (kind) => {
  const way = { kind, params: {} };
  const spots = { means: [[1.5, 0.5]], std: 0 };
  const flat = { means: [[1.5]], std: 0 };
  for (const t of [0, 0.5, 1]) {
    const texts = [
      ...planeArrows(way, spots, t, 3, 260).map((arrow) => `${arrow.path} ${arrow.speed} ${arrow.opacity}`),
      ...cursorArrows(way, flat, t, box).map((arrow) => `${arrow.path} ${arrow.speed} ${arrow.opacity}`),
      profilePath(way, flat, t, box, 50),
      weightPath(way, 'sigmaT', box, 1),
      ...speedPaths(way, [[-1, 1.5]], topSpeed(way, [[-1, 1.5]]), box),
    ];
    for (const text of texts) expect(text).not.toMatch(/NaN|Infinity|undefined/);
  }
});

test('arrows towards a point near the end of the linear path all lead to it', () => {
  const arrows = planeArrows(linear, { means: [[0, 0]], std: 0 }, 0.9, 3, 260);
  const upperLeft = numbers(arrows[0]?.path ?? '');
  expect((upperLeft[2] ?? 0) - (upperLeft[0] ?? 0)).toBeGreaterThan(0);
  expect((upperLeft[3] ?? 0) - (upperLeft[1] ?? 0)).toBeGreaterThan(0);
});
