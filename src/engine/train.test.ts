import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { EngineEvent } from '../shared/engine-protocol.ts';
import { parameterLayout } from '../shared/model/parameters.ts';
import type { Checkpoint } from '../shared/model/records.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { UserError } from '../shared/result.ts';
import { tensorsFromFlat } from './flat.ts';
import { closingMetrics, LossTail } from './measure.ts';
import { Sampler } from './sampler.ts';
import { loadTensorFlow, tf } from './tensorflow.ts';
import { differences, smallConfig } from './testing/numbers.ts';
import { Training } from './train.ts';
import { Trainer } from './trainer.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

type React = (event: EngineEvent, training: Training) => void;

/** Runs a training to its end and returns what it said, heartbeats left out; `react` may give orders on the way. */
async function trained(
  config: RunConfig,
  checkpoint: Checkpoint | null = null,
  react: React = () => undefined,
  recentLosses: Float32Array | null = null,
) {
  const events: EngineEvent[] = [];
  const hear = (event: EngineEvent) => {
    if (event.kind === 'heartbeat') return;
    events.push(event);
    react(event, training);
  };
  const training: Training = new Training(new Trainer(config, checkpoint), config, checkpoint, hear, recentLosses);
  await training.run();
  training.dispose();
  const of = <K extends EngineEvent['kind']>(kind: K) =>
    events.filter((event): event is Extract<EngineEvent, { kind: K }> => event.kind === kind);
  const losses = of('losses').flatMap(({ values }) => Array.from(values));
  return { events, of, losses, last: events.at(-1) as EngineEvent };
}

describe('a training from start to end', () => {
  test('says that it started, every loss once and in order, snapshots, checkpoints, metrics, and that it is done', async () => {
    const { events, of, losses, last } = await trained(smallConfig('onehot'));
    expect(events[0]).toMatchObject({ kind: 'started', step: 0 });
    let next = 0;
    for (const { firstStep, values } of of('losses')) {
      expect(firstStep).toBe(next);
      next += values.length;
    }
    expect(losses.length).toBe(40);
    expect(of('snapshot').map(({ snapshot }) => snapshot.step)).toEqual([0, 20, 40]);
    expect(of('checkpoint').map(({ checkpoint }) => checkpoint.step)).toEqual([10, 20, 30, 40]);
    expect(last).toMatchObject({ kind: 'done', outcome: 'finished', step: 40 });
    const closing = of('metrics').at(-1)?.metrics ?? [];
    expect(closing.map(({ name }) => name).sort()).toEqual([
      ...['accuracy', 'energyDistance', 'loss', 'mmd', 'nfe', 'nll', 'pathEnergy', 'pathRatio', 'slicedW2', 'w2'],
      ...['w2Squared', 'within3Std'],
    ]);
    for (const metric of closing) {
      expect(Number.isFinite(metric.value)).toBe(true);
      expect(metric.step).toBe(40);
      expect(metric.n).toBeGreaterThan(0);
    }
  });

  test('a snapshot holds 256 fixed particles in 33 frames and the parameters that made them', async () => {
    const { of } = await trained(smallConfig('unconditional'));
    const [first, , last] = of('snapshot').map(({ snapshot }) => snapshot);
    for (const snapshot of [first, last]) {
      expect(snapshot?.trajectories.frames.length).toBe(33 * 256 * 2);
      expect(snapshot?.trajectories.times[0]).toBe(0);
      expect(snapshot?.trajectories.times[32]).toBe(1);
    }
    const start = (k: typeof first) => k?.trajectories.frames.slice(0, 512) ?? [];
    expect(differences(start(first), start(last))).toBe(0);
    const end = of('checkpoint').at(-1)?.checkpoint;
    expect(differences(last?.parameters ?? [], end?.parameters ?? [1])).toBe(0);
  });

  test('metrics of the radius model name each radius', async () => {
    const { of } = await trained(smallConfig('radius'));
    const names = (of('metrics').at(-1)?.metrics ?? []).map(({ name }) => name);
    for (const radius of ['1', '1.5', '2', '2.5', '3', '3.5']) expect(names).toContain(`radiusError@${radius}`);
    expect(names).toContain('radiusError');
    // At the radii of true draws, against these draws: once each, beside a floor.
    for (const name of ['w2', 'slicedW2', 'energyDistance', 'mmd', 'modeShareMin', 'within3Std']) {
      expect(names.filter((other) => other === name)).toEqual([name]);
    }
    const w2 = of('metrics')
      .at(-1)
      ?.metrics.find(({ name }) => name === 'w2');
    expect([w2?.n, (w2?.floor ?? 0) > 0]).toEqual([1000, true]);
  });
});

