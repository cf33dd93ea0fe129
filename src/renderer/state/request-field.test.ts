import { expect, test } from 'vitest';
import { groupedConditions } from './request-field.ts';

test('conditions of their own become eight groups of neighbours; a few stay as they are', () => {
  const trajectories = (conditions: Float32Array) => ({
    frames: new Float32Array(0),
    frameCount: 0,
    particleCount: conditions.length,
    times: new Float32Array(0),
    conditions,
  });
  const radii = trajectories(Float32Array.of(1, 2, 1, 3));
  expect(groupedConditions(radii)).toBe(radii);
  const own = Float32Array.from({ length: 80 }, (_, i) => (i * 37) % 80);
  const { conditions } = groupedConditions(trajectories(own));
  expect([...new Set(conditions)].sort((a, b) => a - b)).toEqual([5, 15, 25, 35, 45, 55, 65, 75]);
  for (const [i, middle] of conditions.entries()) expect(Math.abs(middle - (own[i] as number))).toBeLessThanOrEqual(5);
});
