import { describe, expect, it } from 'vitest';
import { ringConfig } from '../../../shared/model/presets.ts';
import { exampleRun } from '../../../shared/query/example-run.ts';
import { inKeptOrder, rowsOf, windowOf } from './rows.ts';

const run = (name: string, seed: number) => exampleRun(name, { config: ringConfig('onehot', 'gaussian', seed) });
const radius = exampleRun('radius', { config: ringConfig('radius', 'gaussian', 1) });
const RUNS = [run('a-s1', 1), run('a-s2', 2), radius];

describe('rowsOf', () => {
  it('opens a group to its seeds and leaves single runs as they are', () => {
    const words = (open: boolean) =>
      rowsOf(RUNS, 'settings', () => open).map((row) =>
        row.kind === 'group' ? `${row.name} ×${row.runs.length}` : row.run.name,
      );
    expect(words(false)).toEqual(['a ×2', 'radius']);
    expect(words(true)).toEqual(['a ×2', 'a-s1', 'a-s2', 'radius']);
  });
  it('says which runs a seed does not tell apart', () => {
    const rows = rowsOf([run('a', 1), run('b', 1), run('c', 2)], 'settings', () => true);
    expect(rows.map((row) => row.kind === 'run' && row.seedAgain === true)).toEqual([false, true, true, false]);
  });
  it('tells groups of one name by the settings in which they differ, and others by their name alone', () => {
    const small = (name: string, seed: number) =>
      exampleRun(name, { config: { ...ringConfig('onehot', 'gaussian', seed), batch: 32 } });
    const told = (runs: Parameters<typeof rowsOf>[0]) =>
      rowsOf(runs, 'settings', () => false).map((row) => (row.kind === 'group' ? row.told : 'a run'));
    expect(told([run('a-s1', 1), run('a-s2', 2), small('a-3', 3), small('a-4', 4)])).toEqual(['batch 128', 'batch 32']);
    expect(told([run('a-s1', 1), run('a-s2', 2), small('b-3', 3), small('b-4', 4)])).toEqual([undefined, undefined]);
  });
  it('gives a run in two groups two rows', () => {
    const ids = rowsOf([{ ...radius, tags: ['x', 'y'] }], 'tag', () => true).map((row) => row.id);
    expect(new Set(ids).size).toBe(4);
  });
});

describe('inKeptOrder', () => {
  const reversed = (runs: readonly (typeof radius)[]) => runs.toReversed();
  it('keeps live rows where they are until runs come or go', () => {
    const kept = inKeptOrder(RUNS, ['radius', 'a-s1', 'a-s2'], reversed).map((each) => each.name);
    expect(kept).toEqual(['radius', 'a-s1', 'a-s2']);
    expect(inKeptOrder(RUNS, ['radius', 'a-s1'], reversed)[0]?.name).toBe('radius');
    expect(inKeptOrder(RUNS, ['x', 'a-s1', 'a-s2'], reversed)[0]?.name).toBe('radius');
  });
});

describe('windowOf', () => {
  it('is what is in sight and a little more, inside the list', () => {
    expect(windowOf(10_000, 32, 3200, 640, 10)).toEqual({ first: 90, last: 130 });
    expect(windowOf(5, 32, 0, 640)).toEqual({ first: 0, last: 5 });
    expect(windowOf(5, 32, 99_999, 640)).toEqual({ first: 5, last: 5 });
  });
});
