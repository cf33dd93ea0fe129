import { describe, expect, it } from 'vitest';
import { lossBetweenModes, lossWithinModes, STANDARD_NORMAL } from '../../../shared/flow/irreducible.ts';
import { scheduleAt } from '../../../shared/flow/path.ts';
import { configFor, ringConfig } from '../../../shared/model/presets.ts';
import { lossFloor } from './irreducible.ts';

describe('lossFloor', () => {
  it('is what a single Gaussian leaves when the class is known', () => {
    const floor = lossFloor(ringConfig('onehot', 'gaussian', 1));
    expect(floor?.value).toBeCloseTo((0.25 * Math.PI) / 2, 7);
    expect(floor?.digits).toBe(3);
  });
  it('agrees with a longer estimate to the decimals it claims', () => {
    const means = Array.from({ length: 8 }, (_, k) => {
      const angle = (2 * Math.PI * k) / 8;
      return [3 * Math.cos(angle), 3 * Math.sin(angle)] as const;
    });
    const at = (t: number) => scheduleAt({ kind: 'linear', params: {} }, t);
    const pairing = { source: STANDARD_NORMAL, data: { means, std: 0.25 }, at };
    const exact = (lossWithinModes(pairing) ?? Number.NaN) + lossBetweenModes(pairing, false, 60_000).value;
    expect(Math.abs((lossFloor(ringConfig('unconditional', 'gaussian', 1))?.value ?? 0) - exact)).toBeLessThan(0.01);
  });
  it.each([
    ['a radius model', ringConfig('radius', 'gaussian', 1)],
    ['another source', ringConfig('onehot', 'uniform', 1)],
    ['data without a density', configFor('unconditional', 'moons', 'gaussian', 1)],
  ])('is unknown for %s', (_, config) => expect(lossFloor(config)).toBeNull());
});
