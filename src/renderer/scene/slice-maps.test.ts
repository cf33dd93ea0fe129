import { expect, test } from 'vitest';
import { contourSegments } from './slice-maps.ts';

test('the contour of a cone is a circle of its level', () => {
  const grid = 41;
  const extent = 2;
  const place = (k: number) => -extent + (2 * extent * k) / (grid - 1);
  const values = Array.from({ length: grid * grid }, (_, k) =>
    Math.hypot(place(k % grid), place(Math.floor(k / grid))),
  );
  const ends = contourSegments({ grid, extent, values }, 1.2);
  expect(ends.length).toBeGreaterThan(100);
  let length = 0;
  for (let i = 0; i < ends.length; i += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = ends.slice(i, i + 4);
    expect(Math.hypot(a, b)).toBeCloseTo(1.2, 2);
    length += Math.hypot(c - a, d - b);
  }
  expect(length).toBeCloseTo(2 * Math.PI * 1.2, 1);
});

test('a level that is never reached has no contour', () => {
  expect(contourSegments({ grid: 2, extent: 1, values: [0, 0, 0, 0] }, 1)).toEqual([]);
});
