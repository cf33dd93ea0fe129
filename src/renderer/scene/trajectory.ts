/** Reading trajectories: positions at any t, and speeds. */
import type { Trajectories } from '../../shared/model/records.ts';

/** The frame at or before t and how far t is towards the next one (0 … 1). */
export function frameAt(times: ArrayLike<number>, t: number): { index: number; fraction: number } {
  const last = times.length - 1;
  if (last < 1) return { index: 0, fraction: 0 };
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= t) low = middle;
    else high = middle;
  }
  const start = times[low] ?? 0;
  const span = (times[low + 1] ?? start) - start;
  return { index: low, fraction: span > 0 ? Math.min(1, Math.max(0, (t - start) / span)) : 0 };
}

/** Positions `[particle, 2]` at t, linear between frames, written into `out`. */
export function positionsAt(
  { frames, particleCount, frameCount, times }: Trajectories,
  t: number,
  out: Float32Array,
): void {
  const { index, fraction } = frameAt(times, t);
  const here = index * particleCount * 2;
  const next = Math.min(index + 1, frameCount - 1) * particleCount * 2;
  for (let k = 0; k < 2 * particleCount; k++) {
    const from = frames[here + k] as number;
    out[k] = from + ((frames[next + k] as number) - from) * fraction;
  }
}

/** The same of chosen particles, in their order. */
export function chosenPositionsAt(
  { frames, particleCount, frameCount, times }: Trajectories,
  t: number,
  chosen: Uint32Array,
  out: Float32Array,
): void {
  const { index, fraction } = frameAt(times, t);
  const here = index * particleCount * 2;
  const next = Math.min(index + 1, frameCount - 1) * particleCount * 2;
  for (let i = 0; i < chosen.length; i++) {
    for (const axis of [0, 1] as const) {
      const at = 2 * (chosen[i] as number) + axis;
      const from = frames[here + at] as number;
      out[2 * i + axis] = from + ((frames[next + at] as number) - from) * fraction;
    }
  }
}

/** Position of one particle at t. */
export function positionAt(
  { frames, particleCount, frameCount, times }: Trajectories,
  particle: number,
  t: number,
): [number, number] {
  const { index, fraction } = frameAt(times, t);
  const here = (index * particleCount + particle) * 2;
  const next = (Math.min(index + 1, frameCount - 1) * particleCount + particle) * 2;
  const between = (i: 0 | 1) =>
    (frames[here + i] ?? 0) + ((frames[next + i] ?? 0) - (frames[here + i] ?? 0)) * fraction;
  return [between(0), between(1)];
}

/** Points `[particle, 2]` of one frame, without copying. */
export function frameOf({ frames, particleCount }: Trajectories, frame: number): Float32Array {
  return frames.subarray(frame * particleCount * 2, (frame + 1) * particleCount * 2);
}

/**
 * Speed ‖dx/dt‖ at every frame, `[frameCount, particleCount]`: central differences over the two neighbouring frames,
 * one-sided at the ends. Error O(h²) inside, O(h) at the ends, h the time between frames.
 */
export function speedsOf({ frames, frameCount, particleCount, times }: Trajectories): Float32Array {
  const speeds = new Float32Array(frameCount * particleCount);
  for (let frame = 0; frame < frameCount; frame++) {
    const before = Math.max(0, frame - 1);
    const after = Math.min(frameCount - 1, frame + 1);
    const span = (times[after] ?? 0) - (times[before] ?? 0);
    if (span <= 0) continue;
    for (let i = 0; i < particleCount; i++) {
      const from = (before * particleCount + i) * 2;
      const to = (after * particleCount + i) * 2;
      const d1 = (frames[to] as number) - (frames[from] as number);
      const d2 = (frames[to + 1] as number) - (frames[from + 1] as number);
      speeds[frame * particleCount + i] = Math.hypot(d1, d2) / span;
    }
  }
  return speeds;
}
