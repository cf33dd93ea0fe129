import { beforeAll, describe, expect, test } from 'vitest';
import { LAB_TOLERANCES, solverLab } from '../shared/flow/solver-lab.ts';
import type { LabPoint, LabResult } from '../shared/protocol/solver-lab.ts';
import { succeed } from '../shared/result.ts';
import { Sampler } from './sampler.ts';
import { loadTensorFlow, type Tensor } from './tensorflow.ts';
import { smallConfig } from './testing/numbers.ts';
import { Trainer } from './trainer.ts';

let lab: LabResult;
const shares: number[] = [];

/** A smooth network after a short training: a kinked activation would hide the higher orders. */
beforeAll(async () => {
  await loadTensorFlow();
  const small = smallConfig('unconditional');
  const config = { ...small, network: { ...small.network, activation: 'tanh' as const } };
  const trainer = new Trainer(config, null);
  trainer.run(40);
  // Stronger weights than so few steps give: of a nearly straight flow RK4 makes no error that 32 bits can hold.
  const strong = trainer.parameterTensors.map((tensor) => tensor.mul(2.5) as Tensor);
  const sampler = new Sampler(config, () => strong);
  const asked = { n: 50, seed: 3, condition: { kind: 'any' } } as const;
  const reply = await solverLab(
    asked,
    async (request) => succeed(await sampler.sample(request)),
    (share) => shares.push(share),
  );
  if (!reply.ok) throw new Error(reply.error.message);
  lab = reply.value;
  sampler.dispose();
  trainer.dispose();
}, 60_000);

const of = (solver: LabPoint['solver']) => lab.points.filter((point) => point.solver === solver);
const errorAt = (solver: LabPoint['solver'], steps: number) =>
  of(solver).find((point) => point.steps === steps)?.error ?? Number.NaN;

describe('the solver lab', () => {
  test.each([
    ['euler', 1, 16, 64],
    ['midpoint', 2, 8, 32],
    ['heun', 2, 8, 32],
    ['rk4', 4, 4, 16],
  ] as const)('the error of %s falls with order %i', (solver, order, few, many) => {
    const slope = Math.log(errorAt(solver, few) / errorAt(solver, many)) / Math.log(many / few);
    expect(slope).toBeGreaterThan(order - 0.35);
    expect(slope).toBeLessThan(order + 0.6);
  });

  test('evaluations are steps times stages, and 2 + 6 per attempt of dopri5', () => {
    const stages = { euler: 1, midpoint: 2, heun: 2, rk4: 4 } as const;
    for (const solver of ['euler', 'midpoint', 'heun', 'rk4'] as const) {
      for (const { steps, evaluations, accepted, rejected } of of(solver)) {
        expect([evaluations, accepted, rejected]).toEqual([(steps ?? 0) * stages[solver], steps, 0]);
      }
    }
    const adaptive = of('dopri5');
    expect(adaptive.map(({ tolerance }) => tolerance)).toEqual([...LAB_TOLERANCES]);
    for (const { evaluations, accepted, rejected, stepTimes, rejectedTimes } of adaptive) {
      expect(evaluations).toBe(2 + 6 * (accepted + rejected));
      expect([stepTimes.length, rejectedTimes.length]).toEqual([accepted + 1, rejected]);
      expect([stepTimes[0], stepTimes.at(-1)]).toEqual([0, 1]);
    }
  });

  test('a tighter tolerance costs more and errs less', () => {
    const adaptive = of('dopri5');
    const [loose, tight] = [adaptive[0] as LabPoint, adaptive[4] as LabPoint];
    expect(tight.evaluations).toBeGreaterThan(loose.evaluations);
    expect(tight.error).toBeLessThan(loose.error / 10);
  });

  test('the reference is told with what 32-bit numbers can resolve', () => {
    expect(lab.reference).toMatchObject({ solver: 'dopri5', steps: null, checkSteps: 256 });
    expect(lab.reference.tolerance).toBeLessThanOrEqual(1e-6);
    expect(lab.reference.resolution).toBeLessThan(1e-5);
    expect(lab.skipped.map(({ solver }) => solver)).toContain('euler-maruyama');
    expect(shares.at(-1)).toBe(1);
  });
});
