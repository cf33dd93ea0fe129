import { expect, test } from 'vitest';
import { flowRepair } from './flow-repair.ts';
import type { Solving } from './solving.svelte.ts';

const solving: Solving = { solver: 'euler', tolerance: 1e-5, noise: 1, backward: false };
const run = { config: { sampling: { steps: 50 } } };
const repair = (code: Parameters<typeof flowRepair>[0], change: Partial<Solving>, step: number | null = null) =>
  flowRepair(code, { run, step, solving: { ...solving, ...change } });

test('where the adaptive solver is stuck, one button takes fixed steps and leaves the rest as it was', () => {
  expect(repair('bad-input', { solver: 'dopri5', backward: true })).toEqual({
    kind: 'solve',
    label: 'Use RK4, 50 steps',
    solving: { solver: 'rk4', tolerance: 1e-5, noise: 1, backward: true },
  });
  expect(repair('bad-input', { solver: 'euler-maruyama' })).toMatchObject({ solving: { solver: 'rk4' } });
});

test('where nothing can go back, one button goes forward', () => {
  expect(repair('bad-input', { backward: true })).toMatchObject({
    kind: 'solve',
    label: 'Go from source to data',
    solving: { solver: 'euler', backward: false },
  });
});

test('a snapshot that is gone leads to the newest, anything else to another try', () => {
  expect(repair('not-found', {}, 400)).toEqual({ kind: 'newest', label: 'Show the newest snapshot' });
  for (const failed of [
    repair('not-found', {}),
    repair('engine-failed', { solver: 'dopri5' }, 400),
    repair('unavailable', { backward: true }),
    repair(null, { solver: 'dopri5' }),
    repair('bad-input', {}),
  ])
    expect(failed).toEqual({ kind: 'again', label: 'Try again' });
});
