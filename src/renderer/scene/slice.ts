/** The 2-D slice at t: fog of density, streamlines of the velocity, particles, ticks and the followed particle. */
import type { Trajectories } from '../../shared/model/records.ts';
import { cssColour, resolveColour, token } from '../styles/tokens.ts';
import { mapRange } from './colour-map.ts';
import { FieldPlane } from './field-volume.ts';
import { numberText } from './frame-labels.ts';
import { SliceFog } from './slice-fog.ts';
import { drawContours, drawScalar, type ScalarGrid } from './slice-maps.ts';
import { BANDWIDTH } from './slice-plane.ts';
import { drawStreamlines } from './slice-streamlines.ts';
import { streamlines } from './streamlines.ts';
import { positionsAt } from './trajectory.ts';
import type { FieldVolume, Theme } from './types.ts';
import { tickStep, ticksWithin } from './world.ts';

export type SliceOptions = {
  readonly trajectories: Trajectories;
  readonly field: FieldVolume | null;
  readonly t: number;
  /** Half width of the shown window (data units). */
  readonly extent: number;
  readonly speedMax: number;
  readonly colour: string;
  readonly follow: number | null;
  /** Particles that are looked at, the others faint; null: all. */
  readonly kept?: Uint8Array | null;
  readonly theme: Theme;
  /** A measured value on a grid in place of the fog, from 0 to `max`. */
  readonly scalar?: (ScalarGrid & { readonly max: number }) | null;
  /** A density whose contours are drawn at these levels. */
  readonly contours?: (ScalarGrid & { readonly levels: readonly number[] }) | null;
  readonly show: { readonly streamlines: boolean; readonly particles: boolean; readonly density: boolean };
  /** Width and height in CSS pixels. */
  readonly size: number;
};

/** Distance of streamlines and length of their steps, as shares of the window's half width. */
const SEPARATION = 0.32 / 4.2;
const STEP = 0.08 / 4.2;
const STILL = 0.012;
const DOT_RADIUS = 1.7;

/** What is kept between two frames of one canvas. */
type Workspace = { readonly fog: SliceFog; plane: FieldPlane; places: Float32Array };
const workspaces = new WeakMap<HTMLCanvasElement, Workspace>();

export function drawSlice(canvas: HTMLCanvasElement, options: SliceOptions): void {
  const { trajectories, field, t, extent, theme, show, size } = options;
  const context = fitCanvas(canvas, size);
  if (!context) return;
  const work = workspaceOf(canvas, options);
  const scale = size / (2 * extent);
  const toX = (x1: number) => (x1 + extent) * scale;
  const toY = (x2: number) => size - (x2 + extent) * scale;
  positionsAt(trajectories, t, work.places);
  work.fog.density.load(work.places, extent, extent * BANDWIDTH);
  context.fillStyle = token('scene-bg', theme);
  context.fillRect(0, 0, size, size);
  if (options.scalar) drawScalar(context, options.scalar, options.scalar.max, toX, toY, theme);
  else if (show.density) work.fog.draw(context, size, theme);
  drawGrid(context, extent, size, toX, toY, theme);
  if (show.streamlines && field) {
    work.plane.load(field, t);
    const { speedMax } = options;
    const spacing = { extent, separation: extent * SEPARATION, step: extent * STEP, still: STILL * speedMax };
    const look = { speedMax, range: mapRange(theme), toX, toY };
    drawStreamlines(context, streamlines(work.plane, spacing), work.fog.density, look);
  }
  if (options.contours) {
    drawContours(context, options.contours, options.contours.levels, token('text-1', theme), toX, toY);
  }
  if (show.particles) drawParticles(context, work.places, toX, toY, options);
  drawTicks(context, extent, size, toX, toY, theme);
}

/** Sizes the canvas for the screen's pixels, at most twice the CSS size. */
export function fitCanvas(canvas: HTMLCanvasElement, width: number, height = width): CanvasRenderingContext2D | null {
  const ratio = Math.min(2, Math.max(1, devicePixelRatio));
  const [pixelWidth, pixelHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== pixelWidth || canvas.height !== pixelHeight) {
    canvas.width = pixelWidth;
    canvas.height = pixelHeight;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

function workspaceOf(canvas: HTMLCanvasElement, { trajectories, field }: SliceOptions): Workspace {
  const known = workspaces.get(canvas);
  const grid = field?.grid ?? 2;
  const extent = field?.extent ?? 1;
  const work = known ?? { fog: new SliceFog(), plane: new FieldPlane(grid, extent), places: new Float32Array(0) };
  if (work.plane.grid !== grid || work.plane.extent !== extent) work.plane = new FieldPlane(grid, extent);
  const length = trajectories.particleCount * 2;
  if (work.places.length !== length) work.places = new Float32Array(length);
  if (!known) workspaces.set(canvas, work);
  return work;
}

type ToPixel = (value: number) => number;

function drawGrid(
  context: CanvasRenderingContext2D,
  extent: number,
  size: number,
  toX: ToPixel,
  toY: ToPixel,
  theme: Theme,
): void {
  context.lineWidth = 1;
  context.strokeStyle = token('grid-1', theme);
  context.beginPath();
  for (const value of ticksWithin(extent, tickStep(extent))) {
    const x = Math.round(toX(value)) + 0.5;
    const y = Math.round(toY(value)) + 0.5;
    context.moveTo(x, 0);
    context.lineTo(x, size);
    context.moveTo(0, y);
    context.lineTo(size, y);
  }
  context.stroke();
}

function drawParticles(
  context: CanvasRenderingContext2D,
  places: Float32Array,
  toX: ToPixel,
  toY: ToPixel,
  { colour, follow, kept = null, theme }: SliceOptions,
): void {
  const rgb = resolveColour(colour, theme);
  if (kept) drawDots(context, places, toX, toY, cssColour(rgb, 0.16), (particle) => kept[particle] !== 1);
  drawDots(context, places, toX, toY, cssColour(rgb, 0.9), (particle) => !kept || kept[particle] === 1);
  if (follow === null || 2 * follow + 1 >= places.length) return;
  context.beginPath();
  context.arc(toX(places[2 * follow] as number), toY(places[2 * follow + 1] as number), 4, 0, 2 * Math.PI);
  context.fillStyle = cssColour(rgb);
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = token('text-1', theme);
  context.stroke();
}

function drawDots(
  context: CanvasRenderingContext2D,
  places: Float32Array,
  toX: ToPixel,
  toY: ToPixel,
  colour: string,
  wanted: (particle: number) => boolean,
): void {
  context.fillStyle = colour;
  context.beginPath();
  for (let k = 0; k < places.length; k += 2) {
    if (!wanted(k >> 1)) continue;
    const x = toX(places[k] as number);
    const y = toY(places[k + 1] as number);
    context.moveTo(x + DOT_RADIUS, y);
    context.arc(x, y, DOT_RADIUS, 0, 2 * Math.PI);
  }
  context.fill();
}

function drawTicks(
  context: CanvasRenderingContext2D,
  extent: number,
  size: number,
  toX: ToPixel,
  toY: ToPixel,
  theme: Theme,
): void {
  context.font = `10px ${token('font-ui', theme)}`;
  context.fillStyle = token('text-3', theme);
  const ticks = ticksWithin(extent * 0.72, tickStep(extent));
  context.textAlign = 'center';
  for (const value of ticks) context.fillText(numberText(value), toX(value), size - 5);
  context.textAlign = 'left';
  for (const value of ticks) if (value !== 0) context.fillText(numberText(value), 5, toY(value) + 3);
}
