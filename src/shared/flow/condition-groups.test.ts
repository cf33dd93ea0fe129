import { expect, test } from 'vitest';
import { conditionGroups, groupedConditions, isMixed } from './condition-groups.ts';

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

test('a class model is asked for every class, a continuous one for its groups; alone or unconditional for none', () => {
  const trajectories = {
    frames: new Float32Array(0),
    frameCount: 0,
    particleCount: 4,
    times: new Float32Array(0),
    conditions: Float32Array.of(0, 1, 0, 1),
  };
  const asked = (model: 'onehot' | 'radius') => conditionGroups({ model }, trajectories).asked;
  expect(asked('onehot')).toEqual([
    { value: 0, condition: { kind: 'class', label: 0 } },
    { value: 1, condition: { kind: 'class', label: 1 } },
  ]);
  expect(asked('radius').map(({ condition }) => condition)).toEqual([
    { kind: 'radius', value: 0 },
    { kind: 'radius', value: 1 },
  ]);
  expect(isMixed({ model: 'radius' }, { kind: 'any' })).toBe(true);
  expect(isMixed({ model: 'onehot' }, { kind: 'class', label: 1 })).toBe(false);
  expect(isMixed({ model: 'unconditional' }, { kind: 'any' })).toBe(false);
});
