import { describe, expect, it } from 'vitest';
import { BOX_HALF, tickStep, ticksWithin, World } from './world.ts';

describe('the world', () => {
  const world = new World(4.1, 4.2);

  it('puts t on X, x₂ up and −x₁ on Z', () => {
    const out = new Float32Array(4);
    world.write(1, 4.2, -4.2, out, 1);
    expect(out[0]).toBe(0);
    expect(out[1]).toBeCloseTo(2.05, 6);
    expect(out[2]).toBeCloseTo(-BOX_HALF, 6);
    expect(out[3]).toBeCloseTo(-BOX_HALF, 6);
  });

  it('finds the data place of a place in the scene again', () => {
    const [x1, x2] = world.dataOf(world.y(-1.3), world.z(2.7));
    expect(x1).toBeCloseTo(2.7, 12);
    expect(x2).toBeCloseTo(-1.3, 12);
  });

  it('has the same box for every window of the data', () => {
    for (const extent of [0.5, 4.2, 30]) expect(new World(4.1, extent).y(extent)).toBeCloseTo(BOX_HALF, 12);
  });
});

describe('ticks', () => {
  it.each([
    [4.2, 2],
    [1, 0.5],
    [2.4, 1],
    [8, 2],
    [12, 5],
    [0.31, 0.1],
  ])('of ±%s are %s apart', (extent, step) => expect(tickStep(extent)).toBeCloseTo(step, 12));

  it('lie symmetrically around zero within the limit', () => {
    expect(ticksWithin(4.2, 2)).toEqual([-4, -2, 0, 2, 4]);
    expect(ticksWithin(0.3, 0.1)).toHaveLength(7);
    expect(ticksWithin(0.5, 2)).toEqual([0]);
  });
});
