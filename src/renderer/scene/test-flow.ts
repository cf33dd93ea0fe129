/** Small trajectories for tests of this room. */
import type { Trajectories } from '../../shared/model/records.ts';

/** Particles i = 0 … n−1 that follow `place(i, t)`, at the given times. */
export function trajectoriesOf(
  particleCount: number,
  times: readonly number[],
  place: (particle: number, t: number) => readonly [number, number],
): Trajectories {
  const frames = new Float32Array(times.length * particleCount * 2);
  times.forEach((t, frame) => {
    for (let i = 0; i < particleCount; i++) frames.set(place(i, t), (frame * particleCount + i) * 2);
  });
  return {
    frames,
    frameCount: times.length,
    particleCount,
    times: Float32Array.from(times),
    conditions: new Float32Array(particleCount),
  };
}
