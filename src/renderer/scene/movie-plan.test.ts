import { expect, test } from 'vitest';
import { frameAt, frameCount, MOVEMENTS } from './movie-plan.ts';

const camera = { azimuth: -40, elevation: 16, distance: 9 };
const plan = { fps: 30, seconds: 4, t: 0.62, camera };

test('a movie has as many frames as its length says, and never fewer than two', () => {
  expect(frameCount(plan)).toBe(120);
  expect(frameCount({ fps: 1, seconds: 0.1 })).toBe(2);
});

test('along t it runs from 0 to 1 in equal steps before a still camera', () => {
  const frames = Array.from({ length: 120 }, (_, i) => frameAt({ ...plan, movement: 'time' }, i));
  expect(frames[0]).toEqual({ t: 0, camera });
  expect(frames[119]).toEqual({ t: 1, camera });
  frames.slice(1).forEach(({ t }, i) => {
    expect(t - (frames[i]?.t ?? 0)).toBeCloseTo(1 / 119, 12);
  });
});

test('an orbit keeps the moment and comes back to where it began', () => {
  const frames = Array.from({ length: 120 }, (_, i) => frameAt({ ...plan, movement: 'orbit' }, i));
  expect(new Set(frames.map(({ t }) => t))).toEqual(new Set([0.62]));
  expect(frames[119]?.camera.azimuth).toBeCloseTo(-40, 10);
  expect(Math.max(...frames.map((frame) => frame.camera.azimuth))).toBeCloseTo(-5, 1);
  expect(Math.min(...frames.map((frame) => frame.camera.azimuth))).toBeCloseTo(-75, 1);
});

test.each(MOVEMENTS)('%s: the same frame is the same picture', (movement) => {
  expect(frameAt({ ...plan, movement }, 37)).toEqual(frameAt({ ...plan, movement }, 37));
});
