import { expect, it } from 'vitest';
import type { MetricCell } from '../../../shared/comparison/metric-rows.ts';
import { dotAxis } from './dot-places.ts';

const cell = (mean: number, std: number | null = null, floor: number | null = null): MetricCell => ({
  mean,
  std,
  floor,
  seeds: 1,
  n: 1000,
  verdict: { kind: 'baseline' },
});

it('puts means, whiskers and the floor on one axis', () => {
  const { dots, band, floors, logarithmic } = dotAxis([cell(0.3, 0.1, 0.1), null, cell(0.2)], 0);
  expect(logarithmic).toBe(false);
  expect(dots[1]).toBeNull();
  expect(dots[0]?.high).toBeCloseTo(0.95, 9);
  expect(floors[0]).toBeCloseTo(0.05, 9);
  expect(floors.slice(1)).toEqual([null, null]);
  expect(band).toEqual(dots[0]);
  expect(dots[2]?.at).toBeCloseTo(dots[0]?.low ?? 0, 9);
});
it('gives every run the floor of its own figure', () => {
  const { floors, dots } = dotAxis([cell(0.5, null, 0.25), cell(0.2, null, 0.1)], 0);
  expect(floors[1]).toBeCloseTo(0.05, 9);
  expect(floors[0]).toBeGreaterThan(dots[1]?.at ?? 1);
});
it('goes logarithmic where values span more than a decade, and keeps a whisker below zero in sight', () => {
  const { dots, logarithmic } = dotAxis([cell(0.01, 0.02), cell(0.1), cell(1)], 0);
  expect(logarithmic).toBe(true);
  expect(dots[0]?.low).toBeCloseTo(0.05, 9);
  const [first, second, third] = dots.map((dot) => dot?.at ?? 0) as [number, number, number];
  expect(third - second).toBeCloseTo(second - first, 9);
});
it('puts equal values in the middle', () => {
  expect(dotAxis([cell(1), cell(1)], 0).dots.map((dot) => dot?.at)).toEqual([0.5, 0.5]);
});
