import { describe, expect, it } from 'vitest';
import { configFor, ringConfig } from '../../../shared/model/presets.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';
import { configRows } from './config-differences.ts';

const ring = ringConfig('onehot', 'gaussian', 1);

function check(a: RunConfig, b: RunConfig, expected: readonly string[]) {
  const different = configRows(a, b).filter((row) => !row.same);
  expect(different.map((row) => `${row.key}: ${row.a} | ${row.b}`)).toEqual(expected);
}

describe('configRows', () => {
  it('finds nothing between equal settings', () => check(ring, ringConfig('onehot', 'gaussian', 1), []));
  it('tells what differs, as words', () =>
    check(ring, { ...ring, seed: 2, batch: 64, optimizer: { ...ring.optimizer, learningRate: 3e-4 } }, [
      'Learning rate: 0.001 | 3e−4',
      'Batch: 128 | 64',
      'Seed: 1 | 2',
    ]));
  it('has a dash for a parameter that only one of them has', () => {
    const rows = configRows(ring, configFor('onehot', 'pinwheel', 'gaussian', 1));
    expect(rows.find((row) => row.key === 'Data modes')).toMatchObject({ a: '8', b: '–' });
    expect(rows.find((row) => row.key === 'Data arms')).toMatchObject({ a: '–', b: '5' });
  });
  it('has every number of the configuration', () => {
    const numbers = (value: unknown): number =>
      typeof value === 'number'
        ? 1
        : typeof value === 'object' && value !== null
          ? Object.values(value).reduce((sum: number, each) => sum + numbers(each), 0)
          : 0;
    const told = configRows(ring, ring).filter((row) => /^[−\d]/.test(row.a)).length;
    expect(told).toBe(numbers(ring));
  });
});
