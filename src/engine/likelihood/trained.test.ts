/** Likelihoods of a really trained ring, 1500 short steps: a few seconds. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { UserError } from '../../shared/result.ts';
import { Sampler } from '../sampler.ts';
import { loadTensorFlow } from '../tensorflow.ts';
import { smallConfig } from '../testing/numbers.ts';
import { Trainer } from '../trainer.ts';
import { negativeLogLikelihood } from './nll.ts';

const small = smallConfig('unconditional');
const CONFIG: RunConfig = {
  ...small,
  freshData: true,
  batch: 256,
  steps: 1500,
  network: { ...small.network, width: 64, depth: 3 },
};
let trainer: Trainer;
let sampler: Sampler;

beforeAll(async () => {
  await loadTensorFlow();
  trainer = new Trainer(CONFIG, null);
  while (trainer.step < CONFIG.steps) trainer.run(Math.min(trainer.mostSteps, CONFIG.steps - trainer.step));
  sampler = new Sampler(CONFIG, () => trainer.parameterTensors);
}, 120_000);

afterAll(() => {
  sampler.dispose();
  trainer.dispose();
});

const exact = { method: 'exact', probes: 1, seed: 0, solver: 'rk4', condition: { kind: 'any' } } as const;

test.each([1, 0.5])(
  'its density at t = %f integrates to 1 within 0.01',
  async (t) => {
    const cells = 100;
    const half = 5;
    const width = (2 * half) / cells;
    const points = new Float32Array(2 * cells * cells);
    for (let k = 0; k < cells * cells; k++) {
      points[2 * k] = -half + ((k % cells) + 0.5) * width;
      points[2 * k + 1] = -half + (Math.floor(k / cells) + 0.5) * width;
    }
    const { logp } = await sampler.likelihood({ ...exact, points, t, steps: 20 });
    const mass = logp.reduce((sum, log) => sum + Math.exp(log), 0) * width ** 2;
    expect(Math.abs(mass - 1)).toBeLessThan(0.01);
  },
  60_000,
);

test('its test NLL lies above that of the data itself, and near it', async () => {
  const nll = await negativeLogLikelihood(CONFIG, sampler, 1000);
  // Entropy of the ring: log 8 + log(2πe·0.25²) = 2.14 nats.
  expect(nll?.floor).toBeCloseTo(2.14, 0);
  expect(nll?.value).toBeGreaterThan((nll?.floor as number) - 0.02);
  expect(nll?.value).toBeLessThan((nll?.floor as number) + 0.8);
});

test('Hutchinson on the trained network agrees with the exact divergence within its spread', async () => {
  const points = Float32Array.from({ length: 80 }, (_, k) => 3 * Math.sin(k));
  const { logp } = await sampler.likelihood({ ...exact, points, t: 1, steps: 20 });
  const estimate = await sampler.likelihood({ ...exact, method: 'hutchinson', probes: 48, points, t: 1, steps: 20 });
  const scores = logp.map(
    (value, i) => ((estimate.logp[i] as number) - value) / ((estimate.spread?.[i] as number) + 1e-3),
  );
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  expect(Math.abs(mean)).toBeLessThan(0.6);
  for (const score of scores) expect(Math.abs(score)).toBeLessThan(5);
});

test('wrong points are refused', async () => {
  for (const points of [new Float32Array(0), new Float32Array(3), Float32Array.of(1, Number.NaN)]) {
    await expect(sampler.likelihood({ ...exact, points, t: 1, steps: 4 })).rejects.toBeInstanceOf(UserError);
  }
});

test('a class model without a class has the mean density over its classes', async () => {
  const config = smallConfig('onehot');
  const classes = new Trainer(config, null);
  const own = new Sampler(config, () => classes.parameterTensors);
  const points = Float32Array.of(0.3, -0.2, 1, 2);
  const request = { ...exact, points, t: 1, steps: 10 };
  const all = await own.likelihood(request);
  const sums = [0, 0];
  for (let label = 0; label < 8; label++) {
    const { logp } = await own.likelihood({ ...request, condition: { kind: 'class', label } });
    logp.forEach((log, i) => {
      sums[i] = (sums[i] as number) + Math.exp(log) / 8;
    });
  }
  all.logp.forEach((log, i) => {
    expect(log).toBeCloseTo(Math.log(sums[i] as number), 4);
  });
  own.dispose();
  classes.dispose();
});

test('a shape source and a continuous model without its condition are refused with the reason', async () => {
  const refused = async (config: RunConfig, reason: RegExp) => {
    const untrained = new Trainer(config, null);
    const own = new Sampler(config, () => untrained.parameterTensors);
    await expect(own.likelihood({ ...exact, points: new Float32Array(2), t: 1, steps: 4 })).rejects.toThrow(reason);
    own.dispose();
    untrained.dispose();
  };
  await refused(smallConfig('unconditional', { source: { name: 'shape', params: {} } }), /source with a known density/);
  await refused(smallConfig('radius'), /needs its condition/);
});

/** Differences in nats between log p along the paths of a sample and the likelihood of the places there. */
async function alongAgainstLikelihood(of: Sampler, steps: number): Promise<number[]> {
  const asked = { n: 64, seed: 7, steps, frames: 11, condition: { kind: 'any' } } as const;
  const { logp, times } = await of.pathDensity(asked);
  const paths = await of.sample({ ...asked, solver: 'rk4' });
  expect([...times]).toEqual([...paths.times]);
  const differences: number[] = [];
  for (const frame of [0, 3, 7, 10]) {
    const points = paths.frames.slice(frame * 128, (frame + 1) * 128);
    const there = await of.likelihood({ ...exact, points, t: times[frame] as number, steps });
    there.logp.forEach((value, i) => {
      differences.push(Math.abs(value - (logp[frame * 64 + i] as number)));
    });
  }
  return differences;
}

test('along paths it is what the likelihood says of the places there, to 1e-3 nats', async () => {
  const smooth: RunConfig = { ...CONFIG, steps: 200, network: { ...CONFIG.network, activation: 'tanh' } };
  const other = new Trainer(smooth, null);
  other.run(Math.min(other.mostSteps, 200));
  const itsSampler = new Sampler(smooth, () => other.parameterTensors);
  expect(Math.max(...(await alongAgainstLikelihood(itsSampler, 200)))).toBeLessThan(1e-3);
  itsSampler.dispose();
  other.dispose();
});

test('also of ReLUs, whose divergence jumps, on average', async () => {
  const differences = await alongAgainstLikelihood(sampler, 1000);
  expect(differences.reduce((sum, each) => sum + each, 0) / differences.length).toBeLessThan(1e-3);
});
