import { cssColour, resolveColour } from '../styles/tokens.ts';
import { fitCanvas } from './slice.ts';
import type { Theme } from './types.ts';

export type ThumbnailOptions = {
  readonly theme: Theme;
  /** One colour for all points, or one for each. */
  readonly colour: string | ((point: number) => string);
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Half width of the shown window (data units). */
  readonly extent: number;
  readonly alpha?: number;
  readonly radius?: number;
};

/** A small picture of a cloud of points `[n, 2]`, centred, on a clear ground. */
export function drawThumbnail(canvas: HTMLCanvasElement, points: Float32Array, options: ThumbnailOptions): void {
  const { theme, colour, width, height, extent, alpha = 0.8, radius = 0.9 } = options;
  const context = fitCanvas(canvas, width, height);
  if (!context) return;
  context.clearRect(0, 0, width, height);
  const scale = Math.min(width, height) / (2 * extent);
  const fills = new Map<string, string>();
  const fillOf = (name: string) => {
    const known = fills.get(name) ?? cssColour(resolveColour(name, theme), alpha);
    fills.set(name, known);
    return known;
  };
  for (let i = 0; i < points.length / 2; i++) {
    context.fillStyle = fillOf(typeof colour === 'function' ? colour(i) : colour);
    context.beginPath();
    const x = width / 2 + (points[2 * i] as number) * scale;
    const y = height / 2 - (points[2 * i + 1] as number) * scale;
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }
}
