import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ringConfig } from '../../shared/model/presets.ts';
import type { RunSummary } from '../../shared/model/records.ts';
import { fail } from '../../shared/result.ts';

vi.stubGlobal('innerWidth', 1440);
vi.stubGlobal('innerHeight', 900);
type Asked = { readonly command: string; readonly n: number; readonly steps: number };
let asked: Asked[] = [];
vi.mock('../api.ts', () => ({
  call: async (command: string, input: { readonly n: number; readonly steps: number }) => {
    asked.push({ command, n: input.n, steps: input.steps });
    return command === 'runs.data'
      ? { ok: true, value: { points: new Float32Array(2), labels: new Int32Array(1), extent: 4, source: null } }
      : fail('unavailable', 'The engine refused.');
  },
  subscribe: () => () => undefined,
}));

const run = { id: 'r', name: 'r', status: 'finished', config: ringConfig('unconditional', 'gaussian', 1) };
const any = { kind: 'any' } as const;
const samples = () => asked.filter(({ command }) => command === 'runs.sample').map(({ n, steps }) => [n, steps]);

beforeEach(() => {
  asked = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

it('a run of many steps is asked for quickly first, then whole, and no more, also when it is refused', async () => {
  const { flow } = await import('./flow.svelte.ts');
  flow.show(run as unknown as RunSummary, null, any);
  await vi.advanceTimersByTimeAsync(5000);
  expect(samples()).toEqual([
    [200, 100],
    [600, 500],
  ]);
  expect(flow.problem).toBe('The engine refused.');
  // The same run again, at another step: it is open already.
  asked = [];
  flow.show(run as unknown as RunSummary, 250, any);
  await vi.advanceTimersByTimeAsync(5000);
  expect(samples()).toEqual([[600, 500]]);
});
