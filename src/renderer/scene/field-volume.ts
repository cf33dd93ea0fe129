import { frameAt } from './trajectory.ts';
import type { FieldVolume } from './types.ts';

/** Velocity on the grid at one time, `[grid, grid, 2]`, and a bilinear reader of it. */
export class FieldPlane {
  readonly grid: number;
  readonly extent: number;
  readonly values: Float32Array;

  constructor(grid: number, extent: number) {
    this.grid = grid;
    this.extent = extent;
    this.values = new Float32Array(grid * grid * 2);
  }

  /** Fills the plane with the volume at time t, linear between its times. */
  load(volume: FieldVolume, t: number): void {
    const { index, fraction } = frameAt(volume.times, t);
    const size = this.values.length;
    const here = index * size;
    const next = Math.min(index + 1, volume.times.length - 1) * size;
    for (let i = 0; i < size; i++) {
      const value = volume.values[here + i] as number;
      this.values[i] = value + ((volume.values[next + i] as number) - value) * fraction;
    }
  }

  /** Writes the velocity at (x₁, x₂) into `out`; outside of the grid the nearest edge counts. */
  at(x1: number, x2: number, out: Float64Array): void {
    const { grid, extent, values } = this;
    const column = Math.min(grid - 1, Math.max(0, ((x1 + extent) / (2 * extent)) * (grid - 1)));
    const row = Math.min(grid - 1, Math.max(0, ((x2 + extent) / (2 * extent)) * (grid - 1)));
    const left = Math.min(grid - 2, Math.floor(column));
    const low = Math.min(grid - 2, Math.floor(row));
    const across = column - left;
    const up = row - low;
    const corner = (low * grid + left) * 2;
    const above = corner + grid * 2;
    const w00 = (1 - across) * (1 - up);
    const w10 = across * (1 - up);
    const w01 = (1 - across) * up;
    const w11 = across * up;
    for (let axis = 0; axis < 2; axis++) {
      out[axis] =
        w00 * (values[corner + axis] as number) +
        w10 * (values[corner + 2 + axis] as number) +
        w01 * (values[above + axis] as number) +
        w11 * (values[above + 2 + axis] as number);
    }
  }
}

/** Velocity at (t, x₁, x₂): trilinear in the volume. For many points of one time use `FieldPlane`. */
export function fieldAt(volume: FieldVolume, t: number, x1: number, x2: number): [number, number] {
  const plane = new FieldPlane(volume.grid, volume.extent);
  plane.load(volume, t);
  const out = new Float64Array(2);
  plane.at(x1, x2, out);
  return [out[0] ?? 0, out[1] ?? 0];
}
