import { expect, it } from 'vitest';
import { stepAround, stepEnd } from './lab-words.ts';

const times = Float32Array.of(0, 0.25, 0.75, 1);

it('finds the step that a moment lies in; an end belongs to the step that arrives there', () => {
  expect(stepAround(times, 0)).toEqual({ number: 1, of: 3, length: 0.25 });
  expect(stepAround(times, 0.5)).toEqual({ number: 2, of: 3, length: 0.5 });
  expect(stepAround(times, 0.75)?.number).toBe(2);
  expect(stepAround(times, 1)?.number).toBe(3);
  expect(stepAround(Float32Array.of(0), 0.5)).toBeNull();
});
it('goes from end to end of the steps, and stays on the axis', () => {
  expect([stepEnd(times, 0.3, 1), stepEnd(times, 0.75, 1), stepEnd(times, 1, 1)]).toEqual([0.75, 1, 1]);
  expect([stepEnd(times, 0.3, -1), stepEnd(times, 0.25, -1), stepEnd(times, 0, -1)]).toEqual([0.25, 0, 0]);
});
