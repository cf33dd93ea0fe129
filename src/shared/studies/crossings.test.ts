import { expect, test } from 'vitest';
import { crossings } from './crossings.ts';

test('an X crosses once, parallels and shared ends never', () => {
  expect(crossings(Float32Array.of(0, 0, 0, 1), Float32Array.of(1, 1, 1, 0))).toBe(1);
  expect(crossings(Float32Array.of(0, 0, 0, 1), Float32Array.of(1, 0, 1, 1))).toBe(0);
  expect(crossings(Float32Array.of(0, 0, 0, 0), Float32Array.of(1, 1, 1, 0))).toBe(0);
});

test('n lines through one region cross as often as counted by hand', () => {
  // Left ends 0, 1, 2 go to right ends 2, 1, 0: three lines, each pair crosses.
  expect(crossings(Float32Array.of(0, 0, 0, 1.1, 0, 2), Float32Array.of(1, 2, 1, 1, 1, 0))).toBe(3);
});
