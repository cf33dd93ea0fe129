/** Density of particles on a grid: fog of the slice and fading of the arrows. */

/**
 * Kernel density estimate p(x) on a square grid over ±extent, `[size, size]`, rows x₂ ascending, per unit area:
 * points are shared out to their four nearest cells, then blurred three times by a box, which is close to a Gaussian of
 * standard deviation `bandwidth` (variance of three boxes of radius r cells: r(r+1)). Integrates to the share of points
 * inside.
 */
export class DensityGrid {
  readonly size: number;
  readonly values: Float32Array;
  readonly #spare: Float32Array;
  #extent = 1;

  constructor(size: number) {
    this.size = size;
    this.values = new Float32Array(size * size);
    this.#spare = new Float32Array(size * size);
  }

  /** `points` is `[n, 2]`. */
  load(points: Float32Array, extent: number, bandwidth: number): void {
    const { size, values } = this;
    const cell = (2 * extent) / size;
    const count = points.length / 2;
    this.#extent = extent;
    values.fill(0);
    if (count === 0) return;
    const share = 1 / (count * cell * cell);
    for (let i = 0; i < count; i++) {
      const column = ((points[2 * i] as number) + extent) / cell - 0.5;
      const row = ((points[2 * i + 1] as number) + extent) / cell - 0.5;
      const left = Math.floor(column);
      const low = Math.floor(row);
      for (let dy = 0; dy < 2; dy++) {
        for (let dx = 0; dx < 2; dx++) {
          const x = left + dx;
          const y = low + dy;
          if (x < 0 || y < 0 || x >= size || y >= size) continue;
          const weight = (dx ? column - left : 1 - column + left) * (dy ? row - low : 1 - row + low);
          values[y * size + x] = (values[y * size + x] as number) + weight * share;
        }
      }
    }
    const variance = (bandwidth / cell) ** 2;
    const radius = Math.max(0, Math.round((Math.sqrt(1 + 4 * variance) - 1) / 2));
    for (let pass = 0; radius > 0 && pass < 3; pass++) {
      blurRows(values, this.#spare, size, radius, 1, size);
      blurRows(this.#spare, values, size, radius, size, 1);
    }
  }

  /** Density at the cell of (x₁, x₂); 0 outside. */
  at(x1: number, x2: number): number {
    const { size } = this;
    const cell = (2 * this.#extent) / size;
    const column = Math.floor((x1 + this.#extent) / cell);
    const row = Math.floor((x2 + this.#extent) / cell);
    return column < 0 || row < 0 || column >= size || row >= size ? 0 : (this.values[row * size + column] as number);
  }
}

/** Running mean of 2·radius + 1 cells along one axis; `step` between neighbours, `jump` between lines. */
function blurRows(
  from: Float32Array,
  to: Float32Array,
  size: number,
  radius: number,
  step: number,
  jump: number,
): void {
  const scale = 1 / (2 * radius + 1);
  for (let line = 0; line < size; line++) {
    const start = line * jump;
    let sum = 0;
    for (let k = 0; k < Math.min(radius, size); k++) sum += from[start + k * step] as number;
    for (let k = 0; k < size; k++) {
      if (k + radius < size) sum += from[start + (k + radius) * step] as number;
      if (k - radius - 1 >= 0) sum -= from[start + (k - radius - 1) * step] as number;
      to[start + k * step] = sum * scale;
    }
  }
}
