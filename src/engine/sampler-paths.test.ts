import { beforeAll, expect, test } from 'vitest';
import type { SampleRequest } from '../shared/engine-protocol.ts';
import { EVALUATION_RADII } from '../shared/model/condition.ts';
import { SOLVERS } from '../shared/model/names.ts';
import { parameterLayout } from '../shared/model/parameters.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { tensorsFromFlat } from './flat.ts';
import { initialParameters } from './network/initialise.ts';
import { Sampler } from './sampler.ts';
import { stagesOf } from './solver/solver.ts';
import { loadTensorFlow, tf } from './tensorflow.ts';
import { differences, largestDifference, smallConfig } from './testing/numbers.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

const REQUEST: SampleRequest = { n: 24, steps: 10, solver: 'euler', seed: 7, condition: { kind: 'any' }, frames: 11 };

async function withSampler<T>(config: RunConfig, use: (sampler: Sampler) => Promise<T>): Promise<T> {
  const tensors = tensorsFromFlat(parameterLayout(config), initialParameters(config, 5));
  const sampler = new Sampler(config, () => tensors);
  try {
    return await use(sampler);
  } finally {
    sampler.dispose();
    tf.dispose(tensors);
  }
}

const frame = (frames: Float32Array, k: number, n: number) => frames.slice(2 * n * k, 2 * n * (k + 1));

test('Euler’s frames follow the velocity from each frame to the next', () =>
  withSampler(smallConfig('radius'), async (sampler) => {
    const { frames, conditions } = await sampler.sample(REQUEST);
    for (let step = 0; step < 10; step++) {
      const before = frame(frames, step, 24);
      const velocities = await sampler.velocities(before, new Float32Array(24).fill(step / 10), conditions);
      const euler = Float32Array.from(before, (x, k) => x + (velocities[k] as number) / 10);
      expect(largestDifference(frame(frames, step + 1, 24), euler)).toBeLessThan(1e-5);
    }
  }));

test('every solver counts its evaluations, and all agree when the steps are small', () =>
  withSampler(smallConfig('radius'), async (sampler) => {
    const ends: Float32Array[] = [];
    for (const solver of SOLVERS) {
      const result = await sampler.sample({ ...REQUEST, solver, steps: 200, frames: 2, noise: 0 });
      const { accepted, rejected, evaluations } = result;
      expect(evaluations).toBe(stagesOf(solver) * (accepted + rejected) + (solver === 'dopri5' ? 2 : 0));
      if (solver !== 'dopri5') expect([accepted, rejected]).toEqual([200, 0]);
      expect(result.times).toEqual(Float32Array.of(0, 1));
      ends.push(frame(result.frames, 1, 24));
    }
    for (const end of ends.slice(1)) expect(largestDifference(end, ends[0] as Float32Array)).toBeLessThan(1e-2);
  }));

test('a sampling that takes several session calls equals one that takes one', () =>
  withSampler(smallConfig('unconditional'), async (sampler) => {
    // 6000 particles × 2 coordinates is 8 steps a call.
    const request = { ...REQUEST, n: 6000, steps: 100, frames: 2 };
    const long = await sampler.sample(request);
    const short = await sampler.sample({ ...request, n: 24 });
    expect(largestDifference(frame(long.frames, 1, 6000).slice(0, 48), frame(short.frames, 1, 24))).toBeLessThan(1e-4);
  }));

test('any takes the evaluation radii in turn, and another radius moves particles from the same noise', () =>
  withSampler(smallConfig('radius'), async (sampler) => {
    const any = await sampler.sample(REQUEST);
    expect(Array.from(any.conditions)).toEqual(Array.from({ length: 24 }, (_, i) => EVALUATION_RADII[i % 6]));
    const near = await sampler.sample({ ...REQUEST, condition: { kind: 'radius', value: 1 } });
    const far = await sampler.sample({ ...REQUEST, condition: { kind: 'radius', value: 3.5 } });
    expect(differences(frame(near.frames, 0, 24), frame(far.frames, 0, 24))).toBe(0);
    expect(differences(frame(near.frames, 10, 24), frame(far.frames, 10, 24))).toBeGreaterThan(40);
  }));

test('dopri5 fills the same frames as fixed steps do', () =>
  withSampler(smallConfig('unconditional'), async (sampler) => {
    const fine = await sampler.sample({ ...REQUEST, solver: 'rk4', steps: 200, frames: 11 });
    const adaptive = await sampler.sample({ ...REQUEST, solver: 'dopri5', rtol: 1e-6, atol: 1e-6 });
    expect(adaptive.times).toEqual(fine.times);
    expect(largestDifference(adaptive.frames, fine.frames)).toBeLessThan(1e-4);
  }));

test('backward from the end points finds the noise again, with fixed and with adaptive steps', () =>
  withSampler(smallConfig('onehot'), async (sampler) => {
    for (const solver of ['rk4', 'dopri5'] as const) {
      const request = { ...REQUEST, solver, steps: 100, frames: 2, rtol: 1e-6, atol: 1e-6 };
      const there = await sampler.sample(request);
      const back = await sampler.sample({ ...request, direction: 'backward', from: frame(there.frames, 1, 24) });
      expect(back.times).toEqual(Float32Array.of(1, 0));
      expect(largestDifference(frame(back.frames, 1, 24), frame(there.frames, 0, 24))).toBeLessThan(1e-4);
    }
  }));

test('what cannot be done is refused in a sentence', async () => {
  await withSampler(smallConfig('unconditional'), async (sampler) => {
    const refused = (change: Partial<SampleRequest>, reason: RegExp) =>
      expect(sampler.sample({ ...REQUEST, ...change })).rejects.toThrow(reason);
    await refused({ direction: 'backward' }, /needs points to start from/);
    await refused({ from: new Float32Array(4) }, /24 particles need 48 coordinates/);
    await refused({ from: new Float32Array(48).fill(Number.NaN) }, /Point 0 is not finite/);
    const backward = { direction: 'backward', from: new Float32Array(48), solver: 'euler-maruyama' } as const;
    await refused(backward, /goes forward only/);
  });
  const request = { ...REQUEST, solver: 'euler-maruyama' } as const;
  await withSampler(smallConfig('unconditional', { source: { name: 'uniform', params: {} } }), (sampler) =>
    expect(sampler.sample(request)).rejects.toThrow(/needs a gaussian source, not uniform/),
  );
});
