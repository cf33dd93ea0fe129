import { beforeAll, describe, expect, test } from 'vitest';
import type { EngineEvent } from '../shared/engine-protocol.ts';
import { DATASETS } from '../shared/flow/datasets.ts';
import type { CouplingKind } from '../shared/model/names.ts';
import { ringConfig } from '../shared/model/presets.ts';
import type { Checkpoint } from '../shared/model/records.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { pathRatio } from './metric/straightness.ts';
import { coupledPairs } from './pairs/coupled.ts';
import { Sampler } from './sampler.ts';
import { teachPairs } from './teach.ts';
import { loadTensorFlow, type Tensor, tf } from './tensorflow.ts';
import { tensorflowBackend } from './tensorflow-backend.ts';
import { differences, smallConfig } from './testing/numbers.ts';
import { Training } from './train.ts';
import { Trainer } from './trainer.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

function coupled(kind: CouplingKind, model: RunConfig['model'], change: Partial<RunConfig> = {}, reuse = 1): RunConfig {
  const base = smallConfig(model, change);
  return { ...base, coupling: { ...base.coupling, kind, batch: 96, reuse } };
}

function train(config: RunConfig, steps: number, chunk: number, from: Checkpoint | null = null) {
  const trainer = new Trainer(config, from);
  const losses: number[] = [];
  for (let left = steps; left > 0; left -= chunk) losses.push(...trainer.run(Math.min(chunk, left)));
  const end = trainer.checkpoint();
  trainer.dispose();
  if (!end) throw new Error('The training diverged.');
  return { losses, end };
}

const moons = { name: 'c2ot-moons', params: { scale: 3, shift: -1, noise: 0.2 } } as const;

describe.each([
  ['ot on a fixed set', coupled('ot', 'unconditional')],
  ['ot of fresh classes', coupled('ot', 'onehot', { freshData: true })],
  ['Sinkhorn', coupled('sinkhorn', 'unconditional', { freshData: true })],
  ['OT per class on a fixed set', coupled('class-ot', 'onehot')],
  ['pairs used four times', coupled('ot', 'unconditional', { freshData: true }, 4)],
  ['pairs of a fixed set used twice', coupled('class-ot', 'onehot', {}, 2)],
  ['condition-aware OT', coupled('c2ot', 'radius', { freshData: true, data: moons, continuous: 'x1' })],
] as const)('training with %s', (_name, config) => {
  test('does not depend on the chunks, and resumes exactly from within an OT batch', () => {
    const whole = train(config, 24, 24);
    const parts = train(config, 24, 5);
    expect(differences(parts.losses, whole.losses)).toBe(0);
    expect(differences(parts.end.parameters, whole.end.parameters)).toBe(0);
    const resumed = train(config, 14, 4, structuredClone(train(config, 10, 10).end));
    expect(differences(resumed.end.parameters, whole.end.parameters)).toBe(0);
    expect(differences(resumed.losses, whole.losses.slice(10))).toBe(0);
  });
});

test.each([
  ['once', 1],
  ['three times', 3],
])(
  'the worker threads’ pairs, used %s, train as the trainer’s own do, and nothing is left behind',
  async (_, reuse) => {
    const config = coupled('ot', 'onehot', { freshData: true }, reuse);
    const before = tf.memory().numTensors;
    const losses: number[] = [];
    const ends: string[] = [];
    const training = new Training(new Trainer(config, null), config, null, (event: EngineEvent) => {
      if (event.kind === 'losses') losses.push(...event.values);
      if (event.kind === 'done') ends.push(event.outcome);
    });
    await training.run();
    training.dispose();
    expect(ends).toEqual(['finished']);
    expect(differences(losses, train(config, config.steps, config.steps).losses)).toBe(0);
    expect(tf.memory().numTensors).toBe(before);
  },
);

