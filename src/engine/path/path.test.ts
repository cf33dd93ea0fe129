import { beforeAll, describe, expect, test } from 'vitest';
import { loadTensorFlow, type Tensor, tf } from '../tensorflow.ts';
import { largestDifference, numbers } from '../testing/numbers.ts';
import { linear } from './linear.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

const x0 = () => tf.tensor2d([1, 1, -2, 0.5, 0.25, -3], [3, 2]);
const x1 = () => tf.tensor2d([6, 6, 1, -1, 2, 2], [3, 2]);
const times = (...t: number[]): Tensor => tf.tensor2d(t, [t.length, 1]);

describe('linear path', () => {
  const path = linear;

  test('starts at x0 and ends at x1', () => {
    expect(numbers(path(x0(), x1(), times(0, 0, 0)).xt)).toEqual(numbers(x0()));
    expect(numbers(path(x0(), x1(), times(1, 1, 1)).xt)).toEqual(numbers(x1()));
  });

  test('its velocity is the numerical derivative of its points', () => {
    const h = 1 / 64;
    const t = [0.1, 0.5, 0.85];
    const at = (shift: number) => path(x0(), x1(), times(...t.map((time) => time + shift))).xt;
    const numerical = numbers(tf.div(tf.sub(at(h), at(-h)), 2 * h));
    expect(largestDifference(numbers(path(x0(), x1(), times(...t)).dxt), numerical)).toBeLessThan(1e-3);
  });
});

test('the linear path of the five-minute tutorial: from (1, 1) to (6, 6), three fifths of the way is (4, 4)', () => {
  const { xt, dxt } = linear(tf.tensor2d([[1, 1]]), tf.tensor2d([[6, 6]]), times(3 / 5));
  expect(largestDifference(numbers(xt), [4, 4])).toBeLessThan(1e-6);
  expect(numbers(dxt)).toEqual([5, 5]);
});
