import { expect, test } from 'vitest';
import { distances, gridPlaces, velocityOnGrid } from './square-grid.ts';

test('rows go up x₂ and columns along x₁, both ends included', () => {
  expect([...gridPlaces({ grid: 3, extent: 2 })]).toEqual([
    ...[-2, -2, 0, -2, 2, -2],
    ...[-2, 0, 0, 0, 2, 0],
    ...[-2, 2, 0, 2, 2, 2],
  ]);
});

test('a field stands at its places, and its distance to another is the norm of the difference', () => {
  const shape = { grid: 3, extent: 2 };
  const turning = velocityOnGrid(
    (x, y, t, out) => {
      out[0] = 1 - t * y;
      out[1] = t * x;
    },
    shape,
    0.5,
  );
  expect([...turning.subarray(10, 12)]).toEqual([1, 1]);
  expect([...distances(turning, gridPlaces(shape)).subarray(5, 6)]).toEqual([Math.fround(Math.SQRT2)]);
});
