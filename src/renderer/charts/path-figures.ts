/** Shapes of the paths screen: what SVG draws, computed from schedules alone. Units: pixels in, SVG path text out. */
import { type Spots, scheduleAt, spotsDensity, spotsVelocity, spread } from '../../shared/flow/point-flow.ts';
import { type PathParams, pathPoint } from '../../shared/flow/schedule.ts';
import type { PathKind } from '../../shared/model/names.ts';

export type Way = { readonly kind: PathKind; readonly params: PathParams };

/** Where t = 0 … 1 and −extent … extent lie in a box of pixels. */
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly extent: number;
};

export const xOfTime = ({ left, width }: Box, t: number): number => left + t * width;
export const yOfValue = ({ top, height, extent }: Box, value: number): number =>
  top + height / 2 - (value / extent) * (height / 2);

/** Velocities of some paths have no bound at t = 1, and a point has no density there: drawn up to here. */
export const LAST_TIME = 0.995;

const fixed = (value: number) => value.toFixed(1);
const line = (points: readonly (readonly [number, number])[]) =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${fixed(x)} ${fixed(y)}`).join('');

const TIMES = Array.from({ length: 101 }, (_, i) => i / 100);

/** Smallest round half width (1, 2, 3, 5 or 10 times a power of ten) that holds every value. */
export function roundExtent(values: readonly number[]): number {
  const largest = Math.max(1e-3, ...values.map(Math.abs));
  const power = 10 ** Math.floor(Math.log10(largest));
  return ([1, 2, 3, 4, 5, 6, 8, 10].find((step) => step * power >= largest * 0.999) ?? 10) * power;
}

/** Half width that holds the spots and two and a half deviations around them at every t. */
export function extentOf({ kind, params }: Way, { means, std }: Spots): number {
  const values = TIMES.flatMap((t) => {
    const schedule = scheduleAt(kind, params, t);
    const reach = 2.5 * spread(schedule, std);
    return means.flatMap((mean) => mean.map((value) => Math.abs(schedule.alphaT * value) + reach));
  });
  return roundExtent(values);
}

/** The band of `deviations` around one spot's mean over t, and the mean itself. */
export function bandPath({ kind, params }: Way, mean: number, std: number, deviations: number, box: Box): string {
  const edge = (sign: 1 | -1) =>
    TIMES.map((t): [number, number] => {
      const schedule = scheduleAt(kind, params, t);
      return [xOfTime(box, t), yOfValue(box, schedule.alphaT * mean + sign * deviations * spread(schedule, std))];
    });
  return `${line([...edge(1), ...edge(-1).reverse()])}Z`;
}

export const SPEED_BINS = 16;

/** Sample paths over t as one SVG path for each bin of speed, 0 slowest; `top` is the speed of the last bin. */
export function speedPaths(
  { kind, params }: Way,
  pairs: readonly (readonly [number, number])[],
  top: number,
  box: Box,
): string[] {
  const bins = Array.from({ length: SPEED_BINS }, () => '');
  const schedules = TIMES.map((t) => scheduleAt(kind, params, t));
  for (const [x0, x1] of pairs) {
    const points = schedules.map((schedule) => pathPoint(schedule, [x0], [x1]));
    for (let i = 0; i + 1 < TIMES.length; i++) {
      const [from, to] = [points[i]?.xt[0] ?? 0, points[i + 1]?.xt[0] ?? 0];
      // The mean speed over the piece: what is drawn, and finite where the velocity at its end is not.
      const speed = Math.abs(to - from) * (TIMES.length - 1);
      const bin = Math.min(SPEED_BINS - 1, Math.floor((speed / top) * SPEED_BINS));
      const [a, b] = [TIMES[i] ?? 0, TIMES[i + 1] ?? 1];
      bins[bin] += line([
        [xOfTime(box, a), yOfValue(box, from)],
        [xOfTime(box, b), yOfValue(box, to)],
      ]);
    }
  }
  return bins;
}

/** A speed that few of the drawn pieces exceed: the 98th percentile, so that one singular end does not darken the rest. */
export function topSpeed({ kind, params }: Way, pairs: readonly (readonly [number, number])[]): number {
  const speeds = pairs.flatMap(([x0, x1]) =>
    TIMES.slice(0, -1).map((t) =>
      Math.abs(pathPoint(scheduleAt(kind, params, Math.min(t, LAST_TIME)), [x0], [x1]).dxt[0] ?? 0),
    ),
  );
  speeds.sort((a, b) => a - b);
  return Math.max(0.1, speeds[Math.floor(0.98 * (speeds.length - 1))] ?? 1);
}

export type Arrow = {
  readonly path: string;
  /** |u|. */
  readonly speed: number;
  /** 0.32 … 1: faint where there is no mass. */
  readonly opacity: number;
};

/** Opacity of an arrow where the density is `share` of its largest. */
const massOpacity = (share: number) => Math.min(1, Math.max(0.32, share ** 0.45));

/** An arrow from (x, y) along (dx, dy) pixels, with a head that grows with its length. */
function arrowPath(x: number, y: number, dx: number, dy: number): string {
  const length = Math.hypot(dx, dy);
  if (length < 0.5) return '';
  const head = Math.min(5, length * 0.45);
  const [ux, uy] = [dx / length, dy / length];
  const [tipX, tipY] = [x + dx, y + dy];
  const wing = (side: 1 | -1) =>
    `${fixed(tipX - head * (ux + side * 0.55 * uy))} ${fixed(tipY - head * (uy - side * 0.55 * ux))}`;
  return `M${fixed(x)} ${fixed(y)}L${fixed(tipX)} ${fixed(tipY)}M${wing(1)}L${fixed(tipX)} ${fixed(tipY)}L${wing(-1)}`;
}

/** Directions (1, u_t(x)) of the flow at the time cursor, in the picture of x over t. */
export function cursorArrows(way: Way, spots: Spots, t: number, box: Box): Arrow[] {
  const time = Math.min(t, LAST_TIME);
  const schedule = scheduleAt(way.kind, way.params, time);
  const count = Math.max(5, Math.floor(box.height / 26));
  const places = Array.from({ length: count }, (_, i) => box.extent * ((2 * (i + 0.5)) / count - 1));
  const densities = places.map((x) => spotsDensity(schedule, spots, [x]));
  const most = Math.max(...densities);
  return places.map((x, i) => {
    const u = spotsVelocity(schedule, spots, [x])[0] ?? 0;
    const [dx, dy] = [box.width, (-u / box.extent) * (box.height / 2)];
    const scale = 20 / Math.hypot(dx, dy);
    return {
      path: arrowPath(xOfTime(box, t), yOfValue(box, x), dx * scale, dy * scale),
      speed: Math.abs(u),
      opacity: massOpacity((densities[i] ?? 0) / most),
    };
  });
}

/** Velocity arrows on a grid of the plane at t, in a square of `size` pixels. */
export function planeArrows(way: Way, spots: Spots, t: number, extent: number, size: number, cells = 13): Arrow[] {
  const schedule = scheduleAt(way.kind, way.params, Math.min(t, LAST_TIME));
  const cell = size / cells;
  const places = Array.from({ length: cells * cells }, (_, i): [number, number] => [
    ((i % cells) + 0.5) * cell,
    (Math.floor(i / cells) + 0.5) * cell,
  ]);
  const points = places.map(([x, y]): [number, number] => [
    extent * ((2 * x) / size - 1),
    extent * (1 - (2 * y) / size),
  ]);
  const velocities = points.map((point) => spotsVelocity(schedule, spots, point));
  const densities = points.map((point) => spotsDensity(schedule, spots, point));
  const most = Math.max(...densities, Number.MIN_VALUE);
  const speeds = velocities.map(([u = 0, v = 0]) => Math.hypot(u, v));
  const fastest = Math.max(...speeds, Number.MIN_VALUE);
  return places.map(([x, y], i) => {
    const [u = 0, v = 0] = velocities[i] ?? [];
    const speed = speeds[i] ?? 0;
    const length = 0.92 * cell * Math.min(1, 0.3 + (0.9 * speed) / fastest);
    const scale = speed > 0 ? length / speed : 0;
    return {
      path: arrowPath(x - (u * scale) / 2, y + (v * scale) / 2, u * scale, -v * scale),
      speed,
      opacity: massOpacity((densities[i] ?? 0) / most),
    };
  });
}

/** p_t over x at one time, as a filled shape that leans on the right edge of its strip. */
export function profilePath(way: Way, spots: Spots, t: number, box: Box, width: number): string {
  const schedule = scheduleAt(way.kind, way.params, Math.min(t, LAST_TIME));
  const places = Array.from({ length: 161 }, (_, i) => box.extent * (i / 80 - 1));
  const densities = places.map((x) => spotsDensity(schedule, spots, [x]));
  const most = Math.max(...densities);
  const outline = places.map((x, i): [number, number] => [width * ((densities[i] ?? 0) / most), yOfValue(box, x)]);
  return `${line([[0, yOfValue(box, -box.extent)], ...outline, [0, yOfValue(box, box.extent)]])}Z`;
}

/** alphaT or sigmaT over t as a line; `top` is the value at the upper edge. */
export function weightPath(
  { kind, params }: Way,
  weight: 'alphaT' | 'sigmaT',
  { left, width, top, height }: Omit<Box, 'extent'>,
  most: number,
): string {
  return line(
    TIMES.map((t) => [left + t * width, top + height * (1 - scheduleAt(kind, params, t)[weight] / most)] as const),
  );
}
