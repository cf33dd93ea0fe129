/** The score as a number: at a place, and along paths. `score.ts` says which runs have one. */
import type { Trajectories } from '../model/records.ts';
import type { Schedule } from './schedule.ts';

/** Below this σ the score, which grows as 1/σ² at the data, is not told. */
export const LEAST_SIGMA = 0.02;

/**
 * ∇ log p_t(x) = (αv − α̇x) / (σD), D = α̇σ − ασ̇, a coordinate each, from the velocity v at x; null where σ is below
 * `LEAST_SIGMA`. Holds for the runs that `scoreNeeds` has nothing against.
 */
export function scoreFrom(
  { alphaT, sigmaT, dAlphaT, dSigmaT }: Schedule,
  x: readonly [number, number],
  v: readonly [number, number],
): [number, number] | null {
  const divisor = sigmaT * (dAlphaT * sigmaT - alphaT * dSigmaT);
  if (sigmaT < LEAST_SIGMA || !(divisor > 0)) return null;
  return [(alphaT * v[0] - dAlphaT * x[0]) / divisor, (alphaT * v[1] - dAlphaT * x[1]) / divisor];
}

/**
 * ‖∇ log p_t‖ at every frame of paths that follow the ODE, `[frameCount, particleCount]`: the velocity by central
 * differences between frames (one-sided at the ends). Frames too near the data repeat the last that is told.
 */
export function scoreNormsAlong(paths: Trajectories, at: (t: number) => Schedule): Float32Array {
  const { frames, frameCount, particleCount, times } = paths;
  const out = new Float32Array(frameCount * particleCount);
  const place = (frame: number, i: number, axis: 0 | 1) => frames[(frame * particleCount + i) * 2 + axis] as number;
  for (let frame = 0; frame < frameCount; frame++) {
    const [before, after] = [Math.max(0, frame - 1), Math.min(frameCount - 1, frame + 1)];
    const dt = (times[after] ?? 0) - (times[before] ?? 0) || 1;
    const schedule = at(times[frame] ?? 0);
    for (let i = 0; i < particleCount; i++) {
      const slope = (axis: 0 | 1) => (place(after, i, axis) - place(before, i, axis)) / dt;
      const score = scoreFrom(schedule, [place(frame, i, 0), place(frame, i, 1)], [slope(0), slope(1)]);
      const last = frame === 0 ? 0 : (out[(frame - 1) * particleCount + i] as number);
      out[frame * particleCount + i] = score === null ? last : Math.hypot(score[0], score[1]);
    }
  }
  return out;
}
