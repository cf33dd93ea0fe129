import { beforeAll, describe, expect, test } from 'vitest';
import type { SampleRequest } from '../shared/engine-protocol.ts';
import { drawSource } from '../shared/flow/sources.ts';
import { ringConfig } from '../shared/model/presets.ts';
import { UserError } from '../shared/result.ts';
import { keptSteps, Sampler } from './sampler.ts';
import { loadTensorFlow, tf } from './tensorflow.ts';
import { Trainer } from './trainer.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

const request = (change: Partial<SampleRequest> = {}): SampleRequest => ({
  n: 24,
  steps: 10,
  solver: 'euler',
  seed: 7,
  condition: { kind: 'any' },
  frames: 11,
  ...change,
});

async function withSampler(model: 'unconditional' | 'onehot' | 'radius', work: (sampler: Sampler) => Promise<void>) {
  const config = ringConfig(model, 'gaussian', 2);
  const trainer = new Trainer(config, null);
  const sampler = new Sampler(config, () => trainer.parameterTensors);
  await work(sampler);
  sampler.dispose();
  trainer.dispose();
}

describe('sampling', () => {
  test('frames go from the source noise in equal times; particle ids are stable', () =>
    withSampler('unconditional', async (sampler) => {
      const { frames, frameCount, times, evaluations } = await sampler.sample(request());
      expect(frameCount).toBe(11);
      expect(frames.length).toBe(11 * 24 * 2);
      expect(evaluations).toBe(10);
      times.forEach((time, k) => {
        expect(time).toBeCloseTo(k / 10, 6);
      });
      expect(frames.slice(0, 48)).toEqual(drawSource({ name: 'gaussian' }, 7, 24));
      const more = await sampler.sample(request({ n: 40 }));
      const last = (values: Float32Array, n: number) => [...values.slice(10 * n * 2, 10 * n * 2 + 48)];
      last(more.frames, 40).forEach((value, i) => {
        expect(value).toBeCloseTo(last(frames, 24)[i] as number, 4);
      });
    }));

  test('one Euler step is x0 + v(x0, 0), and thinning keeps the ends', () =>
    withSampler('unconditional', async (sampler) => {
      const { frames } = await sampler.sample(request({ steps: 1, frames: 2 }));
      const x0 = frames.slice(0, 48);
      const v = await sampler.velocities(x0, new Float32Array(24), new Float32Array(24));
      frames.slice(48).forEach((value, i) => {
        expect(value).toBeCloseTo((x0[i] as number) + (v[i] as number), 5);
      });
      const all = await sampler.sample(request());
      const thin = await sampler.sample(request({ frames: 3 }));
      expect(thin.times).toEqual(Float32Array.from([0, 0.5, 1]));
      expect(thin.frames.slice(-48)).toEqual(all.frames.slice(-48));
    }));

  test('a condition changes the flow and not the noise', () =>
    withSampler('onehot', async (sampler) => {
      const any = await sampler.sample(request());
      expect([...any.conditions.slice(0, 10)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 0, 1]);
      const three = await sampler.sample(request({ condition: { kind: 'class', label: 3 } }));
      expect(three.frames.slice(0, 48)).toEqual(any.frames.slice(0, 48));
      expect(three.frames.slice(-48)).not.toEqual(any.frames.slice(-48));
      // Particle 3 was asked for class 3 both times.
      expect(three.frames[10 * 48 + 6]).toBeCloseTo(any.frames[10 * 48 + 6] as number, 5);
    }));

  test('conditions that the model does not have are refused', async () => {
    const refused = (model: 'unconditional' | 'onehot' | 'radius', condition: SampleRequest['condition']) =>
      withSampler(model, async (sampler) => {
        await expect(sampler.sample(request({ condition }))).rejects.toBeInstanceOf(UserError);
      });
    await refused('unconditional', { kind: 'class', label: 0 });
    await refused('onehot', { kind: 'radius', value: 2 });
    await refused('onehot', { kind: 'class', label: 8 });
    await refused('radius', { kind: 'class', label: 1 });
  });

  test('the field on a grid equals velocities at its points, rows x2 and columns x1 ascending', () =>
    withSampler('radius', async (sampler) => {
      const field = await sampler.field({
        times: [0, 0.7],
        grid: 3,
        extent: 2,
        condition: { kind: 'radius', value: 3 },
      });
      expect(field.length).toBe(2 * 9 * 2);
      // Second time, row 0 (x2 = −2), column 2 (x1 = 2).
      const v = await sampler.velocities(Float32Array.of(2, -2), Float32Array.of(0.7), Float32Array.of(3));
      expect(field[2 * (9 + 2)]).toBeCloseTo(v[0] as number, 6);
      expect(field[2 * (9 + 2) + 1]).toBeCloseTo(v[1] as number, 6);
    }));

  test('tensors are flat over repeated requests', () =>
    withSampler('onehot', async (sampler) => {
      const once = async () => {
        await sampler.sample(request());
        await sampler.field({ times: [0.5], grid: 5, extent: 3, condition: { kind: 'any' } });
      };
      await once();
      const before = tf.memory().numTensors;
      for (let k = 0; k < 5; k++) await once();
      expect(tf.memory().numTensors).toBe(before);
    }));
});

test.each([
  [10, 11, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  [10, 99, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  [96, 3, [0, 48, 96]],
  [1, 2, [0, 1]],
  [5, 2, [0, 5]],
])('%i steps in %i frames keep steps %j', (steps, frames, kept) => {
  expect(keptSteps(steps, frames)).toEqual(kept);
});
