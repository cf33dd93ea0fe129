/** Which particles of a flow are looked at: those of a class, of a region at some time, or of an endpoint mode. */
import type { Trajectories } from '../model/records.ts';

export type Point = readonly [number, number];

export type Isolation =
  | { readonly kind: 'condition'; readonly value: number }
  /** Inside of a closed polygon (data units) at time t. */
  | { readonly kind: 'region'; readonly t: number; readonly polygon: readonly Point[] }
  /** Ends nearest to this one of the modes. */
  | { readonly kind: 'mode'; readonly mode: number; readonly modes: readonly Point[] };

/** True inside of a polygon, closed by itself (even–odd rule). */
export function isInside([x, y]: Point, polygon: readonly Point[]): boolean {
  let inside = false;
  polygon.forEach(([x1, y1], i) => {
    const [x2, y2] = polygon[(i + 1) % polygon.length] ?? [x1, y1];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  });
  return inside;
}

/** Entry k is 1 where particle k is looked at. */
export function keptParticles(paths: Trajectories, isolation: Isolation): Uint8Array {
  const kept = new Uint8Array(paths.particleCount);
  for (let i = 0; i < kept.length; i++) kept[i] = isKept(paths, i, isolation) ? 1 : 0;
  return kept;
}

function isKept(paths: Trajectories, particle: number, isolation: Isolation): boolean {
  switch (isolation.kind) {
    case 'condition':
      return Math.abs((paths.conditions[particle] ?? Number.NaN) - isolation.value) < 1e-6;
    case 'region':
      return isInside(placeAt(paths, particle, isolation.t), isolation.polygon);
    case 'mode':
      return nearest(placeAt(paths, particle, 1), isolation.modes) === isolation.mode;
  }
}

function nearest([x, y]: Point, modes: readonly Point[]): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  modes.forEach(([mx, my], mode) => {
    const distance = (x - mx) ** 2 + (y - my) ** 2;
    if (distance < least) [best, least] = [mode, distance];
  });
  return best;
}

/** Linear between frames, whose times are even or not. */
function placeAt({ frames, frameCount, particleCount, times }: Trajectories, particle: number, t: number): Point {
  let index = 0;
  while (index < frameCount - 2 && (times[index + 1] ?? 1) <= t) index++;
  const next = Math.min(frameCount - 1, index + 1);
  const span = (times[next] ?? 0) - (times[index] ?? 0);
  const share = span > 0 ? Math.min(1, Math.max(0, (t - (times[index] ?? 0)) / span)) : 0;
  const between = (axis: 0 | 1) => {
    const from = frames[(index * particleCount + particle) * 2 + axis] as number;
    return from + ((frames[(next * particleCount + particle) * 2 + axis] as number) - from) * share;
  };
  return [between(0), between(1)];
}
