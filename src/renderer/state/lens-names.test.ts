import { expect, test } from 'vitest';
import { ringConfig } from '../../shared/model/presets.ts';
import { LENSES, lensProblem } from './lens-names.ts';

test('guided with another weight than 1, the lenses of the path and of the exact flow are off, and they alone', () => {
  const ring = { ...ringConfig('onehot', 'gaussian', 1), guidance: { dropout: 0.1, weight: 1 } };
  expect(LENSES.filter((lens) => lensProblem(lens, ring, undefined) !== null)).toEqual([]);
  expect(LENSES.filter((lens) => lensProblem(lens, ring, 2) !== null)).toEqual(['score', 'error']);
  // Without a weight that is asked for, the run's own counts.
  const own = { ...ring, guidance: { dropout: 0.1, weight: 3 } };
  expect(lensProblem('error', own, undefined)).toMatch(/w ≠ 1/);
  expect(lensProblem('score', own, undefined)).toMatch(/w ≠ 1/);
  expect(lensProblem('error', own, 1)).toBeNull();
});
