/** Speeds of particles along their trajectories, by differences between frames. */
import type { Trajectories } from '../../shared/model/records.ts';

type Paths = Pick<Trajectories, 'frames' | 'frameCount' | 'particleCount' | 'times'>;

/** Speed |Δx|/Δt of every particle between frames; `[frameCount − 1, particleCount]`. */
function speeds({ frames, frameCount, particleCount, times }: Paths): Float32Array {
  const out = new Float32Array(Math.max(0, frameCount - 1) * particleCount);
  for (let frame = 0; frame + 1 < frameCount; frame++) {
    const dt = (times[frame + 1] ?? 0) - (times[frame] ?? 0) || 1;
    for (let i = 0; i < particleCount; i++) {
      const at = (frame * particleCount + i) * 2;
      const next = at + 2 * particleCount;
      const dx = (frames[next] ?? 0) - (frames[at] ?? 0);
      const dy = (frames[next + 1] ?? 0) - (frames[at + 1] ?? 0);
      out[frame * particleCount + i] = Math.hypot(dx, dy) / dt;
    }
  }
  return out;
}

export type SpeedProfile = {
  /** Mean speed at each frame. */
  readonly mean: readonly number[];
  /** 98th percentile over all particles and times, rounded up to a half: the upper end of the colour map. */
  readonly high: number;
};

export function speedProfile(paths: Paths): SpeedProfile {
  const all = speeds(paths);
  const { frameCount, particleCount } = paths;
  const between = Array.from({ length: Math.max(0, frameCount - 1) }, (_, frame) => {
    const row = all.subarray(frame * particleCount, (frame + 1) * particleCount);
    return row.reduce((sum, speed) => sum + speed, 0) / Math.max(1, particleCount);
  });
  // At a frame: the mean of the intervals on both sides.
  const mean = Array.from({ length: frameCount }, (_, frame) => {
    const before = between[frame - 1] ?? between[frame] ?? 0;
    return (before + (between[frame] ?? before)) / 2;
  });
  const sorted = all.filter(Number.isFinite).sort();
  const high = sorted[Math.floor(0.98 * Math.max(0, sorted.length - 1))] ?? 1;
  return { mean, high: Math.max(0.5, Math.ceil(high * 2) / 2) };
}

/** Mean speed at time t, between frames by straight lines (frames are evenly spaced). */
export function meanSpeedAt(profile: Pick<SpeedProfile, 'mean'>, t: number): number {
  const last = profile.mean.length - 1;
  if (last < 0) return 0;
  const place = Math.min(1, Math.max(0, t)) * last;
  const index = Math.min(Math.max(0, last - 1), Math.floor(place));
  const from = profile.mean[index] ?? 0;
  const to = profile.mean[index + 1] ?? from;
  return from + (to - from) * (place - index);
}
