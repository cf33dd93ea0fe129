import { describe, expect, it } from 'vitest';
import type { MetricRow } from '../../../shared/comparison/metric-rows.ts';
import { keyRows } from './key-rows.ts';

const row = (name: string, ...means: (number | null)[]): MetricRow => ({
  name,
  label: name,
  better: 'lower',
  cells: means.map((mean) =>
    mean === null ? null : { mean, std: null, seeds: 1, n: 100, floor: null, verdict: { kind: 'equal' } },
  ),
});
const names = (rows: readonly MetricRow[]) => keyRows(rows).map(({ name }) => name);

describe('the figures that stand open in Compare', () => {
  it('are distance, cost and straightness before the rest', () => {
    const rows = [
      row('loss', 1, 2),
      row('w2', 1, 2),
      row('mmd', 1, 2),
      row('pathEnergy', 1, 2),
      row('npe', 1, 2),
      row('nfe', 80, 90),
    ];
    expect(names(rows)).toEqual(['w2', 'npe', 'nfe']);
  });

  it('leave out what is the same for all runs while others tell them apart', () => {
    const rows = [row('w2', 1, 2), row('npe', 1, 2), row('nfe', 500, 500), row('within3Std', 0.8, 0.9)];
    expect(names(rows)).toEqual(['w2', 'npe', 'within3Std']);
  });

  it('are filled up from what there is, each once', () => {
    expect(names([row('nfe', 500, 500), row('mmd', 1, null)])).toEqual(['nfe', 'mmd']);
    expect(names([])).toEqual([]);
  });
});
