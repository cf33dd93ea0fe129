import { describe, expect, it } from 'vitest';
import { DensityGrid } from './density.ts';

const cellArea = (size: number, extent: number) => ((2 * extent) / size) ** 2;
const total = (grid: DensityGrid, extent: number) =>
  grid.values.reduce((sum, value) => sum + value, 0) * cellArea(grid.size, extent);

describe('the density of particles', () => {
  it('integrates to one when all lie well inside', () => {
    const grid = new DensityGrid(64);
    grid.load(Float32Array.from([0.3, -0.2, 1, 1, -1.2, 0.4]), 4, 0.2);
    expect(total(grid, 4)).toBeCloseTo(1, 4);
  });

  it('is about that of a Gaussian of the bandwidth around one particle', () => {
    const grid = new DensityGrid(128);
    // Boxes of radius 7 cells have just this variance.
    const bandwidth = Math.sqrt(7 * 8) / 16;
    grid.load(Float32Array.from([0, 0]), 4, bandwidth);
    const gaussian = (r: number) => Math.exp(-(r ** 2) / (2 * bandwidth ** 2)) / (2 * Math.PI * bandwidth ** 2);
    expect(grid.at(0, 0) / gaussian(0)).toBeGreaterThan(0.85);
    expect(grid.at(0, 0) / gaussian(0)).toBeLessThan(1.15);
    expect(grid.at(0.5, 0.02) / gaussian(0.5)).toBeGreaterThan(0.85);
    expect(grid.at(0.5, 0.02) / gaussian(0.5)).toBeLessThan(1.15);
  });

  it('is zero far from all and outside', () => {
    const grid = new DensityGrid(64);
    grid.load(Float32Array.from([2, 2]), 4, 0.2);
    expect(grid.at(-2, -2)).toBe(0);
    expect(grid.at(9, 0)).toBe(0);
  });

  it('forgets the particles of before', () => {
    const grid = new DensityGrid(32);
    grid.load(Float32Array.from([1, 1]), 4, 0.3);
    grid.load(new Float32Array(0), 4, 0.3);
    expect(total(grid, 4)).toBe(0);
  });
});
