import { describe, expect, test } from 'vitest';
import { RandomStream } from './random.ts';
import {
  conditionalScore,
  conditionalVelocity,
  PATH_KINDS,
  pathPoint,
  SCHEDULES,
  SQUARE_ROOT_GUARD,
} from './schedule.ts';

const schedule = (kind: (typeof PATH_KINDS)[number], t: number) => SCHEDULES[kind].at(t, SCHEDULES[kind].defaults);

describe.each(PATH_KINDS)('%s path', (kind) => {
  test('ends: the data at t = 1, the source (or almost nothing but it) at t = 0', () => {
    const [start, end] = [schedule(kind, 0), schedule(kind, 1)];
    expect(end.alphaT).toBeCloseTo(1, 12);
    if (kind === 'variance-exploding') {
      expect(start.alphaT).toBe(1);
      expect(start.sigmaT).toBeCloseTo(10, 12);
      expect(end.sigmaT).toBeCloseTo(0.01, 12);
      return;
    }
    expect(end.sigmaT).toBeCloseTo(0, 12);
    expect(start.sigmaT).toBeCloseTo(1, 4);
    // exp(−T(1)/2) with β from 0.1 to 20 is 0.0066: the diffusion path never quite forgets the data.
    expect(start.alphaT).toBeCloseTo(kind === 'variance-preserving' ? Math.exp(-0.5 * 10.05) : 0, 12);
  });

  test('dxt is the derivative of xt at 1000 random places', () => {
    const random = new RandomStream(11, 'evaluation', 0);
    const h = 1e-6;
    for (let k = 0; k < 1000; k++) {
      const t = h + random.uniform() * 0.99;
      const [x0, x1] = [
        [random.normal(), random.normal()],
        [3 * random.normal(), 3 * random.normal()],
      ];
      const { dxt } = pathPoint(schedule(kind, t), x0, x1);
      const before = pathPoint(schedule(kind, t - h), x0, x1).xt;
      const after = pathPoint(schedule(kind, t + h), x0, x1).xt;
      dxt.forEach((value, d) => {
        const slope = ((after[d] as number) - (before[d] as number)) / (2 * h);
        // What the tutorial's guard changes: x0/2 · (1/√(1−t) − 1/(√(1−t) + guard)).
        const noise = Math.abs(x0[d] as number);
        const guard = kind === 'square-root' ? (0.5 * SQUARE_ROOT_GUARD * noise) / (1 - t) : 0;
        expect(Math.abs(value - slope)).toBeLessThan(guard + 1e-7 * (10 + Math.abs(slope)));
      });
    }
  });

  test('both forms of the velocity agree, and the score points from the place to the mean', () => {
    const random = new RandomStream(12, 'evaluation', 1);
    for (let k = 0; k < 1000; k++) {
      const s = schedule(kind, 0.001 + 0.99 * random.uniform());
      const [x0, x1] = [
        [random.normal(), random.normal()],
        [random.normal(), random.normal()],
      ];
      const { xt, dxt } = pathPoint(s, x0, x1);
      const velocity = conditionalVelocity(s, xt, x1);
      const score = conditionalScore(s, xt, x1);
      for (let d = 0; d < 2; d++) {
        expect(velocity[d]).toBeCloseTo(dxt[d] as number, 8);
        // On the path x − α x1 = σ x0, so the score is −x0 / σ.
        expect((score[d] as number) * s.sigmaT).toBeCloseTo(-(x0[d] as number), 8);
      }
    }
  });
});

test('the worked example of the circular path: x1 = 1, x0 = 0.5, t = 0.6 gives 1.0 and 0.625', () => {
  const s = schedule('circular', 0.6);
  const { xt, dxt } = pathPoint(s, [0.5], [1]);
  expect(xt[0]).toBeCloseTo(1, 12);
  expect(dxt[0]).toBeCloseTo(0.625, 12);
});

test('one pair on the linear path: (1,1) to (6,6) passes (4,4) at three fifths', () => {
  const { xt, dxt } = pathPoint(schedule('linear', 3 / 5), [1, 1], [6, 6]);
  expect(xt[0]).toBeCloseTo(4, 12);
  expect(xt[1]).toBeCloseTo(4, 12);
  expect(dxt).toEqual([5, 5]);
});
