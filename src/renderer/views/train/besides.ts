/**
 * Time a run takes besides its steps (ms): starting its engine, building graphs, snapshots and the closing metrics with
 * their exact W2. Measured as 4 s on a machine of 2000 steps/s and as 10 to 12 s at 310 steps/s; only a part of it is
 * arithmetic, so it grows with the root of the slowness.
 */
export function besidesMs(stepsPerSecond: number): number {
  return 4000 * Math.sqrt(2000 / Math.max(1, stepsPerSecond));
}
