import { describe, expect, it } from 'vitest';
import type { Metric } from '../../../shared/model/records.ts';
import { metricRows } from './metric-comparison.ts';

const metric = (name: string, value: number, n = 1000, floor: number | null = null): Metric => ({
  name,
  step: 700,
  value,
  n,
  floor,
});
const ring = { data: { name: 'ring', params: { modes: 8, std: 0.25 } } } as const;
const rows = (a: readonly Metric[], b: readonly Metric[]) =>
  metricRows({ metrics: a, config: ring }, { metrics: b, config: ring });

describe('metricRows', () => {
  it('colours a smaller distance as better and a smaller accuracy as worse', () => {
    const [w2, accuracy] = rows(
      [metric('w2', 0.2), metric('accuracy', 1)],
      [metric('accuracy', 0.5), metric('w2', 0.1)],
    );
    expect(w2?.verdict).toEqual({ kind: 'change', percent: -50, better: true });
    expect(accuracy?.verdict).toEqual({ kind: 'change', percent: -50, better: false });
  });
  it('never compares values of different n', () => {
    expect(rows([metric('w2', 0.2, 1000)], [metric('w2', 0.1, 500)])[0]?.verdict).toEqual({ kind: 'n-differs' });
  });
  it('never compares scores on different data, whatever the order of its parameters', () => {
    const a = { metrics: [metric('w2', 0.2)], config: ring };
    const verdictFor = (params: Record<string, number>) =>
      metricRows(a, { metrics: [metric('w2', 0.1)], config: { data: { name: 'ring', params } } })[0]?.verdict.kind;
    expect(verdictFor({ modes: 8, std: 0.3 })).toBe('data-differs');
    expect(verdictFor({ std: 0.25, modes: 8 })).toBe('change');
  });
  it('keeps figures that only one run has', () => {
    expect(rows([metric('w2', 0.2)], [metric('radiusError', 0.1)]).map((row) => [row.name, row.verdict.kind])).toEqual([
      ['w2', 'none'],
      ['radiusError', 'none'],
    ]);
  });
  it('has no percentage of zero', () => {
    expect(rows([metric('radiusError', 0)], [metric('radiusError', 0.1)])[0]?.verdict.kind).toBe('none');
  });
  it('gives no verdict where neither way is better', () => {
    expect(rows([metric('other', 1)], [metric('other', 2)])[0]?.verdict).toMatchObject({ better: null });
  });
  it('places dots and the floor on one axis', () => {
    const places = rows([metric('w2', 0.3, 1000, 0.1)], [metric('w2', 0.2, 1000, 0.1)])[0]?.places;
    expect(places?.floorA).toBeLessThan(places?.b ?? 0);
    expect(places?.floorB).toBe(places?.floorA);
    expect(places?.b).toBeLessThan(places?.a ?? 0);
    expect(rows([metric('w2', 0.3)], [metric('w2', 0.3)])[0]?.places.a).toBe(0.5);
  });
});