test('a resumed training repeats the rest exactly, losses included', async () => {
  const config = smallConfig('radius');
  const whole = await trained(config);
  const checkpoint = whole.of('checkpoint')[1]?.checkpoint as Checkpoint;
  const rest = await trained(config, checkpoint);
  expect(rest.events[0]).toMatchObject({ kind: 'started', step: 20 });
  expect(differences(rest.losses, whole.losses.slice(20))).toBe(0);
  const end = (run: typeof whole) => run.of('checkpoint').at(-1)?.checkpoint;
  expect(differences(end(rest)?.parameters ?? [], end(whole)?.parameters ?? [1])).toBe(0);
  expect(differences(end(rest)?.moments ?? [], end(whole)?.moments ?? [1])).toBe(0);
});

test('a run killed between a snapshot and its checkpoint takes both again', async () => {
  const config = smallConfig('onehot');
  const { events, of } = await trained(config);
  const orderOf = (step: number) => {
    const at = (match: (event: EngineEvent) => boolean) => events.findIndex(match);
    return [
      at((event) => event.kind === 'snapshot' && event.snapshot.step === step),
      at((event) => event.kind === 'checkpoint' && event.checkpoint.step === step),
    ] as const;
  };
  for (const step of [20, 40]) {
    const [snapshot, checkpoint] = orderOf(step);
    expect(snapshot).toBeGreaterThan(-1);
    expect(snapshot).toBeLessThan(checkpoint);
  }
  const snapshotsFrom = async (k: number) => {
    const rest = await trained(config, of('checkpoint')[k]?.checkpoint as Checkpoint);
    return rest.of('snapshot').map(({ snapshot }) => snapshot.step);
  };
  expect(await snapshotsFrom(0)).toEqual([20, 40]);
  expect(await snapshotsFrom(1)).toEqual([40]);
  // At the very end it is taken once more: an older engine sent it after the checkpoint.
  expect(await snapshotsFrom(3)).toEqual([40]);
});

test('the closing loss of a resumed run is the one of a run that was never interrupted', async () => {
  const config = smallConfig('unconditional');
  const closingLoss = (run: Awaited<ReturnType<typeof trained>>) =>
    run
      .of('metrics')
      .at(-1)
      ?.metrics.find(({ name }) => name === 'loss');
  const whole = await trained(config);
  const checkpoint = whole.of('checkpoint')[2]?.checkpoint as Checkpoint;
  const rest = await trained(config, checkpoint, undefined, Float32Array.from(whole.losses.slice(0, 30)));
  expect(closingLoss(rest)).toEqual(closingLoss(whole));
  expect(closingLoss(whole)?.n).toBe(40);
});

describe('orders', () => {
  const long = smallConfig('unconditional', { steps: 100_000, snapshotEvery: 100_000, checkpointEvery: 1000 });

  test('stop ends after the chunk with a checkpoint, a snapshot and the closing metrics', async () => {
    let stoppedAt = -1;
    const { of, last, losses } = await trained(long, null, (event, training) => {
      if (event.kind !== 'losses' || stoppedAt >= 0) return;
      stoppedAt = event.firstStep + event.values.length;
      training.stop();
    });
    expect(last).toMatchObject({ kind: 'done', outcome: 'stopped', step: stoppedAt });
    expect(losses.length).toBe(stoppedAt);
    expect(of('checkpoint').at(-1)?.checkpoint.step).toBe(stoppedAt);
    expect(of('snapshot').at(-1)?.snapshot.step).toBe(stoppedAt);
    expect(
      of('metrics')
        .at(-1)
        ?.metrics.some(({ name }) => name === 'w2'),
    ).toBe(true);
  });

  test('a paused training takes no step until it is resumed, and the pause changes no number', async () => {
    const config = smallConfig('onehot');
    const straight = await trained(config);
    let paused = false;
    const { events, of, losses } = await trained(config, null, (event, training) => {
      if (event.kind === 'losses' && !paused) {
        paused = true;
        training.pause();
      }
      // Resumed some turns of the event loop later: nothing may have happened in between.
      if (event.kind === 'paused') setImmediate(() => setImmediate(() => training.resume()));
    });
    const [pause] = of('paused');
    expect(of('resumed')[0]?.step).toBe(pause?.step);
    expect(events[events.findIndex(({ kind }) => kind === 'paused') + 1]?.kind).toBe('resumed');
    expect(of('checkpoint').some(({ checkpoint }) => checkpoint.step === pause?.step)).toBe(true);
    expect(differences(losses, straight.losses)).toBe(0);
  });

  test('a sampling asked for while training uses one state of the network throughout', async () => {
    const request = {
      n: 2000,
      steps: 100,
      solver: 'euler',
      seed: 1,
      condition: { kind: 'any' },
      frames: 2,
    } as const;
    const fast = { ...long, optimizer: { ...long.optimizer, learningRate: 1e-2 } };
    let asked: Promise<Float32Array> | null = null;
    let before: Float32Array | null = null;
    let steps = 0;
    await trained(fast, null, (event, training) => {
      if (event.kind !== 'losses') return;
      steps = event.firstStep + event.values.length;
      if (asked || steps < 20) return;
      const from = steps;
      before = training.parameters();
      asked = training.sampler.sample(request).then(({ frames }) => {
        // Chunks went on while it ran.
        expect(steps).toBeGreaterThan(from);
        training.stop();
        return frames;
      });
    });
    const tensors = tensorsFromFlat(parameterLayout(fast), before as unknown as Float32Array);
    const sampler = new Sampler(fast, () => tensors);
    const alone = await sampler.sample(request);
    expect(differences(alone.frames, (await asked) ?? [])).toBe(0);
    sampler.dispose();
    tf.dispose(tensors);
  });

  test('a paused training can be stopped', async () => {
    const { last, of } = await trained(long, null, (event, training) => {
      if (event.kind === 'losses' && event.firstStep === 0) training.pause();
      if (event.kind === 'paused') setImmediate(() => training.stop());
    });
    expect(last).toMatchObject({ kind: 'done', outcome: 'stopped', step: of('paused')[0]?.step });
  });
});

