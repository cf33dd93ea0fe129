import { describe, expect, it } from 'vitest';
import { exampleRun } from '../../../shared/query/example-run.ts';
import { figureAxis, figureOf, groupFigure, usualFigure } from './figure.ts';

const run = (w2: number, best = w2) => exampleRun('r', { metrics: { w2 }, best: { w2: best } });

describe('figures of the table', () => {
  it('are the last or the best value', () => {
    expect([figureOf(run(3, 1), 'w2', 'last')?.value, figureOf(run(3, 1), 'w2', 'best')?.value]).toEqual([3, 1]);
    expect(figureOf(run(3), 'none', 'best')).toBeNull();
  });
  it('stand on one logarithmic axis with round ends', () => {
    const axis = figureAxis('w2', [0.013, 0.07, Number.NaN]);
    expect([axis?.low, axis?.high]).toEqual([0.01, 0.1]);
    expect(axis?.place(Math.sqrt(0.001))).toBeCloseTo(0.5, 6);
    expect([axis?.place(1e-9), axis?.place(10)]).toEqual([0, 1]);
    expect(figureAxis('w2', [])).toBeNull();
  });
  it('stand between 0 and 1 where that is their range', () => {
    expect(figureAxis('accuracy', [0.5])?.place(0.25)).toBe(0.25);
  });
  it('are mean and spread of a group, but never of different n', () => {
    expect(groupFigure([run(1), run(3)], 'w2', 'last')).toEqual({ count: 2, mean: 2, std: Math.SQRT2 });
    const other = { ...run(1), metrics: [{ name: 'w2', step: 1, value: 1, n: 5, floor: null }] };
    expect(groupFigure([run(1), other], 'w2', 'last')).toBe('n-differs');
    expect(groupFigure([exampleRun('x')], 'w2', 'last')).toBeNull();
  });
  it('is the one that most runs have', () => {
    const radius = exampleRun('r', { metrics: { radiusError: 1 } });
    expect(usualFigure([radius, radius, radius, run(1)])).toBe('radiusError');
    expect(usualFigure([run(1)])).toBe('w2');
  });
});
