import { describe, expect, it } from 'vitest';
import { bestMetrics, metricDirection } from './metric-direction.ts';

const at = (name: string, step: number, value: number, n = 100) => ({ name, step, value, n, floor: null });

describe('bestMetrics', () => {
  it('takes the lowest distance and the highest accuracy, with the step it was reached at', () => {
    const metrics = [at('w2', 1, 3), at('w2', 2, 1), at('w2', 3, 2), at('accuracy', 1, 0.9), at('accuracy', 3, 0.8)];
    expect(bestMetrics(metrics)).toEqual([at('accuracy', 1, 0.9), at('w2', 2, 1)]);
  });
  it('leaves out figures of another n, NaN, and names that only describe', () => {
    const metrics = [at('w2', 1, 0.1, 10), at('w2', 2, 5), at('w2', 3, Number.NaN), at('evaluations', 3, 7)];
    expect(bestMetrics(metrics)).toEqual([at('w2', 2, 5)]);
  });
  it('knows the direction of a figure at one condition', () => {
    expect(metricDirection('radiusError@2.5')).toBe('lower');
  });
  it('calls little path energy no merit: a flow that does not move spends none', () => {
    expect([metricDirection('pathEnergy'), metricDirection('npe')]).toEqual(['neither', 'lower']);
  });
});
