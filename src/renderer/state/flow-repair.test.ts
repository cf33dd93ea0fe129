import { expect, test } from 'vitest';
import { flowRepair, lostParticles, snapshotBefore } from './flow-repair.ts';
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

test('weights that send particles beyond all numbers lead to the snapshot before, where there is one', () => {
  expect(snapshotBefore([0, 250, 500], 500)).toBe(250);
  expect(snapshotBefore([0, 250], 0)).toBeNull();
  expect(flowRepair('not-finite', { run, step: 500, solving, earlier: 250 })).toEqual({
    kind: 'earlier',
    label: 'Show the snapshot at step 250',
    step: 250,
  });
  expect(flowRepair('not-finite', { run, step: 0, solving, earlier: null }).kind).toBe('again');
});

test('lost particles are counted at the end of the flow, and only there', () => {
  const frames = Float32Array.of(0, 0, 1, 1, Number.NaN, 0, 3, Number.POSITIVE_INFINITY);
  const flow = { frames, frameCount: 2, particleCount: 2 };
  expect(lostParticles(flow, 1500)).toBe(
    '2 of 2 particles left all numbers: the weights of step 1\u2009500 may have diverged.',
  );
  expect(lostParticles({ ...flow, frames: frames.map((value, i) => (i < 4 ? value : 1)) }, null)).toBeNull();
});
