import { expect, it } from 'vitest';
import { gridOf, pathsPerView } from './layout.ts';

it.each([
  [1, 900, 600, '1x1'],
  [2, 1400, 700, '2x1'],
  [2, 800, 700, '1x2'],
  [3, 900, 600, '2x2'],
  [4, 900, 600, '2x2'],
  [5, 900, 600, '3x2'],
  [6, 600, 900, '2x3'],
])('%s views in %s × %s are %s', (count, width, height, grid) => {
  const { columns, rows } = gridOf(count, width, height);
  expect(`${columns}x${rows}`).toBe(grid);
});

it('shares the paths out as the design says', () => {
  expect([1, 4, 9, 20].map(pathsPerView)).toEqual([420, 300, 160, 160]);
  expect(pathsPerView(2)).toBe(380);
  expect(pathsPerView(6)).toBe(244);
});
