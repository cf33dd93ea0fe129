/** From data to world: X = t, Y = x₂ (up), Z = −x₁, so that the source is left and the data right and towards the viewer. */

/** Half of the box's height and depth in world units, whatever window of the data it shows. */
export const BOX_HALF = 1.05;

export class World {
  /** Length of the time axis. */
  readonly length: number;
  /** Half width of the shown window (data units). */
  readonly extent: number;
  readonly #scale: number;

  constructor(length: number, extent: number) {
    this.length = length;
    this.extent = extent;
    this.#scale = BOX_HALF / extent;
  }

  x(t: number): number {
    return (t - 0.5) * this.length;
  }

  y(x2: number): number {
    return x2 * this.#scale;
  }

  z(x1: number): number {
    return -x1 * this.#scale;
  }

  /** Data coordinates (x₁, x₂) of a place in a plane across the time axis. */
  dataOf(y: number, z: number): readonly [number, number] {
    return [-z / this.#scale, y / this.#scale];
  }

  /** Writes the place of (t, x₁, x₂) into `out` from `offset` on. */
  write(t: number, x1: number, x2: number, out: Float32Array, offset: number): void {
    out[offset] = this.x(t);
    out[offset + 1] = this.y(x2);
    out[offset + 2] = this.z(x1);
  }
}

/** Distance of grid lines and ticks: about two on each side of the origin, at 1, 2 or 5 times a power of ten. */
export function tickStep(extent: number): number {
  const rough = extent / 2;
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
}

/** Multiples of `step` within ±limit. */
export function ticksWithin(limit: number, step: number): number[] {
  const count = Math.floor(limit / step + 1e-9);
  return Array.from({ length: 2 * count + 1 }, (_, i) => (i - count) * step);
}
