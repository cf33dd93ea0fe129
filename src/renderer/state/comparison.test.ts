import { beforeEach, expect, it, vi } from 'vitest';
import { ringConfig } from '../../shared/model/presets.ts';
import type { RunSummary } from '../../shared/model/records.ts';
import { fail } from '../../shared/result.ts';

vi.stubGlobal('innerWidth', 1440);
vi.stubGlobal('innerHeight', 900);
type Sampled = { readonly id: string; readonly step: number; readonly solver: string };
let asked: Sampled[] = [];
/** What the studio answers to a sample. */
let answer: (input: Sampled) => unknown = () => undefined;
vi.mock('../api.ts', () => ({
  call: async (command: string, input: Sampled) => {
    if (command !== 'runs.sample') return { ok: true, value: { points: new Float32Array(2), extent: 4 } };
    asked.push(input);
    return answer(input);
  },
  subscribe: () => () => undefined,
}));

const flow = (x: number) => ({
  ok: true,
  value: {
    frames: Float32Array.of(0, 0, x, 0),
    frameCount: 2,
    particleCount: 1,
    times: Float32Array.of(0, 1),
    accepted: 1,
  },
});
const { comparison } = await import('./comparison.svelte.ts');
const { library } = await import('./library.svelte.ts');
const stuck = 'At t = 0.9 the steps fell below the smallest.';
const config = ringConfig('unconditional', 'gaussian', 1);
const run = (id: string) =>
  ({
    id,
    name: id,
    status: 'finished',
    step: 500,
    createdAt: 1,
    pinned: false,
    slot: 1,
    config: { ...config, sampling: { ...config.sampling, solver: 'dopri5', steps: 40 } },
    metrics: [],
  }) as unknown as RunSummary;

beforeEach(() => {
  asked = [];
  comparison.step = null;
  comparison.pictures.clear();
  comparison.problems.clear();
  vi.spyOn(library, 'find').mockImplementation((id) => run(id ?? ''));
  for (const id of ['a', 'b'])
    library.snapshots.set(
      id,
      [0, 250, 500].map((step) => ({ step, metrics: [] }) as never),
    );
  comparison.choose(['a', 'b']);
});

it('a solver that is stuck says where, and one button solves that run in fixed steps', async () => {
  answer = ({ solver }) => (solver === 'dopri5' ? fail('bad-input', stuck) : flow(1));
  await comparison.show('a');
  expect(comparison.problems.get('a')).toMatchObject({ message: stuck, repair: { label: 'Use RK4, 40 steps' } });
  comparison.mend('a');
  await comparison.show('a');
  expect(asked.map(({ solver }) => solver)).toEqual(['dopri5', 'rk4']);
  expect(comparison.problems.has('a')).toBe(false);
  expect(comparison.pictures.get('a')?.key).toBe(comparison.keyOf('a'));
  // The other run is solved as it was told to be.
  expect([comparison.solverOf(run('a')), comparison.solverOf(run('b'))]).toEqual(['rk4', 'dopri5']);
});

it('diverged weights are told, nothing of them is drawn, and one button goes to the snapshot before', async () => {
  answer = ({ step }) => flow(step === 500 ? Number.NaN : 1);
  await comparison.show('b');
  expect(comparison.problems.get('b')?.message).toContain('the weights of step 500 may have diverged');
  expect(comparison.pictures.has('b')).toBe(false);
  comparison.mend('b');
  await comparison.show('b');
  expect(asked.map(({ step }) => step)).toEqual([500, 250]);
  expect(comparison.pictures.get('b')?.step).toBe(250);
});

it('a snapshot that is gone leads to the newest of each, and anything else to another try', async () => {
  comparison.step = 0;
  answer = () => fail('not-found', 'b has no snapshot at step 0.');
  await comparison.show('b');
  expect(comparison.problems.get('b')?.repair.label).toBe('Show the newest snapshot');
  comparison.mend('b');
  expect(comparison.step).toBeNull();
  answer = () => fail('engine-gone', 'The engine stopped.');
  await comparison.show('b');
  expect(comparison.problems.get('b')?.repair.label).toBe('Try again');
});
