import { cssColour, type Rgb } from '../styles/tokens.ts';
import { type MapRange, mapColour } from './colour-map.ts';
import type { DensityGrid } from './density.ts';
import type { Streamline } from './streamlines.ts';

/** Strokes are gathered by speed and alpha, because every change of style costs more than the line itself. */
const SPEEDS = 12;
const ALPHAS = 5;
/** Points over which a line fades in. */
const FADE = 9;
const HEAD_AT = 0.62;

export type StreamlineLook = {
  readonly speedMax: number;
  readonly range: MapRange;
  readonly toX: (x1: number) => number;
  readonly toY: (x2: number) => number;
};

/** Lines coloured and widened by speed, fading in along the flow, dimmed where there is little mass, one head each. */
export function drawStreamlines(
  context: CanvasRenderingContext2D,
  lines: readonly Streamline[],
  density: DensityGrid,
  { speedMax, range, toX, toY }: StreamlineLook,
): void {
  const buckets: (number[] | undefined)[] = [];
  const colours = Array.from({ length: SPEEDS }, (_, i): Rgb => mapColour('viridis', (i + 0.5) / SPEEDS, range));
  const speedClass = (speed: number) => Math.min(SPEEDS - 1, Math.floor((speed / speedMax) * SPEEDS));
  for (const line of lines) {
    const weight = massWeight(line, density);
    for (let k = 0; k + 5 < line.length; k += 3) {
      const alpha = Math.min(1, k / 3 / FADE + 0.12) * weight;
      const bucket = speedClass(line[k + 2] as number) * ALPHAS + Math.min(ALPHAS - 1, Math.floor(alpha * ALPHAS));
      buckets[bucket] ??= [];
      buckets[bucket].push(
        toX(line[k] as number),
        toY(line[k + 1] as number),
        toX(line[k + 3] as number),
        toY(line[k + 4] as number),
      );
    }
  }
  // Butt ends: pieces of one line meet without showing beads where both are translucent.
  context.lineCap = 'butt';
  buckets.forEach((segments, bucket) => {
    if (!segments) return;
    const speed = Math.floor(bucket / ALPHAS);
    const alpha = (((bucket % ALPHAS) + 0.6) / ALPHAS) * 0.9;
    context.strokeStyle = cssColour(colours[speed] ?? [0, 0, 0], alpha);
    context.lineWidth = 0.7 + 1.1 * ((speed + 0.5) / SPEEDS);
    strokeSegments(context, segments);
  });
  for (const line of lines) {
    const at = Math.floor((line.length / 3 - 2) * HEAD_AT) * 3;
    const colour = colours[speedClass(line[at + 2] as number)] ?? [0, 0, 0];
    context.fillStyle = cssColour(colour, massWeight(line, density));
    fillHead(
      context,
      toX(line[at] as number),
      toY(line[at + 1] as number),
      toX(line[at + 3] as number),
      toY(line[at + 4] as number),
    );
  }
}

function massWeight(line: Streamline, density: DensityGrid): number {
  const middle = Math.floor(line.length / 6) * 3;
  const mass = density.at(line[middle] as number, line[middle + 1] as number);
  return Math.max(0.42, Math.min(1, (mass * 80) ** 0.3));
}

/** `[segments, 4]`; segments that follow each other become one line. */
function strokeSegments(context: CanvasRenderingContext2D, segments: readonly number[]): void {
  context.beginPath();
  let endX = Number.NaN;
  let endY = Number.NaN;
  for (let k = 0; k < segments.length; k += 4) {
    const x = segments[k] as number;
    const y = segments[k + 1] as number;
    if (x !== endX || y !== endY) context.moveTo(x, y);
    endX = segments[k + 2] as number;
    endY = segments[k + 3] as number;
    context.lineTo(endX, endY);
  }
  context.stroke();
}

function fillHead(context: CanvasRenderingContext2D, fromX: number, fromY: number, x: number, y: number): void {
  const size = Math.hypot(x - fromX, y - fromY) || 1;
  const d1 = (x - fromX) / size;
  const d2 = (y - fromY) / size;
  context.beginPath();
  context.moveTo(x + 3.4 * d1, y + 3.4 * d2);
  context.lineTo(x - 2.4 * d1 - 2.3 * d2, y - 2.4 * d2 + 2.3 * d1);
  context.lineTo(x - 2.4 * d1 + 2.3 * d2, y - 2.4 * d2 - 2.3 * d1);
  context.fill();
}
