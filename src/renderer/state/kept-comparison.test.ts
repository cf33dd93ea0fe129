import { beforeEach, expect, it, vi } from 'vitest';
import { FIRST_SETTINGS } from '../../shared/protocol/window-out.ts';

vi.stubGlobal('innerWidth', 1440);
vi.stubGlobal('innerHeight', 900);
const written: unknown[] = [];
vi.mock('../api.ts', () => ({
  call: async (command: string, input: { readonly compared?: unknown }) => {
    if (command === 'settings.write') written.push(input.compared);
    return { ok: true, value: null };
  },
  subscribe: () => () => undefined,
}));
const { comparison } = await import('./comparison.svelte.ts');
const { library } = await import('./library.svelte.ts');
const { settings } = await import('./settings.svelte.ts');
const { keepComparison, restoreComparison } = await import('./kept-comparison.ts');

const chosen = () => comparison.chosen.map((run) => run.id);

beforeEach(() => {
  written.length = 0;
  comparison.choose([]);
  comparison.baselineId = null;
  library.runs = ['a', 'b', 'c'].map((id) => ({ id, name: id, pinned: false })) as never;
});

it('writes nothing before the last comparison was looked for, then every new choice once', async () => {
  await keepComparison({ runs: [], baseline: null });
  settings.current = { ...FIRST_SETTINGS, compared: { runs: ['c', 'a'], baseline: 'a' } };
  restoreComparison();
  expect([chosen(), comparison.baselineId]).toEqual([['c', 'a'], 'a']);
  await keepComparison({ runs: ['c', 'a'], baseline: 'a' });
  expect(written).toEqual([]);
  await keepComparison({ runs: ['c', 'a', 'b'], baseline: 'a' });
  expect(written).toEqual([{ runs: ['c', 'a', 'b'], baseline: 'a' }]);
});

it('leaves out runs that are gone, and a comparison of which one is left', () => {
  settings.current = { ...FIRST_SETTINGS, compared: { runs: ['c', 'gone', 'b'], baseline: 'gone' } };
  restoreComparison();
  expect(chosen()).toEqual(['c', 'b']);
  comparison.choose([]);
  settings.current = { ...FIRST_SETTINGS, compared: { runs: ['c', 'gone'], baseline: null } };
  restoreComparison();
  expect(chosen()).toEqual([]);
});

it('does not take the place of what was chosen already', () => {
  settings.current = { ...FIRST_SETTINGS, compared: { runs: ['a', 'b'], baseline: null } };
  comparison.choose(['c']);
  restoreComparison();
  expect(chosen()).toEqual(['c']);
});
