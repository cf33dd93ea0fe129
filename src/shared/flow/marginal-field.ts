/**
 * The velocity that particles of all conditions together have: u_t(x) = Σ_c p_t(c | x)·v(x, t, c), with the posterior
 * p_t(c | x) estimated from where the particles of each condition are at t (a kernel density on the grid, conditions
 * equally likely). A conditional model answers for one condition at a time; a grid of mixed answers would be no field.
 */
import type { Trajectories } from '../model/records.ts';

export type ConditionField = {
  /** Class label or radius, as in the trajectories' conditions. */
  readonly condition: number;
  /** `[times, grid, grid, 2]`, rows x₂ ascending. */
  readonly values: Float32Array;
};
export type GridShape = { readonly times: readonly number[]; readonly grid: number; readonly extent: number };

/** Kernel width (Scott's rule: spread · n^(−1/6)) within these shares of the window's half width. */
const BANDWIDTH = { least: 0.03, most: 0.12 };
/** Where no particle is near, all conditions count alike. */
const NOWHERE = 1e-12;

/** The mixed field, `[times, grid, grid, 2]`. */
export function marginalField(
  fields: readonly ConditionField[],
  trajectories: Trajectories,
  shape: GridShape,
): Float32Array {
  const { times, grid } = shape;
  const cells = grid * grid;
  const mixed = new Float32Array(times.length * cells * 2);
  const densities = fields.map(() => new Float32Array(cells));
  times.forEach((t, k) => {
    fields.forEach(({ condition }, c) => {
      conditionDensity(trajectories, condition, t, shape, densities[c] as Float32Array);
    });
    for (let cell = 0; cell < cells; cell++) {
      let total = 0;
      for (const density of densities) total += (density[cell] as number) + NOWHERE;
      const at = 2 * (k * cells + cell);
      fields.forEach(({ values }, c) => {
        const weight = ((densities[c]?.[cell] ?? 0) + NOWHERE) / total;
        mixed[at] = (mixed[at] as number) + weight * (values[at] ?? 0);
        mixed[at + 1] = (mixed[at + 1] as number) + weight * (values[at + 1] ?? 0);
      });
    }
  });
  return mixed;
}

/** Mean kernel of the condition's particles at t, on the grid, into `density`. */
function conditionDensity(
  trajectories: Trajectories,
  condition: number,
  t: number,
  { grid, extent }: GridShape,
  density: Float32Array,
): void {
  density.fill(0);
  const places = placesOf(trajectories, condition, t);
  const count = places.length / 2;
  if (count === 0) return;
  const wanted = spread(places) * count ** (-1 / 6);
  const width = extent * Math.min(BANDWIDTH.most, Math.max(BANDWIDTH.least, wanted / extent));
  const [kernelX, kernelY] = [new Float32Array(grid), new Float32Array(grid)];
  for (let i = 0; i < places.length; i += 2) {
    const [left, right] = fillKernel(kernelX, places[i] as number, extent, width);
    const [bottom, top] = fillKernel(kernelY, places[i + 1] as number, extent, width);
    for (let row = bottom; row <= top; row++) {
      // The height of a kernel falls with its width, or wide conditions would win everywhere.
      const weight = (kernelY[row] as number) / (count * width * width);
      for (let column = left; column <= right; column++) {
        const cell = row * grid + column;
        density[cell] = (density[cell] as number) + weight * (kernelX[column] as number);
      }
    }
  }
}

/** Positions at t of the particles of one condition, `[n, 2]`, between frames by straight lines. */
function placesOf(trajectories: Trajectories, condition: number, t: number): readonly number[] {
  const { frames, frameCount, particleCount, conditions } = trajectories;
  const place = t * (frameCount - 1);
  const frame = Math.min(Math.max(0, frameCount - 2), Math.floor(place));
  const share = Math.min(1, place - frame);
  const places: number[] = [];
  for (let i = 0; i < particleCount; i++) {
    if (conditions[i] !== condition) continue;
    for (const axis of [0, 1]) {
      const from = 2 * (frame * particleCount + i) + axis;
      const start = frames[from] ?? 0;
      places.push(start + share * ((frames[from + 2 * particleCount] ?? start) - start));
    }
  }
  return places;
}

/** Standard deviation per axis, both axes together. */
function spread(places: readonly number[]): number {
  const count = places.length / 2;
  let [sumX, sumY, squares] = [0, 0, 0];
  for (let i = 0; i < places.length; i += 2) {
    const [x, y] = [places[i] as number, places[i + 1] as number];
    sumX += x;
    sumY += y;
    squares += x * x + y * y;
  }
  return Math.sqrt(Math.max(0, (squares - (sumX * sumX + sumY * sumY) / count) / (2 * count)));
}

/** Fills the kernel where it matters, within five widths, and returns the first and last place filled. */
function fillKernel(kernel: Float32Array, centre: number, extent: number, width: number): readonly [number, number] {
  const cell = (2 * extent) / (kernel.length - 1);
  const first = Math.max(0, Math.ceil((centre - 5 * width + extent) / cell));
  const last = Math.min(kernel.length - 1, Math.floor((centre + 5 * width + extent) / cell));
  for (let k = first; k <= last; k++) {
    const distance = (k * cell - extent - centre) / width;
    kernel[k] = Math.exp((-distance * distance) / 2);
  }
  return [first, last];
}
