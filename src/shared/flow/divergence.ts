/** Divergence of a velocity known on a grid, and what follows from it along trajectories. */
import type { Trajectories } from '../model/records.ts';

/** Velocity `[times, grid, grid, 2]`, rows x₂ ascending, columns x₁ ascending over ±extent, ends included. */
export type VelocityGrid = {
  readonly values: Float32Array;
  readonly times: readonly number[];
  readonly grid: number;
  readonly extent: number;
};

/** Scalar `[times, grid, grid]` on the same grid. */
export type ScalarGrid = VelocityGrid;

/**
 * ∇·u = ∂u₁/∂x₁ + ∂u₂/∂x₂ at every grid point by central differences over the neighbouring points (one-sided at the
 * edges). Error O(h²) inside, h = 2·extent / (grid − 1): structure finer than two cells is smoothed away.
 */
export function divergenceGrid({ values, times, grid, extent }: VelocityGrid): ScalarGrid {
  const h = (2 * extent) / (grid - 1);
  const out = new Float32Array(times.length * grid * grid);
  const at = (time: number, row: number, column: number, axis: 0 | 1) =>
    values[((time * grid + row) * grid + column) * 2 + axis] as number;
  for (let time = 0; time < times.length; time++) {
    for (let row = 0; row < grid; row++) {
      const [down, up] = [Math.max(0, row - 1), Math.min(grid - 1, row + 1)];
      for (let column = 0; column < grid; column++) {
        const [left, right] = [Math.max(0, column - 1), Math.min(grid - 1, column + 1)];
        const across = (at(time, row, right, 0) - at(time, row, left, 0)) / ((right - left) * h);
        const along = (at(time, up, column, 1) - at(time, down, column, 1)) / ((up - down) * h);
        out[(time * grid + row) * grid + column] = across + along;
      }
    }
  }
  return { values: out, times, grid, extent };
}

/** The scalar at (x₁, x₂, t): trilinear; beyond the grid the nearest edge counts. */
export function scalarAt({ values, times, grid, extent }: ScalarGrid, x1: number, x2: number, t: number): number {
  const last = times.length - 1;
  let index = 0;
  while (index < last - 1 && (times[index + 1] ?? 1) <= t) index++;
  const start = times[index] ?? 0;
  const span = (times[Math.min(last, index + 1)] ?? start) - start;
  const fraction = span > 0 ? Math.min(1, Math.max(0, (t - start) / span)) : 0;
  const place = (x: number) => Math.min(grid - 1, Math.max(0, ((x + extent) / (2 * extent)) * (grid - 1)));
  const [column, row] = [place(x1), place(x2)];
  const [left, low] = [Math.min(grid - 2, Math.floor(column)), Math.min(grid - 2, Math.floor(row))];
  const [across, up] = [column - left, row - low];
  const plane = (time: number) => {
    const corner = (time * grid + low) * grid + left;
    const value = (offset: number) => values[corner + offset] as number;
    return (
      (1 - up) * ((1 - across) * value(0) + across * value(1)) +
      up * ((1 - across) * value(grid) + across * value(grid + 1))
    );
  };
  const here = plane(index);
  return fraction === 0 || last === 0 ? here : here + (plane(index + 1) - here) * fraction;
}

/** ∇·u where each particle is, `[frameCount, particleCount]`; `gridOf` gives each particle's own grid. */
export function divergenceAlong(
  paths: Trajectories,
  gridOf: (particle: number) => ScalarGrid | undefined,
): Float32Array {
  const { frames, frameCount, particleCount, times } = paths;
  const out = new Float32Array(frameCount * particleCount).fill(Number.NaN);
  for (let particle = 0; particle < particleCount; particle++) {
    const grid = gridOf(particle);
    if (!grid) continue;
    for (let frame = 0; frame < frameCount; frame++) {
      const at = frame * particleCount + particle;
      out[at] = scalarAt(grid, frames[2 * at] as number, frames[2 * at + 1] as number, times[frame] ?? 0);
    }
  }
  return out;
}
