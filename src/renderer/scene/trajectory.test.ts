import { describe, expect, it } from 'vitest';
import { trajectoriesOf } from './test-flow.ts';
import { chosenPositionsAt, frameAt, frameOf, positionAt, positionsAt, speedsOf } from './trajectory.ts';

describe('frameAt', () => {
  const times = [0, 0.25, 0.5, 1];
  it.each([
    [0, 0, 0],
    [0.125, 0, 0.5],
    [0.25, 1, 0],
    [0.75, 2, 0.5],
    [1, 2, 1],
    [-3, 0, 0],
    [7, 2, 1],
  ])('t = %s is %s frames and %s of the next', (t, index, fraction) => {
    expect(frameAt(times, t)).toEqual({ index, fraction });
  });

  it('has one answer where there is one frame, or none', () => {
    expect(frameAt([0.3], 0.9)).toEqual({ index: 0, fraction: 0 });
    expect(frameAt([], 0.9)).toEqual({ index: 0, fraction: 0 });
  });
});

describe('positions', () => {
  const straight = trajectoriesOf(5, [0, 0.3, 1], (i, t) => [i + 2 * t, -i * t]);

  it('are exact between frames of straight paths, at any t', () => {
    const out = new Float32Array(10);
    for (const t of [0, 0.1, 0.3, 0.77, 1]) {
      positionsAt(straight, t, out);
      for (let i = 0; i < 5; i++) {
        expect(out[2 * i]).toBeCloseTo(i + 2 * t, 5);
        expect(out[2 * i + 1]).toBeCloseTo(-i * t, 5);
        expect(positionAt(straight, i, t)[0]).toBeCloseTo(out[2 * i] as number, 6);
      }
    }
  });

  it('of chosen particles come in their order', () => {
    const out = new Float32Array(6);
    chosenPositionsAt(straight, 1, Uint32Array.of(0, 4, 2), out);
    expect([...out]).toEqual([2, 0, 6, -4, 4, -2]);
  });

  it('of a frame share its memory', () => {
    expect(frameOf(straight, 1).length).toBe(10);
    expect(frameOf(straight, 1)[0]).toBeCloseTo(0.6, 6);
  });
});

describe('speedsOf', () => {
  it('is exact for constant velocity, however the frames are spaced', () => {
    const speeds = speedsOf(trajectoriesOf(2, [0, 0.1, 0.6, 1], (i, t) => [3 * t, (4 + i) * t]));
    for (let frame = 0; frame < 4; frame++) {
      expect(speeds[2 * frame]).toBeCloseTo(5, 4);
      expect(speeds[2 * frame + 1]).toBeCloseTo(Math.hypot(3, 5), 4);
    }
  });

  it('has an error of order h² inside', () => {
    const errorAt = (frames: number) => {
      const times = Array.from({ length: frames }, (_, k) => k / (frames - 1));
      const middle = (frames - 1) / 2;
      return Math.abs(
        (speedsOf(trajectoriesOf(1, times, (_, t) => [Math.exp(t), 0]))[middle] as number) - Math.exp(0.5),
      );
    };
    expect(Math.log2(errorAt(9) / errorAt(17))).toBeCloseTo(2, 1);
  });

  it('is 0 where there is only one frame', () => {
    expect([...speedsOf(trajectoriesOf(2, [0], () => [1, 1]))]).toEqual([0, 0]);
  });
});
