import { describe, expect, it } from 'vitest';
import { buildPaths, linePoints, POINT_SIZE, pickFrames } from './path-points.ts';
import { trajectoriesOf } from './test-flow.ts';
import { speedsOf } from './trajectory.ts';
import { BOX_HALF, World } from './world.ts';

const world = new World(4, 1);
const flow = trajectoriesOf(4, [0, 0.5, 1], (i, t) => [i / 10, t]);
const tone = (particle: number) => particle / 4;

describe('pickFrames', () => {
  it.each([
    [3, 64, [0, 1, 2]],
    [65, 4, [0, 16, 32, 48, 64]],
    [4, 2, [0, 2, 3]],
    [1, 8, [0]],
    [0, 8, []],
  ])('of %s frames for %s segments are %o', (frames, segments, picked) => {
    expect(pickFrames(frames, segments)).toEqual(picked);
  });
});

describe('buildPaths', () => {
  it('writes the points of one path after the other, and marks where a path begins', () => {
    const list = buildPaths(flow, { values: speedsOf(flow), low: 0, high: 2 }, tone, world, { paths: 9, segments: 64 });
    expect([list.paths, list.pointsPerPath]).toEqual([4, 3]);
    const starts = Array.from({ length: 12 }, (_, i) => (list.points[i * POINT_SIZE + 3] as number) < 0);
    expect(starts).toEqual([true, false, false, true, false, false, true, false, false, true, false, false]);
    expect(list.points[POINT_SIZE + 3]).toBeCloseTo(0.5, 5);
    expect(-1 - (list.points[3] as number)).toBeCloseTo(0.5, 5);
    expect([...list.points.subarray(2 * POINT_SIZE, 2 * POINT_SIZE + 2)]).toEqual([2, Math.fround(BOX_HALF)]);
    expect([...list.tones.subarray(3, 6)]).toEqual([0.25, 0.25, 0.25]);
  });

  it('keeps to its budget, the first particles first', () => {
    expect(buildPaths(flow, null, tone, world, { paths: 2, segments: 64 }).paths).toBe(2);
    const every2nd = buildPaths(flow, null, tone, world, { paths: 4, segments: 64, stride: 2 });
    expect(every2nd.paths).toBe(2);
    expect(every2nd.points[3 * POINT_SIZE + 2]).toBeCloseTo(world.z(0.2), 6);
  });

  it('lays the shadow on the floor', () => {
    const { points } = buildPaths(flow, null, tone, world, { paths: 4, segments: 64, floor: true });
    for (let i = 0; i < 12; i++) expect(points[i * POINT_SIZE + 1]).toBeCloseTo(-BOX_HALF, 6);
  });

  it('clamps speeds beyond the range', () => {
    const { points } = buildPaths(flow, { values: speedsOf(flow), low: 0, high: 0.1 }, tone, world, {
      paths: 1,
      segments: 64,
    });
    expect(points[POINT_SIZE + 3]).toBe(1);
  });

  it('has nothing to draw where there is one frame only', () => {
    const still = trajectoriesOf(3, [0], () => [0, 0]);
    expect(buildPaths(still, null, tone, world, { paths: 3, segments: 64 })).toMatchObject({ paths: 0 });
  });
});

it('lines begin anew for each polyline', () => {
  const points = linePoints([
    [0, 0, 0, 1, 0, 0],
    [5, 5, 5, 6, 6, 6],
  ]);
  expect([3, 7, 11, 15].map((i) => points[i])).toEqual([-1, 0, -1, 0]);
  expect([...points.subarray(8, 11)]).toEqual([5, 5, 5]);
});
