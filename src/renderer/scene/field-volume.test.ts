import { describe, expect, it } from 'vitest';
import { FieldPlane, fieldAt } from './field-volume.ts';
import type { FieldVolume } from './types.ts';

/** A volume whose velocity is linear in t, x₁ and x₂: trilinear reading must be exact. */
function linearVolume(grid: number, extent: number): FieldVolume {
  const times = [0, 0.2, 1];
  const values: number[] = [];
  for (const t of times) {
    for (let row = 0; row < grid; row++) {
      for (let column = 0; column < grid; column++) {
        const x1 = -extent + (2 * extent * column) / (grid - 1);
        const x2 = -extent + (2 * extent * row) / (grid - 1);
        values.push(x1 + 10 * t, 2 * x2 - t);
      }
    }
  }
  return { values: Float32Array.from(values), times, grid, extent };
}

describe('the field', () => {
  const volume = linearVolume(5, 3);

  it.each([
    [0, 0, 0],
    [0.2, -3, 3],
    [0.6, 1.234, -2.5],
    [1, 3, 3],
  ])('at t = %s, (%s, %s) is exact for a linear field', (t, x1, x2) => {
    const [v1, v2] = fieldAt(volume, t, x1, x2);
    expect(v1).toBeCloseTo(x1 + 10 * t, 4);
    expect(v2).toBeCloseTo(2 * x2 - t, 4);
  });

  it('continues its edge outside of the grid', () => {
    expect(fieldAt(volume, 0.5, 99, 0)).toEqual(fieldAt(volume, 0.5, 3, 0));
    expect(fieldAt(volume, 7, 1, -99)).toEqual(fieldAt(volume, 1, 1, -3));
  });

  it('keeps rows as x₂ and columns as x₁', () => {
    const plane = new FieldPlane(2, 1);
    plane.values.set([0, 0, 1, 0, 0, 1, 1, 1]);
    const out = new Float64Array(2);
    plane.at(1, -1, out);
    expect([...out]).toEqual([1, 0]);
    plane.at(-1, 1, out);
    expect([...out]).toEqual([0, 1]);
  });
});