test('pairs that are used again are those of the first plans, at other times', () => {
  const batchesOf = (reuse: number) => {
    const source = coupledPairs(coupled('ot', 'unconditional', { freshData: true }, reuse), 12);
    const [x0, x1] = source.tables(0, 12);
    const pairs = [x0, x1].map((table) => (table as Tensor).reshape([12 * 32, 2]).arraySync() as number[][]);
    source.dispose();
    return pairs[0]?.map((from, k) => [...from, ...(pairs[1]?.[k] ?? [])].join()) ?? [];
  };
  const [fresh, again] = [batchesOf(1), batchesOf(2)];
  expect(new Set(fresh).size).toBe(12 * 32);
  // Two plans of 96 pairs for the first six steps, three in all for the next six.
  const known = new Set(fresh);
  expect(again.every((pair) => known.has(pair))).toBe(true);
  expect(new Set(again.slice(0, 6 * 32)).size).toBe(2 * 96);
  expect(new Set(again).size).toBe(3 * 96);
});

test('a stop is obeyed while the first pairs are still being made', async () => {
  const config = coupled('sinkhorn', 'unconditional', { freshData: true, batch: 512 });
  const slow = { ...config, coupling: { ...config.coupling, batch: 2048, epsilon: 0.001 } };
  const ends: EngineEvent[] = [];
  const training = new Training(new Trainer(slow, null), slow, null, (event) => {
    if (event.kind === 'done') ends.push(event);
  });
  const run = training.run();
  training.stop();
  await run;
  training.dispose();
  expect(ends).toEqual([expect.objectContaining({ outcome: 'stopped', step: 0 })]);
});

describe('reflow', () => {
  const ring = ringConfig('unconditional', 'gaussian', 2);
  const teacherConfig: RunConfig = {
    ...ring,
    data: { name: 'four-gaussians', params: { ...DATASETS['four-gaussians'].defaults } },
    freshData: true,
    batch: 128,
    network: { ...ring.network, width: 48, depth: 3 },
    optimizer: { ...ring.optimizer, learningRate: 3e-3 },
    sampling: { ...ring.sampling, steps: 40 },
  };

  const ratioOf = async (config: RunConfig, parameters: readonly Tensor[]) => {
    const sampler = new Sampler(config, () => parameters);
    const request = { n: 200, steps: 40, solver: 'euler', seed: 7, condition: { kind: 'any' }, frames: 41 } as const;
    const ratio = pathRatio(await sampler.sample(request)).value;
    sampler.dispose();
    return ratio;
  };

  test('straightens the flow, from pairs that are the same every time', async () => {
    const teacher = new Trainer(teacherConfig, null);
    for (let k = 0; k < 8; k++) teacher.run(100);
    const state = teacher.checkpoint() as Checkpoint;
    const backend = tensorflowBackend(await loadTensorFlow());
    const order = { config: teacherConfig, parameters: state.parameters };
    const pairs = await teachPairs(backend, order, 5, 4096);
    const fewer = await teachPairs(backend, order, 5, 100);
    expect(differences(fewer.x1, pairs.x1.subarray(0, 200))).toBe(0);
    const config: RunConfig = {
      ...teacherConfig,
      seed: 5,
      coupling: { ...teacherConfig.coupling, kind: 'reflow', teacher: 'teacher', pairs: 4096 },
    };
    const student = new Trainer(config, null, pairs);
    for (let k = 0; k < 8; k++) student.run(100);
    const before = (await ratioOf(teacherConfig, teacher.parameterTensors)) - 1;
    const after = (await ratioOf(config, student.parameterTensors)) - 1;
    expect(before).toBeGreaterThan(0.02);
    expect(after).toBeLessThan(0.6 * before);
    student.dispose();
    teacher.dispose();
  });

  test('without its pairs it does not start', () => {
    const config = { ...teacherConfig, coupling: { ...teacherConfig.coupling, kind: 'reflow' as const, teacher: 'x' } };
    expect(() => new Trainer(config, null)).toThrow(/needs the pairs of its teacher/);
  });
});
