import { expect, it } from 'vitest';
import { meanSpeedAt, speedProfile } from './speed.ts';

/** Two particles over three frames: one at constant speed 4, one at rest and then at speed 2. */
const paths = {
  frames: Float32Array.of(0, 0, 1, 1, 2, 0, 1, 1, 4, 0, 1, 2),
  frameCount: 3,
  particleCount: 2,
  times: Float32Array.of(0, 0.5, 1),
};

it('averages speed over particles at every frame', () => {
  const profile = speedProfile(paths);
  expect(profile.mean).toEqual([2, 2.5, 3]);
  expect(meanSpeedAt(profile, 0.25)).toBeCloseTo(2.25);
  expect(meanSpeedAt(profile, 1)).toBe(3);
});

it('takes the upper end of the colour map from the fast particles, rounded to a half', () => {
  const scaled = { ...paths, frames: paths.frames.map((value) => value * 1.03) };
  expect(speedProfile(scaled).high).toBe(4.5);
});

it('survives particles that left the numbers', () => {
  const broken = { ...paths, frames: paths.frames.with(8, Number.NaN) };
  expect(Number.isFinite(speedProfile(broken).high)).toBe(true);
});
