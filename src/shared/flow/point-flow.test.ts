import { describe, expect, test } from 'vitest';
import { PATHS } from '../model/names.ts';
import { mixtureDensity, mixtureVelocity } from './mixture.ts';
import { scheduleAt, spotsDensity, spotsVelocity } from './point-flow.ts';
import { conditionalVelocity, pathPoint } from './schedule.ts';

const SPOTS = { means: [[2], [-1]], std: 0.3 };

describe.each(PATHS)('path %s', (kind) => {
  const at = (t: number) => scheduleAt(kind, {}, t);

  test('to a single point it is the conditional velocity', () => {
    for (const t of [0.1, 0.5, 0.9]) {
      const x = [0.4, -1.2];
      const u = spotsVelocity(at(t), { means: [[1, -2]], std: 0 }, x);
      expect(u).toEqual(conditionalVelocity(at(t), x, [1, -2]).map((value) => expect.closeTo(value, 9)));
    }
  });

  test('density and velocity obey the continuity equation', () => {
    const h = 1e-4;
    for (const t of [0.3, 0.6]) {
      for (const x of [-0.9, 0.2, 1.3]) {
        const dpdt = (spotsDensity(at(t + h), SPOTS, [x]) - spotsDensity(at(t - h), SPOTS, [x])) / (2 * h);
        const flux = (y: number) => spotsDensity(at(t), SPOTS, [y]) * (spotsVelocity(at(t), SPOTS, [y])[0] ?? 0);
        expect(dpdt + (flux(x + h) - flux(x - h)) / (2 * h)).toBeCloseTo(0, 4);
      }
    }
  });

  test('the density integrates to 1', () => {
    const width = 0.02;
    let sum = 0;
    for (let x = -60; x < 60; x += width) sum += width * spotsDensity(at(0.4), SPOTS, [x]);
    expect(sum).toBeCloseTo(1, 6);
  });

  test('a particle on the path moves at the velocity of its pair', () => {
    const { xt, dxt } = pathPoint(at(0.7), [0.3], [1.5]);
    expect(spotsVelocity(at(0.7), { means: [[1.5]], std: 0 }, xt)[0]).toBeCloseTo(dxt[0] ?? Number.NaN, 9);
  });
});

test('on the linear path it is the flow of the mixture', () => {
  const mixture = { means: [[3, 0] as const, [0, 3] as const], std: 0.25 };
  const out = new Float64Array(2);
  mixtureVelocity(mixture)(0.5, 1.1, 0.6, out);
  const schedule = scheduleAt('linear', {}, 0.6);
  expect(spotsVelocity(schedule, mixture, [0.5, 1.1])).toEqual([...out].map((value) => expect.closeTo(value, 10)));
  expect(spotsDensity(schedule, mixture, [0.5, 1.1])).toBeCloseTo(mixtureDensity(mixture, 0.5, 1.1, 0.6), 12);
});
