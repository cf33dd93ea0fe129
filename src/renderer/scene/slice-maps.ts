/** Maps that the slice can show: a scalar on a square grid as magma, and contours of one. */
import { mapColour, mapRange } from './colour-map.ts';
import type { Theme } from './types.ts';

/** Values `[grid, grid]`, rows x₂ ascending, columns x₁ ascending, over ±extent. */
export type ScalarGrid = { readonly grid: number; readonly extent: number; readonly values: ArrayLike<number> };

type ToPixel = (value: number) => number;

/** One cell a grid point, magma from 0 to `max`; alpha leaves streamlines and particles readable. */
export function drawScalar(
  context: CanvasRenderingContext2D,
  { grid, extent, values }: ScalarGrid,
  max: number,
  toX: ToPixel,
  toY: ToPixel,
  theme: Theme,
): void {
  const range = mapRange(theme);
  const step = (2 * extent) / (grid - 1);
  context.globalAlpha = 0.75;
  for (let k = 0; k < grid * grid; k++) {
    const [x, y] = [-extent + step * (k % grid), -extent + step * Math.floor(k / grid)];
    const colour = mapColour('magma', (values[k] as number) / Math.max(max, 1e-12), range);
    context.fillStyle = `rgb(${colour.map((part) => Math.round(part * 255)).join(' ')})`;
    // Whole pixels: half-covered edges would lie over each other as a grid.
    const [left, top] = [Math.round(toX(x - step / 2)), Math.round(toY(y + step / 2))];
    context.fillRect(left, top, Math.round(toX(x + step / 2)) - left, Math.round(toY(y - step / 2)) - top);
  }
  context.globalAlpha = 1;
}

/** Segments of the level set of a grid by marching squares: x₁, x₂ of both ends, one after the other. */
export function contourSegments({ grid, extent, values }: ScalarGrid, level: number): number[] {
  const segments: number[] = [];
  const step = (2 * extent) / (grid - 1);
  const at = (row: number, column: number) => values[row * grid + column] as number;
  for (let row = 0; row + 1 < grid; row++) {
    for (let column = 0; column + 1 < grid; column++) {
      const corners = [
        [column, row],
        [column + 1, row],
        [column + 1, row + 1],
        [column, row + 1],
      ] as const;
      const crossings: number[] = [];
      corners.forEach(([c, r], k) => {
        const [nextC, nextR] = corners[(k + 1) % 4] as readonly [number, number];
        const [here, there] = [at(r, c) - level, at(nextR, nextC) - level];
        if (here >= 0 === there >= 0) return;
        const share = here / (here - there);
        crossings.push(-extent + step * (c + share * (nextC - c)), -extent + step * (r + share * (nextR - r)));
      });
      // A saddle has four crossings: they are joined in the order in which they are met.
      for (let k = 0; k + 3 < crossings.length; k += 4) segments.push(...crossings.slice(k, k + 4));
    }
  }
  return segments;
}

export function drawContours(
  context: CanvasRenderingContext2D,
  density: ScalarGrid,
  levels: readonly number[],
  colour: string,
  toX: ToPixel,
  toY: ToPixel,
): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  levels.forEach((level, k) => {
    context.globalAlpha = 0.35 + (0.55 * (k + 1)) / levels.length;
    context.beginPath();
    const ends = contourSegments(density, level);
    for (let i = 0; i + 3 < ends.length; i += 4) {
      context.moveTo(toX(ends[i] as number), toY(ends[i + 1] as number));
      context.lineTo(toX(ends[i + 2] as number), toY(ends[i + 3] as number));
    }
    context.stroke();
  });
  context.globalAlpha = 1;
}