describe('divergence', () => {
  const wild = (changes: Partial<RunConfig> = {}) => {
    const config = smallConfig('unconditional', {
      steps: 5000,
      checkpointEvery: 1000,
      snapshotEvery: 5000,
      ...changes,
    });
    return { ...config, optimizer: { ...config.optimizer, learningRate: 1e6 } };
  };

  test('a learning rate of 1e6 ends with the last finite checkpoint and the step, and without done', async () => {
    const { events, of, losses, last } = await trained(wild());
    expect(last.kind).toBe('diverged');
    expect(of('done')).toEqual([]);
    const diverged = of('diverged')[0];
    expect(Number.isFinite(diverged?.loss)).toBe(false);
    expect(losses.every(Number.isFinite)).toBe(true);
    expect(losses.length).toBe(diverged?.step);
    expect(diverged?.step).toBeLessThan(50);
    const kept = of('checkpoint').at(-1)?.checkpoint;
    expect(events.findLastIndex(({ kind }) => kind === 'checkpoint')).toBeLessThan(events.length - 1);
    expect(kept?.parameters.every(Number.isFinite)).toBe(true);
    expect(kept?.moments.every(Number.isFinite)).toBe(true);
  });
});

describe('a solver that cannot sample the flow does not end the training', () => {
  const hopeless = smallConfig('unconditional', {
    steps: 10,
    sampling: { ...smallConfig('unconditional').sampling, solver: 'dopri5' },
  });

  test('snapshots and closing metrics fall back to RK4, and each says so', async () => {
    const sample = Sampler.prototype.sample;
    const spy = vi.spyOn(Sampler.prototype, 'sample').mockImplementation(function (this: Sampler, request, given) {
      if (request.solver === 'dopri5') throw new UserError('bad-input', 'Raise the tolerances.');
      return sample.call(this, request, given);
    });
    const { of, last } = await trained(hopeless).finally(() => spy.mockRestore());
    expect(last).toMatchObject({ kind: 'done', outcome: 'finished', step: 10 });
    expect(of('snapshot').map(({ snapshot }) => snapshot.step)).toEqual([0, 10]);
    const words = of('notice').map((event) => event.words);
    expect(words).toHaveLength(3);
    expect(words[0]).toMatch(/^Sampled with rk4 in 96 steps, because dopri5 could not: Raise the tolerances\.$/);
    expect(words[2]).toMatch(/^Sampled with rk4 in 8 steps/);
    const rk4 = await trained({ ...hopeless, sampling: { ...hopeless.sampling, solver: 'rk4' } });
    expect(rk4.of('notice')).toEqual([]);
    const w2 = (events: typeof of) =>
      events('metrics').flatMap(({ metrics }) => metrics.filter(({ name }) => name === 'w2').map(({ value }) => value));
    expect(w2(of)).toEqual(w2(rk4.of));
  });

  test('without any samples the closing metrics are the loss alone, with the reason', async () => {
    const sampler = {
      sample: () => Promise.reject(new UserError('bad-input', 'Ask for fewer frames.')),
      logLikelihood: () => Promise.reject(new Error('not asked')),
    };
    const tail = new LossTail();
    tail.add(Float32Array.of(1, 3));
    const { metrics, notice } = await closingMetrics(hopeless, sampler, 10, tail);
    expect(metrics.map(({ name, value }) => [name, value])).toEqual([['loss', 2]]);
    expect(notice).toBe('The closing metrics of samples are left out: Ask for fewer frames.');
  });
});
