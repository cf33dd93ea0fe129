import { expect, test } from 'vitest';
import { massWithin } from './grid-mass.ts';

const gridOf = (grid: number, extent: number, density: (x: number, y: number) => number) => {
  const place = (k: number) => -extent + (2 * extent * k) / (grid - 1);
  const values = Float64Array.from({ length: grid * grid }, (_, k) =>
    density(place(k % grid), place(Math.floor(k / grid))),
  );
  return { grid, extent, values };
};
const normal = (std: number) => (x: number, y: number) =>
  Math.exp(-(x * x + y * y) / (2 * std * std)) / (2 * Math.PI * std * std);

test('a density inside the window integrates to 1, even where a cell is nearly as wide as its deviation', () => {
  expect(massWithin(gridOf(40, 4.2, normal(0.25)))).toBeCloseTo(1, 4);
  expect(massWithin(gridOf(40, 4.2, normal(0.9)))).toBeCloseTo(1, 4);
});

test('what lies outside is missing: a uniform density of a window twice as wide leaves a quarter', () => {
  expect(massWithin(gridOf(21, 1, () => 1 / 16))).toBeCloseTo(0.25, 12);
});
