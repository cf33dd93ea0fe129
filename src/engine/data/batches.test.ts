import { beforeAll, describe, expect, test } from 'vitest';
import { drawDataset } from '../../shared/flow/draw.ts';
import { loadTensorFlow, type Tensor, tf } from '../tensorflow.ts';
import { differences, numbers, smallConfig } from '../testing/numbers.ts';
import { BatchOrder, fixedData } from './batches.ts';
import { freshConditions } from './condition.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

describe('the order of the data', () => {
  /** 200 points in batches of 32: six steps an epoch, eight points left out. */
  const config = smallConfig('unconditional');
  const rowsOf = (start: number, count: number) => Array.from(new BatchOrder(config).table(start, count, count));

  test('an epoch visits no point twice and drops the last partial batch', () => {
    for (const epoch of [0, 1, 7]) {
      const rows = rowsOf(6 * epoch, 6);
      expect(rows.length).toBe(192);
      expect(new Set(rows).size).toBe(192);
      expect(Math.min(...rows)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...rows)).toBeLessThan(200);
    }
  });

  test('every epoch is shuffled anew', () => {
    expect(rowsOf(0, 6)).not.toEqual(rowsOf(6, 6));
  });

  test('a step’s rows depend on the step alone, not on the chunk it is in', () => {
    const order = new BatchOrder(config);
    const whole = Array.from(order.table(0, 20, 20));
    for (const [start, count] of [
      [13, 7],
      [0, 5],
      [5, 1],
    ] as const) {
      const part = Array.from(order.table(start, count, 20)).slice(0, count * 32);
      expect(part).toEqual(whole.slice(start * 32, (start + count) * 32));
    }
  });
});

test('the fixed data set is the shared one, with conditions that fit its points', () => {
  for (const model of ['unconditional', 'onehot', 'radius'] as const) {
    const config = smallConfig(model);
    const { points, labels } = drawDataset(config.data, config.dataSize, config.seed);
    const told = tf.tensor1d(labels, 'int32');
    const data = fixedData(config);
    expect(differences(numbers(data.points), points)).toBe(0);
    if (model === 'unconditional') {
      expect(data.conditions).toBeNull();
      continue;
    }
    // The same as inside the graph for fresh data.
    const inGraph = freshConditions(config, { points: data.points, labels: told, column: null });
    const [a, b] = [numbers(data.conditions as Tensor), numbers(inGraph as Tensor)];
    expect(a.length).toBe(model === 'onehot' ? 1600 : 200);
    a.forEach((value, k) => {
      expect(value).toBeCloseTo(b[k] as number, 5);
    });
  }
});
