/** A density on a square grid of places from −extent to extent, rows by x₂, columns by x₁: `[grid, grid]`. */
export type DensityGrid = { readonly grid: number; readonly extent: number; readonly values: ArrayLike<number> };

/**
 * ∫ p over the grid's window by the trapezoid rule: 1 when nothing of the density lies outside. For densities smooth on
 * the scale of a cell it is far more accurate than the cell is small.
 */
export function massWithin({ grid, extent, values }: DensityGrid): number {
  const weight = (k: number) => (k === 0 || k === grid - 1 ? 0.5 : 1);
  let sum = 0;
  for (let row = 0; row < grid; row++) {
    for (let column = 0; column < grid; column++) {
      sum += weight(row) * weight(column) * (values[row * grid + column] ?? 0);
    }
  }
  return sum * ((2 * extent) / (grid - 1)) ** 2;
}
