import { expect, test } from 'vitest';
import type { Condition } from '../../shared/model/condition.ts';
import { ringConfig } from '../../shared/model/presets.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { startsBackward, toldForward } from './backward.ts';

const n = 90;
/** Class i mod 3 at radius 1 + i / 90. */
const data = {
  points: Float32Array.from({ length: 2 * n }, (_, k) => (k % 2 === 0 ? 1 + Math.floor(k / 2) / n : 0)),
  labels: Int32Array.from({ length: n }, (_, i) => i % 3),
  column: null,
};
const starts = (config: RunConfig, condition: Condition) => {
  const reply = startsBackward(config, condition, data, 60);
  return reply.ok ? reply.value : reply.error.message;
};
const rowOf = (points: Float32Array, i: number) => Math.round(((points[2 * i] as number) - 1) * n);

test('data points are taken with the condition that each particle is given', () => {
  const classes = ringConfig('onehot', 'gaussian', 1);
  const any = starts(classes, { kind: 'any' }) as Float32Array;
  expect(any).toHaveLength(120);
  for (let i = 0; i < 60; i++) expect(rowOf(any, i) % 3).toBe(i % 3);
  const one = starts(classes, { kind: 'class', label: 2 }) as Float32Array;
  expect(one).toHaveLength(60);
  for (let i = 0; i < 30; i++) expect(rowOf(one, i) % 3).toBe(2);
  expect(starts(ringConfig('unconditional', 'gaussian', 1), { kind: 'any' })).toHaveLength(120);
});

test('a continuous condition needs a value, and data near it', () => {
  const radius = ringConfig('radius', 'gaussian', 1);
  const near = starts(radius, { kind: 'radius', value: 1.5 }) as Float32Array;
  expect(near.length).toBeGreaterThan(0);
  for (let i = 0; 2 * i < near.length; i++) expect(Math.abs((near[2 * i] as number) - 1.5)).toBeLessThan(0.05);
  expect(starts(radius, { kind: 'any' })).toMatch(/choose a value/);
  expect(starts(radius, { kind: 'radius', value: 7 })).toMatch(/too little data near/);
  expect(starts(ringConfig('onehot', 'gaussian', 1), { kind: 'class', label: 5 })).toMatch(/too little data of this/);
});

test('a flow gone backward is told from t = 0 on', () => {
  const told = toldForward({
    frames: Float32Array.of(9, 9, 8, 8, 5, 5, 4, 4, 1, 1, 0, 0),
    ...{ frameCount: 3, particleCount: 2, times: Float32Array.of(1, 0.5, 0), conditions: new Float32Array(2) },
    ...{ evaluations: 2, accepted: 2, rejected: 1, durationMs: 1 },
    ...{ stepTimes: Float32Array.of(1, 0.5, 0), rejectedTimes: Float32Array.of(0.25) },
  });
  expect([...told.frames]).toEqual([1, 1, 0, 0, 5, 5, 4, 4, 9, 9, 8, 8]);
  expect([...told.times]).toEqual([0, 0.5, 1]);
  expect([...told.stepTimes]).toEqual([0, 0.5, 1]);
});
