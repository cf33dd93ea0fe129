import { expect, it } from 'vitest';
import type { RunStatus } from '../../shared/model/names.ts';
import { ringConfig } from '../../shared/model/presets.ts';
import { oneForSeeds } from './one-for-seeds.ts';

const run = (id: string, model: 'unconditional' | 'onehot', seed: number, status: RunStatus = 'finished') => ({
  id,
  status,
  config: ringConfig(model, 'gaussian', seed),
});
const [u1, u2, c1, c2] = [
  run('u1', 'unconditional', 1),
  run('u2', 'unconditional', 2),
  run('c1', 'onehot', 1),
  run('c2', 'onehot', 2),
] as const;
const ids = (runs: readonly { id: string }[]) => runs.map(({ id }) => id);

it('lets the lowest seed stand for settings that were chosen whole, in the order chosen', () => {
  expect(ids(oneForSeeds([c2, c1, u2, u1], [u1, u2, c1, c2]))).toEqual(['c1', 'u1']);
  expect(ids(oneForSeeds([u1, c2, c1], [u1, c1, c2]))).toEqual(['u1', 'c1']);
});
it('shows seeds one by one where one setting is chosen, or some of its seeds only', () => {
  expect(ids(oneForSeeds([u2, u1], [u1, u2]))).toEqual(['u2', 'u1']);
  expect(ids(oneForSeeds([u1, u2, c1], [u1, u2, c1, run('u3', 'unconditional', 3)]))).toEqual(['u1', 'u2', 'c1']);
});
it('does not wait for a seed that still trains', () => {
  expect(ids(oneForSeeds([u1, u2, c1], [u1, u2, c1, run('u3', 'unconditional', 3, 'training')]))).toEqual(['u1', 'c1']);
});
it('takes a finished seed rather than a lower one that has failed', () => {
  const failed = run('u0', 'unconditional', 0, 'failed');
  expect(ids(oneForSeeds([failed, u1, u2, c1], [failed, u1, u2, c1]))).toEqual(['u1', 'c1']);
});
