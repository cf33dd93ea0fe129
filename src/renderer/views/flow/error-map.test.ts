import { expect, it } from 'vitest';
import { configFor } from '../../../shared/model/presets.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';
import { errorMap } from './error-map.ts';

const GRID = 9;
const EXTENT = 4;
const TIMES = [0, 0.25, 0.5];
const MEAN = [3, 0] as const;
const STD = 0.25;

/** From N(0, I) to the one mode N((3, 0), 0.25² I): u = μ + g (x − tμ), g = (0.25² t − (1 − t)) / ((1 − t)² + 0.25² t²). */
const oneMode: RunConfig = {
  ...configFor('unconditional', 'ring', 'gaussian', 1),
  data: { name: 'ring', params: { modes: 1, radius: 3, std: STD } },
};
function truth(x: number, y: number, t: number, [meanX, meanY]: readonly [number, number] = MEAN) {
  const gain = (STD ** 2 * t - (1 - t)) / ((1 - t) ** 2 + STD ** 2 * t ** 2);
  return [meanX + gain * (x - t * meanX), meanY + gain * (y - t * meanY)] as const;
}

type Velocity = (x: number, y: number, t: number) => readonly [number, number];
type Given = Parameters<typeof errorMap>;

const place = (k: number) => -EXTENT + (2 * EXTENT * k) / (GRID - 1);
const x = (k: number) => place(k % GRID);
const y = (k: number) => place(Math.floor(k / GRID));

function volume(velocity: Velocity) {
  const values = TIMES.flatMap((t) => Array.from({ length: GRID * GRID }, (_, k) => velocity(x(k), y(k), t)).flat());
  return { values: Float32Array.from(values), times: TIMES, grid: GRID, extent: EXTENT };
}

/** The map of a field: only what it reads of a run and its picture is given. */
function mapOf(velocity: Velocity | null, t: number, config: RunConfig = oneMode, picture: Partial<Given[1]> = {}) {
  const field = velocity && volume(velocity);
  const shown = { field, fieldIsOld: false, condition: { kind: 'any' }, guidance: undefined, ...picture };
  return errorMap({ config } as Given[0], shown as Given[1], t);
}

it('is 0 for the exact velocity', () => {
  for (const t of TIMES) expect(mapOf((a, b, time) => truth(a, b, time), t)?.max).toBeLessThan(1e-5);
});

it('is what a field lies beside the truth, at each place of its own grid', () => {
  // Wrong by (2x, 0) below t = 0.5 and by (0, y) there: rows are not columns, and each time has its own.
  const wrong: Velocity = (a, b, t) => {
    const [u1, u2] = truth(a, b, t);
    return t < 0.5 ? [u1 + 2 * a, u2] : [u1, u2 + b];
  };
  const [early, late] = [mapOf(wrong, 0.25), mapOf(wrong, 0.5)];
  expect(early).toMatchObject({ grid: GRID, extent: EXTENT, max: expect.closeTo(8, 4) });
  expect(late).toMatchObject({ max: expect.closeTo(4, 4) });
  for (let k = 0; k < GRID * GRID; k++) {
    expect(early?.values[k]).toBeCloseTo(Math.abs(2 * x(k)), 4);
    expect(late?.values[k]).toBeCloseTo(Math.abs(y(k)), 4);
  }
});

it('of a field at rest is the speed of the exact flow: ‖μ − x‖ at t = 0', () => {
  const map = mapOf(() => [0, 0], 0);
  for (let k = 0; k < GRID * GRID; k++) expect(map?.values[k]).toBeCloseTo(Math.hypot(3 - x(k), y(k)), 4);
  expect(map?.max).toBeCloseTo(Math.hypot(7, 4), 4);
});

it('holds a chosen class against the flow to its own mode', () => {
  const classes: RunConfig = { ...configFor('onehot', 'ring', 'gaussian', 1) };
  // Mode 2 of 8 stands at (0, 3).
  const second: Velocity = (a, b, t) => truth(a, b, t, [0, 3]);
  const of = (label: number) => mapOf(second, 0.25, classes, { condition: { kind: 'class', label } });
  expect(of(2)?.max).toBeLessThan(1e-5);
  // Between two modes u differs by the same vector everywhere: (1 − t g)(μ₂ − μ₀).
  const [at, to] = [truth(0, 0, 0.25, [0, 3]), truth(0, 0, 0.25)];
  expect(of(0)?.max).toBeCloseTo(Math.hypot(at[0] - to[0], at[1] - to[1]), 4);
  expect(of(0)?.max).toBeGreaterThan(3);
});

it('is not there without a closed form or a field of the moment, or where guidance means to differ', () => {
  const exact: Velocity = (a, b, t) => truth(a, b, t);
  expect(mapOf(exact, 0.25, configFor('unconditional', 'moons', 'gaussian', 1))).toBeNull();
  expect(mapOf(exact, 0.25, { ...oneMode, source: { name: 'uniform', params: {} } })).toBeNull();
  expect(mapOf(null, 0.25)).toBeNull();
  expect(mapOf(exact, 0.25, oneMode, { fieldIsOld: true })).toBeNull();
  expect(mapOf(exact, 0.25, oneMode, { guidance: 2 })).toBeNull();
  expect(mapOf(exact, 0.25, oneMode, { guidance: 1 })?.max).toBeLessThan(1e-5);
});
