/** What can be read off trajectories alone: curvature, energy, distance to other trajectories. */
import type { Trajectories } from '../model/records.ts';

/**
 * Curvature κ = |x′₁x″₂ − x′₂x″₁| / |x′|³ (per data unit) at every frame, `[frameCount, particleCount]`, by central
 * differences over even frames; the ends repeat their neighbours. Where a particle rests (|x′| below 1e−3) there is no
 * direction to turn, and κ is 0.
 */
export function curvatureAlong({ frames, frameCount, particleCount, times }: Trajectories): Float32Array {
  const out = new Float32Array(frameCount * particleCount);
  if (frameCount < 3) return out;
  const at = (frame: number, particle: number, axis: 0 | 1) =>
    frames[(frame * particleCount + particle) * 2 + axis] as number;
  for (let frame = 1; frame < frameCount - 1; frame++) {
    const h = ((times[frame + 1] ?? 0) - (times[frame - 1] ?? 0)) / 2 || 1;
    for (let i = 0; i < particleCount; i++) {
      const first = (axis: 0 | 1) => (at(frame + 1, i, axis) - at(frame - 1, i, axis)) / (2 * h);
      const second = (axis: 0 | 1) =>
        (at(frame + 1, i, axis) - 2 * at(frame, i, axis) + at(frame - 1, i, axis)) / h ** 2;
      const speed = Math.hypot(first(0), first(1));
      const turn = Math.abs(first(0) * second(1) - first(1) * second(0));
      out[frame * particleCount + i] = speed > 1e-3 ? turn / speed ** 3 : 0;
    }
  }
  out.copyWithin(0, particleCount, 2 * particleCount);
  out.copyWithin((frameCount - 1) * particleCount, (frameCount - 2) * particleCount, (frameCount - 1) * particleCount);
  return out;
}

/** Energy ∫|u|² dt of every particle's whole path: Σ |Δx|²/Δt over the frames (a lower bound that rises with their number). */
export function pathEnergies({ frames, frameCount, particleCount, times }: Trajectories): Float32Array {
  const out = new Float32Array(particleCount);
  for (let frame = 1; frame < frameCount; frame++) {
    const dt = (times[frame] ?? 0) - (times[frame - 1] ?? 0);
    if (dt <= 0) continue;
    for (let i = 0; i < particleCount; i++) {
      const here = (frame * particleCount + i) * 2;
      const before = here - 2 * particleCount;
      const dx = (frames[here] as number) - (frames[before] as number);
      const dy = (frames[here + 1] as number) - (frames[before + 1] as number);
      out[i] = (out[i] as number) + (dx * dx + dy * dy) / dt;
    }
  }
  return out;
}

/** One value a particle as a value a frame, `[frameCount, particleCount]`. */
export function constantAlong(values: Float32Array, frameCount: number): Float32Array {
  const out = new Float32Array(frameCount * values.length);
  for (let frame = 0; frame < frameCount; frame++) out.set(values, frame * values.length);
  return out;
}

/** Values `[own.length, count]` at other times, linear between their own; the same array where the times are the same. */
export function valuesAtTimes(
  values: Float32Array,
  own: ArrayLike<number>,
  wanted: ArrayLike<number>,
  count: number,
): Float32Array {
  const same = own.length === wanted.length && Array.from(own).every((t, k) => Math.abs(t - (wanted[k] ?? 0)) < 1e-6);
  if (same) return values;
  const out = new Float32Array(wanted.length * count);
  for (let frame = 0, index = 0; frame < wanted.length; frame++) {
    const t = wanted[frame] as number;
    while (index < own.length - 2 && (own[index + 1] ?? 1) <= t) index++;
    const start = own[index] ?? 0;
    const span = (own[index + 1] ?? start) - start;
    const share = span > 0 ? Math.min(1, Math.max(0, (t - start) / span)) : 0;
    for (let i = 0; i < count; i++) {
      const from = values[index * count + i] as number;
      out[frame * count + i] = share === 0 ? from : from + ((values[(index + 1) * count + i] as number) - from) * share;
    }
  }
  return out;
}

/** Distance at t = 1 between the ends of two flows of the same particles (data units). */
export function endDistances(a: Trajectories, b: Trajectories): Float32Array {
  const count = Math.min(a.particleCount, b.particleCount);
  const [fromA, fromB] = [(a.frameCount - 1) * a.particleCount, (b.frameCount - 1) * b.particleCount];
  return Float32Array.from({ length: count }, (_, i) =>
    Math.hypot(
      (a.frames[2 * (fromA + i)] as number) - (b.frames[2 * (fromB + i)] as number),
      (a.frames[2 * (fromA + i) + 1] as number) - (b.frames[2 * (fromB + i) + 1] as number),
    ),
  );
}

/** Ends of a colour map: the 2nd and 98th percentile of the finite values, so that a few strays hide nothing. */
export function mapEnds(values: Float32Array): readonly [number, number] {
  const sorted = values.filter(Number.isFinite).sort();
  if (sorted.length === 0) return [0, 1];
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const [low, high] = [at(0.02), at(0.98)];
  return high > low ? [low, high] : [low, low + 1];
}
