import { describe, expect, it } from 'vitest';
import { ringConfig } from '../../../shared/model/presets.ts';
import { axesOf, outlook } from './sweep-draft.ts';

const config = ringConfig('onehot', 'gaussian', 1);
const draft = (path: string, values: string, seeds = '1') => ({
  name: 'a',
  axes: [{ path, values }],
  shape: 'grid' as const,
  seeds,
});

describe('the sweep dialog', () => {
  it('parts values by commas or semicolons and leaves empty lines out', () => {
    expect(
      axesOf([
        { path: 'lr', values: '1e-3, 3e-4' },
        { path: '', values: '' },
      ]),
    ).toEqual([{ path: 'lr', values: ['1e-3', '3e-4'] }]);
    expect(axesOf([{ path: 'data', values: 'ring:modes=5,std=.3; moons' }])[0]?.values).toHaveLength(2);
  });
  it('says what it comes to before anything starts', () => {
    expect(outlook(draft('width', '8, 16', '3'), config).plan?.runs).toHaveLength(6);
  });
  it('says what is wrong in one sentence without flags', () => {
    const problem = (path: string, values: string, seeds?: string) =>
      outlook(draft(path, values, seeds), config).problem;
    expect(problem('widht', '1')).toBe('Widht: there is no such setting (did you mean width?).');
    expect(problem('width', '0')).toBe('W0: Width must be a whole number from 1 to 2048.');
    expect(problem('width', '1,2', 'x')).toMatch(/^Seeds NaN: must be a whole number from 1 to 1000/);
    expect(problem('', '')).toBe('Nothing varies; give a setting with its values, or Seeds.');
  });
});
