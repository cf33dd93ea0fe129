/** Trajectories as the flat point list that the ribbon shader reads. */
import type { Trajectories } from '../../shared/model/records.ts';
import { BOX_HALF, type World } from './world.ts';

/** Floats of a point: world x, y, z and a tone (0 … 1). The first point of a path carries −1 − tone: no segment leads to it. */
export const POINT_SIZE = 4;

export type PathList = {
  /** `[paths × (segments + 1), POINT_SIZE]` */
  readonly points: Float32Array;
  /** Particle's own tone at each point, for colouring by condition. */
  readonly tones: Float32Array;
  readonly paths: number;
  readonly pointsPerPath: number;
};

export type PathOptions = {
  /** Paths drawn at most: the first ones, so that particle i is drawn in every view of the same budget. */
  readonly paths: number;
  readonly segments: number;
  /** Every k-th particle. */
  readonly stride?: number;
  /** Particles in the order in which they are drawn; without it as they are numbered. */
  readonly order?: ArrayLike<number>;
  /** Laid flat on the floor of the box. */
  readonly floor?: boolean;
};

/** Frame indices that leave at most `segments` segments, evenly spread, both ends included. */
export function pickFrames(frameCount: number, segments: number): number[] {
  const kept = Math.min(frameCount, segments + 1);
  if (kept < 2) return frameCount > 0 ? [0] : [];
  return Array.from({ length: kept }, (_, i) => Math.round((i * (frameCount - 1)) / (kept - 1)));
}

/** Values `[frameCount, particleCount]` that become tones: 0 at `low`, 1 at `high`. */
export type Toned = { readonly values: Float32Array; readonly low: number; readonly high: number };

/** Points of the first paths, toned by `toned`; `toneOf` gives each particle's condition tone. */
export function buildPaths(
  trajectories: Trajectories,
  toned: Toned | null,
  toneOf: (particle: number) => number,
  world: World,
  { paths, segments, stride = 1, order, floor = false }: PathOptions,
): PathList {
  const { frames, particleCount, times, frameCount } = trajectories;
  const picked = pickFrames(frameCount, segments);
  const count =
    picked.length < 2 ? 0 : Math.min(Math.ceil((order?.length ?? particleCount) / stride), Math.ceil(paths / stride));
  const points = new Float32Array(count * picked.length * POINT_SIZE);
  const tones = new Float32Array(count * picked.length);
  const range = toned && toned.high > toned.low ? toned.high - toned.low : 1;
  let place = 0;
  for (let path = 0; path < count; path++) {
    const particle = order ? (order[path * stride] as number) : path * stride;
    const ownTone = toneOf(particle);
    for (let k = 0; k < picked.length; k++, place++) {
      const frame = picked[k] as number;
      const at = (frame * particleCount + particle) * 2;
      const offset = place * POINT_SIZE;
      world.write(times[frame] as number, frames[at] as number, frames[at + 1] as number, points, offset);
      if (floor) points[offset + 1] = -BOX_HALF;
      const value = toned ? ((toned.values[frame * particleCount + particle] as number) - toned.low) / range : 0;
      // What is not a number has the lowest tone.
      const tone = value > 0 ? Math.min(1, value) : 0;
      points[offset + 3] = k === 0 ? -1 - tone : tone;
      tones[place] = ownTone;
    }
  }
  return { points, tones, paths: count, pointsPerPath: picked.length };
}

/** Straight lines through world points as a point list: every inner array is one line `x, y, z, x, y, z, …`. */
export function linePoints(lines: readonly (readonly number[])[]): Float32Array {
  const total = lines.reduce((sum, line) => sum + line.length / 3, 0);
  const points = new Float32Array(total * POINT_SIZE);
  let place = 0;
  for (const line of lines) {
    for (let k = 0; k < line.length; k += 3, place++) {
      points.set([line[k] ?? 0, line[k + 1] ?? 0, line[k + 2] ?? 0, k === 0 ? -1 : 0], place * POINT_SIZE);
    }
  }
  return points;
}
