import { describe, expect, it } from 'vitest';
import { FieldPlane } from './field-volume.ts';
import { streamlines } from './streamlines.ts';

const extent = 4.2;
const options = { extent, separation: 0.32, step: 0.08, still: 0.06 };

function planeOf(velocity: (x1: number, x2: number) => readonly [number, number]): FieldPlane {
  const grid = 33;
  const plane = new FieldPlane(grid, extent);
  for (let row = 0; row < grid; row++) {
    for (let column = 0; column < grid; column++) {
      const at = (i: number) => -extent + (2 * extent * i) / (grid - 1);
      plane.values.set(velocity(at(column), at(row)), (row * grid + column) * 2);
    }
  }
  return plane;
}

const fields = {
  'a stream': () => [1, 0.3] as const,
  'a vortex': (x1: number, x2: number) => [-x2, x1] as const,
  'a source': (x1: number, x2: number) => [x1, x2] as const,
};

describe.each(Object.entries(fields))('streamlines of %s', (_, velocity) => {
  const lines = streamlines(planeOf(velocity), options);

  it('keep at least half of the separation from each other', () => {
    let nearest = Number.POSITIVE_INFINITY;
    lines.forEach((line, a) => {
      for (const other of lines.slice(a + 1)) {
        for (let i = 0; i < line.length; i += 3) {
          for (let k = 0; k < other.length; k += 3) {
            const d = Math.hypot(
              (line[i] as number) - (other[k] as number),
              (line[i + 1] as number) - (other[k + 1] as number),
            );
            nearest = Math.min(nearest, d);
          }
        }
      }
    });
    expect(nearest).toBeGreaterThanOrEqual(options.separation / 2 - 1e-6);
  });

  it('leave no hole wider than twice the separation', () => {
    let widest = 0;
    for (let x1 = -3.6; x1 <= 3.6; x1 += 0.4) {
      for (let x2 = -3.6; x2 <= 3.6; x2 += 0.4) {
        let nearest = Number.POSITIVE_INFINITY;
        for (const line of lines) {
          for (let i = 0; i < line.length; i += 3) {
            nearest = Math.min(nearest, Math.hypot((line[i] as number) - x1, (line[i + 1] as number) - x2));
          }
        }
        widest = Math.max(widest, nearest);
      }
    }
    expect(widest).toBeLessThan(2 * options.separation);
  });

  it('run along the flow by steps of one length, and know its speed', () => {
    for (const line of lines) {
      for (let i = 0; i + 5 < line.length; i += 3) {
        const [x1 = 0, x2 = 0] = line.subarray(i, i + 2);
        const [d1, d2] = [(line[i + 3] as number) - x1, (line[i + 4] as number) - x2];
        const [v1, v2] = velocity(x1 + d1 / 2, x2 + d2 / 2);
        const speed = Math.hypot(v1, v2);
        expect(Math.hypot(d1, d2)).toBeCloseTo(options.step, 4);
        // Tight turns around a centre bend within one step.
        if (Math.hypot(x1, x2) > 0.5) expect((d1 * v1 + d2 * v2) / (options.step * speed)).toBeGreaterThan(0.98);
        expect(Math.abs((line[i + 2] as number) - speed)).toBeLessThan(0.12);
      }
    }
  });
});

it('still water has none, and the same field always has the same lines', () => {
  expect(
    streamlines(
      planeOf(() => [0, 0]),
      options,
    ),
  ).toEqual([]);
  const plane = planeOf(fields['a vortex']);
  expect(streamlines(plane, options)).toEqual(streamlines(plane, options));
});

it('a field that is not a number draws nothing', () => {
  expect(
    streamlines(
      planeOf(() => [Number.NaN, Number.NaN]),
      options,
    ),
  ).toEqual([]);
});
