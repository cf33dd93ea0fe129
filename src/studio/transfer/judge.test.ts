import { expect, test } from 'vitest';
import type { BackendInfo } from '../../shared/model/records.ts';
import { judge } from './judge.ts';

const backend: BackendInfo = { kind: 'native-cpu', version: 'TensorFlow 2', device: 'CPU, 2 threads', why: '' };
const side = (parameters: number[], losses: number[], other: Partial<BackendInfo> = {}) => ({
  parameters: Float32Array.from(parameters),
  losses: Float32Array.from(losses),
  backend: { ...backend, ...other },
});

test('the same bits are equal, steps without a record are passed over', () => {
  const recorded = side([1, -0, 3], [5, Number.NaN, 4]);
  const verdict = judge({ recorded, replayed: side([1, -0, 3], [5, 4.5, 4]), step: 3 });
  expect(verdict).toMatchObject({ verdict: 'equal', maxDifference: 0 });
  expect(verdict.why).toMatch(/All 3 weights at step 3 and all 3 losses/);
});

test('another last bit is close, and the step where the losses part is told', () => {
  const recorded = side([1, 2, 3], [5, 4, 3]);
  const verdict = judge({ recorded, replayed: side([1, 2, 3.0000002], [5, 4.0000005, 3]), step: 3 });
  expect(verdict.verdict).toBe('close');
  expect(verdict.maxDifference).toBeCloseTo(2.4e-7, 8);
  expect(verdict.why).toMatch(/1 of 3 weights.*losses part at step 1.*Both ran on TensorFlow 2, CPU, 2 threads/);
});

test('equal weights after other losses are not equal', () => {
  expect(judge({ recorded: side([1], [5]), replayed: side([1], [6]), step: 1 }).verdict).toBe('close');
});

test('weights further apart than 2 % of their length differ, and another machine is named', () => {
  const replayed = side([1, 2.2, 3], [5], { device: 'CPU, 8 threads' });
  const verdict = judge({ recorded: side([1, 2, 3], [5]), replayed, step: 1 });
  expect(verdict).toMatchObject({
    verdict: 'differs',
    why: expect.stringMatching(/2 threads and replayed with.*8 threads/),
  });
});

test.each([[[Number.NaN, 1]], [[1]], [[Number.POSITIVE_INFINITY, 1]]])('%j is nowhere near [1, 1]', (parameters) => {
  expect(judge({ recorded: side([1, 1], []), replayed: side(parameters, []), step: 1 }).verdict).toBe('differs');
});
