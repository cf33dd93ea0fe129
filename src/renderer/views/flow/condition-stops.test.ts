import { expect, test } from 'vitest';
import { conditionStops } from './condition-stops.ts';

test('a sweep shows every class once', () => {
  expect(conditionStops('onehot', 3, null)).toEqual([0, 1, 2].map((label) => ({ kind: 'class', label })));
});

test('a sweep of a number goes evenly from one end of what was trained to the other', () => {
  const stops = conditionStops('radius', 0, [2, 4]);
  expect(stops[0]).toEqual({ kind: 'radius', value: 2 });
  expect(stops[4]).toEqual({ kind: 'radius', value: 3 });
  expect(stops.at(-1)).toEqual({ kind: 'radius', value: 4 });
});

test('without a condition, or before its range is known, there is nothing to sweep', () => {
  expect(conditionStops('unconditional', 0, null)).toEqual([]);
  expect(conditionStops('radius', 0, null)).toEqual([]);
});

test('the stops of a small range are told apart', () => {
  const stops = conditionStops('radius', 0, [0.01, 0.05]);
  expect(stops.map((stop) => stop.kind === 'radius' && stop.value)).toEqual([
    0.01, 0.015, 0.02, 0.025, 0.03, 0.035, 0.04, 0.045, 0.05,
  ]);
});
