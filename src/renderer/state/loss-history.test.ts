import { expect, it } from 'vitest';
import { LossHistory } from './loss-history.ts';

it('appends chunks and grows', () => {
  const history = new LossHistory();
  for (let chunk = 0; chunk < 30; chunk++) {
    expect(history.write(chunk * 100, new Float32Array(100).fill(chunk))).toBe(true);
  }
  expect(history.length).toBe(3000);
  expect(history.values[2950]).toBe(29);
});

it('refuses a chunk after a gap and keeps what it has', () => {
  const history = new LossHistory();
  history.write(0, Float32Array.of(3, 2));
  expect(history.write(5, Float32Array.of(1))).toBe(false);
  expect([...history.values]).toEqual([3, 2]);
});

it('takes steps again after a resume from a checkpoint', () => {
  const history = new LossHistory();
  history.write(0, Float32Array.of(3, 2, 1));
  history.write(1, Float32Array.of(9));
  expect([...history.values]).toEqual([3, 9, 1]);
});
