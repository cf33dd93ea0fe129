/** A square grid of places around the origin, rows by x₂, columns by x₁, both ascending. */
import type { VelocityField } from './mixture.ts';

type SquareGrid = { readonly grid: number; readonly extent: number };

/** Its places, from −extent to extent on both axes: `[grid, grid, 2]`. */
export function gridPlaces({ grid, extent }: SquareGrid): Float32Array {
  const place = (k: number) => -extent + (2 * extent * k) / (grid - 1);
  const places = new Float32Array(2 * grid * grid);
  for (let k = 0; k < grid * grid; k++) places.set([place(k % grid), place(Math.floor(k / grid))], 2 * k);
  return places;
}

/** A velocity at t on the grid: `[grid, grid, 2]`. */
export function velocityOnGrid(field: VelocityField, shape: SquareGrid, t: number): Float32Array {
  const values = gridPlaces(shape);
  const out = new Float64Array(2);
  for (let k = 0; k < values.length; k += 2) {
    field(values[k] as number, values[k + 1] as number, t, out);
    values.set(out, k);
  }
  return values;
}

/** ‖a − b‖ of two fields at every place, `[places]`. */
export function distances(a: Float32Array, b: Float32Array): Float32Array {
  return Float32Array.from({ length: a.length / 2 }, (_, k) =>
    Math.hypot((a[2 * k] ?? 0) - (b[2 * k] ?? 0), (a[2 * k + 1] ?? 0) - (b[2 * k + 1] ?? 0)),
  );
}
